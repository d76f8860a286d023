package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ChangeRowsIT {
  private final TestDatabase database = TestDatabase.shared();
  private final String org = Changes.newOrg();
  private final UUID dialog = UUID.randomUUID();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private ChangeRows rows;

  @BeforeEach
  void setUp(Vertx vertx) {
    Pool pool = database.pool(vertx, 2);
    rows = new ChangeRows(pool, new CloudEvents("https://example.com"), new SetAside(registry));
  }

  /** Nobody who follows the log may stop at it, nor say the same again and again. */
  @Test
  void poisonousRow_isLeftOut_countedOnce_andWhatFollowsIsRead() {
    Position before = rows.end().await();
    UUID first = UUID.randomUUID();
    UUID last = UUID.randomUUID();
    Changes.insert(database, Changes.updated(org, first));
    for (String poison :
        List.of("{}", "[7]", "[{\"t\":\"x\"}]", "[{\"a\":\"%s\",\"y\":99}]".formatted(first))) {
      Changes.insert(database, Changes.updated(org, dialog), poison);
    }
    Changes.insert(database, Changes.updated(org, last));

    for (int i = 0; i < 3; i++) {
      List<LoggedChange> read = readAll(before, 2);
      assertThat(read)
          .extracting(logged -> logged.change().dialogId())
          .containsExactly(first, last);
      LogPage ofDialog = rows.ofDialog(dialog, org, before, 3).await();
      assertThat(ofDialog.changes()).isEmpty();
      assertThat(ofDialog.atEnd()).isFalse();
      assertThat(rows.ofDialog(dialog, org, ofDialog.reached(), 3).await().atEnd()).isTrue();
    }
    assertThat(registry.get("dialogporten.events.set.aside").counter().count())
        .isGreaterThanOrEqualTo(4)
        .isLessThan(10);
  }

  @Test
  void following_everyColumn() {
    Position before = rows.end().await();
    UUID transmission = UUID.randomUUID();
    UUID activity = UUID.randomUUID();
    DialogChange change = Changes.of(org, dialog, ChangeKind.CREATED, false);
    Changes.insert(
        database,
        change,
        """
        [{"t":"%s","s":"ServiceOwner"},{"a":"%s","y":3,"x":"urn:x"},{"a":"%s","y":1}]
        """
            .formatted(transmission, activity, activity));

    DialogChange read = readAll(before, 1).get(0).change();

    assertThat(read).usingRecursiveComparison().ignoringFields("appended").isEqualTo(change);
    assertThat(read.appended())
        .containsExactly(
            new AppendedTransmission(transmission, "ServiceOwner"),
            new AppendedActivity(activity, ActivityType.Information, "urn:x"),
            new AppendedActivity(activity, ActivityType.DialogCreated, null));
  }

  /** The defect of readers that remember the last sequence number: they never see the first row. */
  @Test
  void following_laterTransactionCommitsFirst_nothingIsSkipped() throws Exception {
    Position before = rows.end().await();
    UUID slow = UUID.randomUUID();
    try (Connection open = database.connect()) {
      open.setAutoCommit(false);
      Changes.insert(open, Changes.updated(org, slow), null);
      Changes.insert(database, Changes.updated(org, dialog));

      LogPage whileOpen = rows.following(before, org, 1000).await();
      assertThat(whileOpen.changes()).as("what comes behind an open transaction waits").isEmpty();
      open.commit();

      assertThat(dialogs(readAll(whileOpen.reached(), 2))).containsExactly(slow, dialog);
      assertThat(dialogs(readAll(before, 2))).containsExactly(slow, dialog);
    }
  }

  @Test
  void following_rolledBack_neverSeen() throws Exception {
    Position before = rows.end().await();
    try (Connection open = database.connect()) {
      open.setAutoCommit(false);
      Changes.insert(open, Changes.updated(org, UUID.randomUUID()), null);
      open.rollback();
    }
    Changes.insert(database, Changes.updated(org, dialog));

    assertThat(dialogs(readAll(before, 1))).containsExactly(dialog);
  }

  /** Transactions of random length commit in random order while a reader follows. */
  @Test
  void following_manyWriters_eachRowOnceInOrder() throws Exception {
    Position before = rows.end().await();
    int writers = 6;
    int transactions = 40;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<UUID> written = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> running = new ArrayList<>();
    for (int w = 0; w < writers; w++) {
      Random random = new Random(w);
      running.add(
          threads.submit(
              () -> {
                try (Connection connection = database.connect()) {
                  connection.setAutoCommit(false);
                  for (int t = 0; t < transactions; t++) {
                    write(connection, random, written);
                  }
                }
                return null;
              }));
    }

    List<LoggedChange> read = new ArrayList<>();
    Position position = before;
    while (!running.stream().allMatch(Future::isDone) || read.size() < written.size()) {
      LogPage page = rows.following(position, org, 7).await();
      read.addAll(page.changes());
      position = page.reached();
    }
    for (Future<?> writer : running) {
      writer.get();
    }
    threads.shutdown();

    assertThat(dialogs(read)).hasSize(written.size()).hasSameElementsAs(written);
    assertThat(read).extracting(LoggedChange::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void following_otherOwnersRowsAreLookedAtButNotReturned() {
    Position before = rows.end().await();
    for (int i = 0; i < 5; i++) {
      Changes.insert(database, Changes.updated(Changes.newOrg(), UUID.randomUUID()));
    }
    Changes.insert(database, Changes.updated(org, dialog));

    assertThat(dialogs(readAll(before, 1))).containsExactly(dialog);
    LogPage first = rows.following(before, org, 2).await();

    assertThat(first.changes()).isEmpty();
    assertThat(first.atEnd()).isFalse();
    assertThat(first.reached()).isGreaterThan(before);
  }

  /**
   * After a crash PostgreSQL may give out once more the numbers of transactions that were rolled
   * back shortly before; a reader that stood behind them would miss what comes now.
   */
  @Test
  void position_isThatOfARow_notBehindWhatWasRolledBack() throws Exception {
    Changes.insert(database, Changes.updated(org, dialog));
    try (Connection open = database.connect()) {
      open.setAutoCommit(false);
      for (int i = 0; i < 5; i++) {
        open.createStatement().execute("SELECT pg_current_xact_id()");
        open.rollback();
      }
    }

    Position end = rows.end().await();

    assertThat(isRow(end)).isTrue();
    LogPage page = rows.following(end, null, 1000).await();
    assertThat(isRow(page.reached())).isTrue();
    assertThat(rows.following(page.reached(), org, 1000).await().changes()).isEmpty();
  }

  private boolean isRow(Position position) {
    return database.count(
            "SELECT count(*) FROM dialog_change WHERE txid = %d AND seq = %d"
                .formatted(position.txid(), position.seq()))
        == 1;
  }

  private void write(Connection connection, Random random, List<UUID> written) throws Exception {
    List<UUID> dialogs = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      dialogs.add(UUID.randomUUID());
      Changes.insert(connection, Changes.updated(org, dialogs.get(i)), null);
      connection.createStatement().execute("SELECT pg_sleep(" + random.nextInt(5) + " * 0.001)");
    }
    if (random.nextInt(5) == 0) {
      connection.rollback();
    } else {
      connection.commit();
      written.addAll(dialogs);
    }
  }

  private List<LoggedChange> readAll(Position from, int expected) {
    List<LoggedChange> all = new ArrayList<>();
    Position position = from;
    // other tests' open transactions may hide the end for a moment
    long deadline = System.nanoTime() + 10_000_000_000L;
    boolean complete = false;
    while (!complete && System.nanoTime() < deadline) {
      LogPage page = rows.following(position, org, 1000).await();
      all.addAll(page.changes());
      position = page.reached();
      complete = page.atEnd() && all.size() >= expected;
    }
    return all;
  }

  private static List<UUID> dialogs(List<LoggedChange> changes) {
    return changes.stream().map(logged -> logged.change().dialogId()).toList();
  }
}
