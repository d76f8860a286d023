package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.Changes;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done once an hour, at the edges of days. */
@ExtendWith(VertxExtension.class)
class LogPartitionsIT {
  private static final int DAYS = 30;

  private final TestDatabase database = TestDatabase.fresh();
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private Pool pool;
  private LogPartitions partitions;

  @BeforeEach
  void setUp(Vertx vertx) {
    pool = database.pool(vertx, 1);
    partitions = new LogPartitions(vertx, pool, Duration.ofDays(DAYS));
  }

  @Test
  void retention_isInWholeDays() {
    LocalDate oldest = today.minusDays(DAYS);
    change(start(oldest));
    change(start(oldest).minusNanos(1_000));
    change(start(oldest.minusDays(1)));
    sql("SELECT dialog_change_add_day('%s')".formatted(oldest.minusDays(1)));
    sql("SELECT dialog_change_add_day('%s')".formatted(oldest));

    partitions.maintain(today).await();

    assertThat(database.count("SELECT count(*) FROM dialog_change")).isEqualTo(1);
    assertThat(partition(oldest)).isEqualTo(1);
    assertThat(partition(oldest.minusDays(1))).isZero();
    partitions.maintain(today.plusDays(1)).await();
    assertThat(database.count("SELECT count(*) FROM dialog_change")).isZero();
  }

  @Test
  void retention_deadLettersToo() {
    deadLetter(start(today.minusDays(DAYS)).minusSeconds(1));
    deadLetter(start(today.minusDays(DAYS)));

    partitions.maintain(today).await();

    assertThat(database.count("SELECT count(*) FROM event_dead_letter")).isEqualTo(1);
  }

  /** The service was down when it should have made them. */
  @Test
  void daysAhead_afterALongPause() {
    LocalDate later = today.plusDays(20);
    assertThat(partition(later)).isZero();

    partitions.maintain(later).await();

    for (int ahead = 0; ahead <= 7; ahead++) {
      assertThat(partition(later.plusDays(ahead))).as("%s days ahead", ahead).isEqualTo(1);
    }
    change(start(later));
    change(start(later.plusDays(1)).minusNanos(1_000));
    assertThat(rows("dialog_change_default")).isZero();
    assertThat(rows(name(later))).isEqualTo(2);
  }

  /** Nodes do it all at once. */
  @Test
  void maintain_twice_changesNothing() {
    partitions.maintain(today).await();
    long before = database.count("SELECT count(*) FROM pg_inherits");

    partitions.maintain(today).await();

    assertThat(database.count("SELECT count(*) FROM pg_inherits")).isEqualTo(before);
  }

  private void change(Instant at) {
    Changes.insert(database, Changes.at(Changes.updated("org", UUID.randomUUID()), at));
  }

  private void deadLetter(Instant failedAt) {
    sql(
        """
        INSERT INTO event_dead_letter (sink, txid, seq, ordinal, dialog_id, event, attempts, failed_at)
        VALUES ('test', 1, %d, 0, gen_random_uuid(), '{}', 1, '%s')
        """
            .formatted(failedAt.getEpochSecond(), failedAt));
  }

  private long partition(LocalDate day) {
    return database.count("SELECT count(*) FROM pg_class WHERE relname = '" + name(day) + "'");
  }

  private long rows(String table) {
    return database.count("SELECT count(*) FROM " + table);
  }

  private void sql(String text) {
    pool.query(text).execute().await();
  }

  private static String name(LocalDate day) {
    return "dialog_change_" + day.toString().replace("-", "");
  }

  private static Instant start(LocalDate day) {
    return day.atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC);
  }
}
