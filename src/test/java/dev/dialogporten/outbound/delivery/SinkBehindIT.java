package dev.dialogporten.outbound.delivery;

import static dev.dialogporten.outbound.delivery.ScriptedSink.DOWN;
import static dev.dialogporten.outbound.delivery.ScriptedSink.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.outbound.log.LogPartitions;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sinks far behind the end of the log: what operators see of it, and what retention does to it. */
class SinkBehindIT {
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final RetryLadder LADDER =
      RetryLadder.of(List.of(Duration.ofMillis(5)), List.of());
  private static final RetryLadder PATIENT =
      RetryLadder.of(List.of(Duration.ofMillis(5)), List.of(Duration.ofHours(1)));
  private static final int HELD_LIMIT = 100;
  private static final String NAME = "behind";

  private final TestDatabase database = TestDatabase.fresh();
  private final String org = Changes.newOrg();
  private final ScriptedSink sink = new ScriptedSink();
  private final Vertx vertx = Vertx.vertx();
  private TestNode node;

  @AfterEach
  void stop() {
    node.close();
    vertx.close().await();
  }

  /** Also while it is busy: that is when somebody looks at it. */
  @Test
  void lag_goesUpAndDown() {
    execute(
        """
        INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource, party)
        SELECT now() - interval '1 minute', gen_random_uuid(), gen_random_uuid(), 'urn:test', 2, 1, false, '%s',
               'urn:altinn:resource:test', 'urn:test:party'
        FROM generate_series(1, 4000)
        """
            .formatted(org));
    sink.script =
        event -> {
          Promise<Void> taken = Promise.promise();
          vertx.setTimer(5, id -> taken.complete());
          return taken.future();
        };
    start();

    Patience.until(() -> gauge("rows") > 1_500 && gauge("seconds") >= 60);
    assertThat(count("delivered")).as("while it delivers").isLessThan(2_500);
    Patience.until(() -> count("delivered") > 0);
    sink.script = event -> OK;
    Patience.until(() -> gauge("rows") == 0 && gauge("seconds") == 0);
    assertThat(count("delivered")).isEqualTo(4_000);
    assertThat(count("gaps")).isZero();
  }

  @Test
  void retention_dropsWhatIsNotDelivered_thatIsSaid_andTheRestFollows() {
    start();
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == 1);
    node.close();
    changeDaysAgo(40);
    UUID kept = changeDaysAgo(2);
    dropOldDays();

    start();

