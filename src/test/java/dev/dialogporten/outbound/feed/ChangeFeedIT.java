package dev.dialogporten.outbound.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.event.ChangeFeed.Change;
import dev.dialogporten.event.ChangeFeed.Page;
import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.outbound.EventsNode;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.CloudEvents;
import dev.dialogporten.outbound.log.LogPartitions;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a database of its own: what is dropped here would be missed elsewhere. */
class ChangeFeedIT {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static EventsNode node;

  private final String org = Changes.newOrg();

  @BeforeAll
  static void start() {
    node = EventsNode.start(DATABASE);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void read_pages() {
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.add(change(Changes.updated(org, UUID.randomUUID())));
      change(Changes.updated(Changes.newOrg(), UUID.randomUUID()));
    }

    List<UUID> read = new ArrayList<>();
    Position position = null;
    Page page;
    do {
      page = read(null, position, 3, false);
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(3);
      page.changes().forEach(change -> read.add(change.change().dialogId()));
      position = page.next();
    } while (page.more() || read.size() < 7);

    assertThat(read).isEqualTo(written);
    UUID later = change(Changes.updated(org, UUID.randomUUID()));
    assertThat(dialogs(all(position, false, 1))).containsExactly(later);
  }

  @Test
  void read_silentOnlyWhenAsked() {
    UUID silent = change(Changes.of(org, UUID.randomUUID(), ChangeKind.UPDATED, true));
    UUID loud = change(Changes.updated(org, UUID.randomUUID()));

    assertThat(dialogs(all(null, false, 1))).containsExactly(loud);
    assertThat(dialogs(all(null, true, 2))).containsExactly(silent, loud);
  }

  @Test
  void read_poisonousRow_isLeftOut() {
    UUID first = change(Changes.updated(org, UUID.randomUUID()));
    UUID poisoned = UUID.randomUUID();
    Changes.insert(DATABASE, Changes.updated(org, poisoned), "[{\"t\":\"nothing\"}]");
    UUID last = change(Changes.updated(org, UUID.randomUUID()));

    assertThat(dialogs(all(null, false, 2))).containsExactly(first, last);
    assertThat(read(poisoned, null, 10, true).changes()).isEmpty();
  }

