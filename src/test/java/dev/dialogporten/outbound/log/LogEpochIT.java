package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log that has come to a server which has not written it. */
@ExtendWith(VertxExtension.class)
class LogEpochIT {
  private static final String EPOCH = "SELECT dialog_log_epoch()";
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'dialog_change'::regclass"
          + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

  private final TestDatabase database = TestDatabase.fresh();
  private final String org = Changes.newOrg();
  private final UUID before = UUID.randomUUID();
  private final UUID after = UUID.randomUUID();
  private ChangeRows rows;

  @BeforeEach
  void setUp(Vertx vertx) {
    rows =
        new ChangeRows(
            database.pool(vertx, 1),
            new CloudEvents("https://example.com"),
            new SetAside(new SimpleMeterRegistry()));
  }

  @Test
  void sameServer_sameEpoch() {
    Changes.insert(database, Changes.updated(org, before));

    database.database().migrate();

    assertThat(database.count(EPOCH)).isZero();
  }

  /** A dump comes with the highest numbers of the old server, and the new one counts from 700. */
  @Test
  void restoredFromADump_rowsOfBothAreRead_inOrder() throws SQLException {
    Changes.insert(database, Changes.updated(org, before));
    execute("UPDATE dialog_change SET txid = txid + 1000000000");
    Position seen = new Position(2_000_000_000, 1);

    database.database().migrate();
    Changes.insert(database, Changes.updated(org, after));

    assertThat(database.count(EPOCH)).isEqualTo(1);
    assertRead(Position.BEGINNING, before, after);
    assertRead(seen, after); // behind what was lost
  }

  /** The new server may have come further than the old one; what was lost is lost all the same. */
  @Test
  void anotherServer_anotherEpoch_begunOnce() throws SQLException {
    execute("UPDATE dialog_log_server SET system_identifier = 1");

    Stream.generate(() -> CompletableFuture.runAsync(database.database()::migrate))
        .limit(4)
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(database.count(EPOCH)).isEqualTo(1);
  }

  /** Whoever writes while an epoch begins is waited for: its row is not of the new one. */
  @Test
  void writeUnderWay_isOfTheOldEpoch_andComplete() throws SQLException {
    try (Connection writer = database.connect()) {
      writer.setAutoCommit(false);
      Changes.insert(writer, Changes.updated(org, before), null);
      CompletableFuture<Void> beginning =
          CompletableFuture.runAsync(() -> database.count("SELECT dialog_log_begin_epoch()"));
      Patience.until(() -> database.count(WAITING) == 1);
      writer.commit();
      beginning.join();
    }

    Position first = rows.end().await();
    Changes.insert(database, Changes.updated(org, after));
    assertRead(first, after);
    assertRead(Position.BEGINNING, before, after);
  }

  /** Rows can be read once older transactions have ended, those of tests beside this one too. */
  private void assertRead(Position behind, UUID... expected) {
    Patience.until(() -> dialogs(behind).size() >= expected.length);
    assertThat(dialogs(behind)).containsExactly(expected);
  }

  private List<UUID> dialogs(Position behind) {
    return rows.following(behind, org, 10).await().changes().stream()
        .map(logged -> logged.change().dialogId())
        .toList();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