    assertThat(sink.takeDialogs(1)).containsExactly(kept);
    assertThat(count("gaps")).isEqualTo(1);
    UUID later = changeDaysAgo(0);
    assertThat(sink.takeDialogs(1)).containsExactly(later);
    assertThat(count("gaps")).as("once").isEqualTo(1);
  }

  @Test
  void retention_dropsWhatIsDelivered_nothingIsMissed() {
    start();
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == 1);
    UUID old = changeDaysAgo(40);
    assertThat(sink.takeDialogs(1)).containsExactly(old);
    node.close();
    dropOldDays();
    assertThat(database.count("SELECT count(*) FROM dialog_change")).isZero();

    start();

    UUID later = changeDaysAgo(0);
    assertThat(sink.takeDialogs(1)).containsExactly(later);
    assertThat(count("gaps")).isZero();
  }

  /** One dialog is refused for so long that not all of its events may wait in the database. */
  @Test
  void heldLimit_cursorStandsStill_nothingIsLost() {
    UUID refused = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(refused) ? DOWN : OK;
    start(PATIENT);
    for (int i = 0; i < HELD_LIMIT + 50; i++) {
      Changes.insert(database, Changes.updated(org, refused));
    }
    UUID other = changeDaysAgo(0);
    assertThat(sink.takeDialogs(1)).containsExactly(other);
    String retries = "SELECT count(*) FROM event_retry";
    Patience.until(() -> database.count(retries) == HELD_LIMIT);
    node.kill();
    assertThat(database.count(retries)).isEqualTo(HELD_LIMIT);
    execute("UPDATE event_retry SET next_attempt_at = now()");
    sink.script = event -> OK;

    start(PATIENT);

    List<PublishedEvent> taken = sink.take(HELD_LIMIT + 51);
    assertThat(taken.stream().filter(event -> event.dialogId().equals(refused)))
        .hasSize(HELD_LIMIT + 50)
        .extracting(PublishedEvent::position)
        .isSorted()
        .doesNotHaveDuplicates();
    Patience.until(() -> database.count(retries) == 0);
  }

  /** The cursor is saved while it waits for an answer that never comes. */
  @Test
  void killed_whileADeliveryIsUnderWay_thatComesAgain() {
    UUID pending = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(pending) ? Promise.<Void>promise().future() : OK;
    start();
    UUID before = changeDaysAgo(0);
    assertThat(sink.takeDialogs(1)).containsExactly(before);
    Changes.insert(database, Changes.updated(org, pending));
    UUID after = changeDaysAgo(0);
    assertThat(sink.takeDialogs(1)).containsExactly(after);
    Patience.until(
        () ->
            database.count(
                    """
                    SELECT count(*) FROM event_cursor c JOIN dialog_change d ON (c.txid, c.seq) >= (d.txid, d.seq)
                    WHERE d.dialog_id = '%s'
                    """
                        .formatted(before))
                == 1);
    node.kill();
    sink.script = event -> OK;

    start();

    assertThat(sink.takeDialogs(2)).containsExactly(pending, after);
  }

  /** It has been paused for long, has nothing to save, and learns it when it asks for the lease. */
  @Test
  void leaseIsAnothers_itStops() {
    start();
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == 1);

    execute(
        """
        UPDATE event_cursor
        SET owner = gen_random_uuid(), epoch = epoch + 1, lease_until = now() + interval '1 hour'
        """);

    Patience.until(() -> !isServing());
    changeDaysAgo(0);
    assertThat(sink.rest()).isEmpty();
  }

  /** Another node may have it by now. */
  @Test
  void leaseCannotBeRenewed_itStopsInTime_andGoesOnLater() {
    start();

    node.blind(true);

    Patience.until(() -> !isServing());
    UUID meanwhile = changeDaysAgo(0);
    assertThat(sink.rest()).isEmpty();
    node.blind(false);
    assertThat(sink.takeDialogs(1)).containsExactly(meanwhile);
  }

  private boolean isServing() {
    return node.registry.find("dialogporten.events.lag.seconds").gauge() != null;
  }

  private void start() {
    start(LADDER);
  }

  private void start(RetryLadder ladder) {
    SinkSpec spec =
        new SinkSpec(
            NAME,
            sink,
            org,
            EventFilter.ALL,
            CursorStart.BEGINNING,
            ladder,
            8,
            Share.unlimited(),
            HELD_LIMIT,
            () -> {});
    node = TestNode.start(database, LEASE, spec);
    Patience.until(this::isServing);
  }

  private UUID changeDaysAgo(int days) {
    Instant at = Instant.now().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
    UUID dialog = UUID.randomUUID();
    Changes.insert(database, Changes.at(Changes.updated(org, dialog), at));
    return dialog;
  }

  private void dropOldDays() {
    LogPartitions partitions =
        new LogPartitions(vertx, database.pool(vertx, 1), Duration.ofDays(30));
    partitions.maintain(LocalDate.now(ZoneOffset.UTC)).await();
  }

  private double gauge(String unit) {
    return node.registry.get("dialogporten.events.lag." + unit).tag("sink", NAME).gauge().value();
  }

  private long count(String name) {
    String full = "dialogporten.events." + name;
    return name.equals("delivered")
        ? node.registry.get(full).tag("sink", NAME).timer().count()
        : (long) node.registry.get(full).tag("sink", NAME).counter().count();
  }

  private void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