  @Test
  void read_oneDialog() {
    UUID dialog = UUID.randomUUID();
    change(Changes.of(org, dialog, ChangeKind.CREATED, false));
    change(Changes.updated(org, UUID.randomUUID()));
    change(Changes.of(org, dialog, ChangeKind.DELETED, false));
    all(null, false, 3);

    Page page = read(dialog, null, 10, false);

    assertThat(page.changes())
        .extracting(change -> change.change().kind())
        .containsExactly(ChangeKind.CREATED, ChangeKind.DELETED);
    assertThat(read(dialog, page.changes().get(0).position(), 10, false).changes()).hasSize(1);
    assertThatThrownBy(() -> node.events.changeFeed().read("other", dialog, null, 10, true).await())
        .as("somebody else's dialog")
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).isEqualTo(ProblemType.NOT_FOUND));
  }

  /** The service owner has the answer to the write already, so the dialog is not unknown. */
  @Test
  void read_oneDialog_notReadableYet_isEmptyAndNotUnknown() throws SQLException {
    UUID dialog = UUID.randomUUID();
    try (Connection older = DATABASE.connect()) {
      older.setAutoCommit(false);
      older.createStatement().execute("SELECT pg_current_xact_id()");
      change(Changes.of(org, dialog, ChangeKind.CREATED, false));

      assertThat(read(dialog, null, 10, false).changes()).isEmpty();
      older.rollback();
    }
    all(null, false, 1);
    assertThat(read(dialog, null, 10, false).changes()).hasSize(1);
  }

  @Test
  void retention_oldDaysAreDropped_theirPositionsExpire() {
    Instant longAgo = Instant.now().minus(40, ChronoUnit.DAYS);
    Instant recently = Instant.now().minus(2, ChronoUnit.DAYS);
    Position beginning = node.events.changeFeed().read(org, null, null, 1, true).await().next();
    UUID inPartition = change(Changes.at(Changes.updated(org, UUID.randomUUID()), longAgo));
    sql(
        "SELECT dialog_change_add_day('%s')"
            .formatted(LocalDate.ofInstant(longAgo, ZoneOffset.UTC)));
    UUID inDefault =
        change(
            Changes.at(Changes.updated(org, UUID.randomUUID()), longAgo.plus(1, ChronoUnit.DAYS)));
    UUID kept = change(Changes.at(Changes.updated(org, UUID.randomUUID()), recently));
    List<Change> before = all(beginning, false, 3);
    assertThat(dialogs(before)).containsExactly(inPartition, inDefault, kept);
    Pool pool = DATABASE.pool(node.vertx, 1);
    LogPartitions partitions = new LogPartitions(node.vertx, pool, Duration.ofDays(30));

    partitions.maintain(LocalDate.now(ZoneOffset.UTC)).await();

    assertThat(dialogs(all(null, false, 1))).containsExactly(kept);
    assertThat(dialogs(all(before.get(1).position(), false, 1))).containsExactly(kept);
    assertThatThrownBy(() -> read(null, before.get(0).position(), 10, false))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(ProblemType.GONE);
              assertThat(e.problem().errors().get("since").get(0))
                  .contains(before.get(1).position().toString());
            });
  }

  @Test
  void partitions_rowsOfPastDaysAreMovedAndStayInOrder() {
    Instant past = Instant.now().minus(5, ChronoUnit.DAYS);
    ChangeRows rows =
        new ChangeRows(
            DATABASE.pool(node.vertx, 1),
            new CloudEvents("https://example.com"),
            new SetAside(new SimpleMeterRegistry()));
    Position before = rows.end().await();
    List<UUID> written = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      written.add(change(Changes.at(Changes.updated(org, UUID.randomUUID()), past)));
      written.add(change(Changes.updated(org, UUID.randomUUID())));
    }
    Pool pool = DATABASE.pool(node.vertx, 1);
    LogPartitions partitions = new LogPartitions(node.vertx, pool, Duration.ofDays(30));

    partitions.maintain(LocalDate.now(ZoneOffset.UTC)).await();

    String part = partition(LocalDate.ofInstant(past, ZoneOffset.UTC));
    assertThat(number("SELECT count(*) FROM " + part)).isEqualTo(3);
    assertThat(dialogs(all(before, false, 6))).isEqualTo(written);
    change(Changes.at(Changes.updated(org, UUID.randomUUID()), past));
    assertThat(number("SELECT count(*) FROM " + part)).isEqualTo(4);
  }

  /** A writer that has chosen the default partition must not meet another one. */
  @Test
  void partitions_ofADayBeingWrittenToAreLeftAlone() {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(20);
    Instant future = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    change(Changes.at(Changes.updated(org, UUID.randomUUID()), future));

    sql("SELECT dialog_change_add_day('%s')".formatted(day));

    assertThat(number("SELECT count(*) FROM pg_class WHERE relname = '" + partition(day) + "'"))
        .isZero();
  }

  @Test
  void partitions_ofTheComingDaysExist() {
    String part = partition(LocalDate.now(ZoneOffset.UTC).plusDays(7));

    assertThat(number("SELECT count(*) FROM pg_class WHERE relname = '" + part + "'")).isEqualTo(1);
  }

  private static String partition(LocalDate day) {
    return "dialog_change_" + day.toString().replace("-", "");
  }

  /**
   * Reads until there are as many as expected: other transactions may hide the end for a moment.
   */
  private List<Change> all(Position from, boolean withSilent, int expected) {
    List<Change> all = new ArrayList<>();
    Position position = from;
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (all.size() < expected && System.nanoTime() < deadline) {
      Page page = read(null, position, 100, withSilent);
      all.addAll(page.changes());
      position = page.next();
    }
    return all;
  }

  private Page read(UUID dialog, Position after, int limit, boolean withSilent) {
    return node.events.changeFeed().read(org, dialog, after, limit, withSilent).await();
  }

  private static List<UUID> dialogs(List<Change> changes) {
    return changes.stream().map(change -> change.change().dialogId()).toList();
  }

  private static UUID change(dev.dialogporten.dialog.change.DialogChange change) {
    Changes.insert(DATABASE, change);
    return change.dialogId();
  }

  private static long number(String sql) {
    try (Connection connection = DATABASE.connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sql(String text) {
    try (Connection connection = DATABASE.connect()) {
      connection.createStatement().execute(text);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
