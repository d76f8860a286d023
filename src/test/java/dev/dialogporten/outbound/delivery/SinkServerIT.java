package dev.dialogporten.outbound.delivery;

import static dev.dialogporten.outbound.delivery.ScriptedSink.AWAY;
import static dev.dialogporten.outbound.delivery.ScriptedSink.DOWN;
import static dev.dialogporten.outbound.delivery.ScriptedSink.NO;
import static dev.dialogporten.outbound.delivery.ScriptedSink.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.Changes;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkServerIT {
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final RetryLadder QUICK =
      RetryLadder.of(
          List.of(Duration.ofMillis(5), Duration.ofMillis(5)), List.of(Duration.ofMillis(30)));
  private static final RetryLadder PATIENT =
      RetryLadder.of(List.of(Duration.ofMillis(5)), List.of(Duration.ofHours(1)));

  private final TestDatabase database = TestDatabase.shared();
  private final String org = Changes.newOrg();
  private final String name = "test-" + UUID.randomUUID();
  private final ScriptedSink sink = new ScriptedSink();
  private TestNode node;

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
    }
  }

  @Test
  void deliver_everyEventOfADialogInOrder() {
    start(QUICK);
    UUID dialog = UUID.randomUUID();
    List<String> times = IntStream.range(0, 50).mapToObj(i -> change(dialog)).toList();

    assertThat(sink.take(50)).extracting(event -> event.time().toString()).isEqualTo(times);
  }

  @Test
  void deliver_oneAtATimePerDialog_manyDialogsSideBySide() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    Promise<Void> firstDone = Promise.promise();
    sink.script = event -> event.dialogId().equals(first) ? firstDone.future() : OK;
    start(QUICK);
    change(first);
    change(first);
    change(second);

    assertThat(sink.takeDialogs(1)).containsExactly(second);
    assertThat(sink.tried(2)).extracting(PublishedEvent::dialogId).containsExactly(first, second);
    firstDone.complete();

    assertThat(sink.takeDialogs(2)).containsExactly(first, first);
  }

  @Test
  void deliver_fiveFailuresThenSuccess_sameIdOnceAndOthersNotBlocked() {
    UUID failing = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    AtomicInteger attempts = new AtomicInteger();
    AtomicBoolean otherTaken = new AtomicBoolean();
    sink.script =
        event -> {
          if (event.dialogId().equals(other)) {
            otherTaken.set(true);
            return OK;
          }
          return attempts.incrementAndGet() <= 5 || !otherTaken.get() ? DOWN : OK;
        };
    start(RetryLadder.of(Collections.nCopies(1_000, Duration.ofMillis(5)), List.of()));
    change(failing);
    change(failing);
    change(other);

    List<PublishedEvent> taken = sink.take(3);

    assertThat(taken.get(0).dialogId()).isEqualTo(other);
    assertThat(taken.subList(1, 3)).extracting(PublishedEvent::position).isSorted();
    assertThat(sink.tried(6).stream().filter(e -> e.id().equals(taken.get(1).id())))
        .hasSizeGreaterThanOrEqualTo(5);
    assertThat(sink.rest()).isEmpty();
  }

  @Test
  void deliver_keepsFailing_becomesDeadLetterAndTheDialogGoesOn() {
    UUID dialog = UUID.randomUUID();
    AtomicInteger attempts = new AtomicInteger();
    sink.script = event -> attempts.incrementAndGet() <= 6 ? DOWN : OK;
    start(QUICK);
    change(dialog);
    change(dialog);

    List<PublishedEvent> tried = sink.tried(7);

    assertThat(tried.subList(0, 6)).extracting(PublishedEvent::id).containsOnly(tried.get(0).id());
    assertThat(tried.get(6).id()).isNotEqualTo(tried.get(0).id());
    assertThat(count("event_dead_letter")).isEqualTo(1);
  }

  @Test
  void deliver_rejected_becomesDeadLetterAfterFewAttempts() {
    UUID poisoned = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(poisoned) ? NO : OK;
    start(RetryLadder.of(Collections.nCopies(50, Duration.ofMillis(1)), List.of()));
    change(poisoned);
    change(UUID.randomUUID());

    sink.take(1);
    sink.tried(1 + SinkSpec.REJECTED_ATTEMPTS);

    await(() -> count("event_dead_letter") == 1);
  }

  /** Neither in the log nor among what waits for another attempt. */
  @Test
  void poisonousRow_theNextOnesAreDelivered() {
    UUID held = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(held) ? DOWN : OK;
    start(PATIENT);
    change(held);
    Changes.insert(database, Changes.updated(org, UUID.randomUUID()), "[{\"t\":\"nothing\"}]");
    UUID next = UUID.randomUUID();
    change(next);
    assertThat(sink.takeDialogs(1)).containsExactly(next);
    await(() -> count("event_retry") == 1);
    node.close();
    execute("UPDATE event_retry SET event = '{}' WHERE sink = '" + name + "'");

    start(PATIENT);

    UUID last = UUID.randomUUID();
    change(last);
    assertThat(sink.takeDialogs(1)).containsExactly(last);
    assertThat(node.registry.get("dialogporten.events.set.aside").counter().count())
        .isGreaterThanOrEqualTo(1);
  }

  @Test
  void deliver_cannotBeEncoded_becomesDeadLetter_theOthersGoOn() {
    UUID poisoned = UUID.randomUUID();
    sink.script =
        event -> {
          if (event.dialogId().equals(poisoned)) {
            throw new IllegalArgumentException("poison");
          }
          return OK;
        };
    start(RetryLadder.of(Collections.nCopies(50, Duration.ofMillis(1)), List.of()));
    change(poisoned);
    UUID other = UUID.randomUUID();
    change(other);

    assertThat(sink.takeDialogs(1)).containsExactly(other);
    await(() -> count("event_dead_letter") == 1);
  }

  /** Of a subscription that another node has just deleted. */
  @Test
  void start_nowhere_noCursorIsMade() {
    SinkSpec gone =
        new SinkSpec(
            "gone" + name,
            sink,
            org,
            EventFilter.ALL,
            CursorStart.NOWHERE,
            QUICK,
            1,
            Share.unlimited(),
            1,
            () -> {});
    node = TestNode.start(database, LEASE, gone, spec(sink, QUICK));
    await(() -> exists("event_cursor", "name = '" + name + "' AND owner IS NOT NULL"));

    assertThat(exists("event_cursor", "name = 'gone" + name + "'")).isFalse();
  }

  /** The cursor passes an event that waits for long; the event must survive the node. */
  @Test
  void restart_heldEventsAreDeliveredInOrder() {
    UUID held = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(held) ? DOWN : OK;
    start(PATIENT);
    String first = change(held);
    String second = change(held);
    UUID other = UUID.randomUUID();
    change(other);
    assertThat(sink.takeDialogs(1)).containsExactly(other);
    await(() -> count("event_retry") == 2);
    node.close();

    execute("UPDATE event_retry SET next_attempt_at = now() WHERE sink = '" + name + "'");
    sink.script = event -> OK;
    start(PATIENT);

    assertThat(sink.take(2))
        .extracting(event -> event.time().toString())
        .containsExactly(first, second);
    await(() -> count("event_retry") == 0);
    String third = change(held);
    assertThat(sink.take(1)).extracting(event -> event.time().toString()).containsExactly(third);
  }

  @Test
  void outage_nothingIsLostAndEverythingFollowsAtOnce() {
    sink.script = event -> DOWN;
    start(PATIENT);
    List<UUID> dialogs = Stream.generate(UUID::randomUUID).limit(20).toList();
    dialogs.forEach(this::change);
    sink.tried(6);

    sink.script = event -> OK;

    assertThat(sink.takeDialogs(20)).hasSameElementsAs(dialogs);
    assertThat(count("event_dead_letter")).isZero();
  }

  /** A receiver of one dialog's events only: nothing else could tell that it is away. */
  @Test
  void outage_ofOneDialog_outlivesTheSchedule_thenInOrder() {
    UUID dialog = UUID.randomUUID();
    sink.script = event -> AWAY;
    start(QUICK);
    List<String> times = IntStream.range(0, 5).mapToObj(i -> change(dialog)).toList();
    // the schedule has six attempts
    sink.tried(8);

    sink.script = event -> OK;

    assertThat(sink.take(5)).extracting(event -> event.time().toString()).isEqualTo(times);
    assertThat(count("event_dead_letter")).isZero();
  }

  /** Its next turn is in an hour, but nobody waits for that when the receiver is back. */
  @Test
  void outage_heldEventsFollowSoon() {
    sink.script = event -> AWAY;
    start(PATIENT);
    UUID dialog = UUID.randomUUID();
    change(dialog);
    sink.tried(4);

    sink.script = event -> OK;

    assertThat(sink.takeDialogs(1)).containsExactly(dialog);
  }

  @Test
  void takeover_afterDeath_nothingIsLost() {
    start(QUICK);
    change(UUID.randomUUID());
    sink.take(1);
    ScriptedSink second = new ScriptedSink();
    TestNode other = TestNode.start(database, LEASE, spec(second, QUICK));
    node.kill();
    node = other;
    UUID dialog = UUID.randomUUID();
    long start = System.nanoTime();

    change(dialog);

    PublishedEvent event = second.take(1).get(0);
    // what the dead node delivered without saving its progress comes again
    while (!event.dialogId().equals(dialog)) {
      event = second.take(1).get(0);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void close_handsOverAtOnce() {
    node = TestNode.start(database, Duration.ofMinutes(5), spec(sink, QUICK));
    await(() -> exists("event_cursor", "name = '" + name + "' AND owner IS NOT NULL"));
    change(UUID.randomUUID());
    sink.take(1);
    node.close();
    node = TestNode.start(database, Duration.ofMinutes(5), spec(sink, QUICK));
    UUID dialog = UUID.randomUUID();

    change(dialog);

    assertThat(sink.takeDialogs(1)).as("neither waiting nor repetition").containsExactly(dialog);
  }

  @Test
  void start_atTheEndOrTheBeginning() {
    UUID old = UUID.randomUUID();
    change(old);
    ScriptedSink fromStart = new ScriptedSink();
    SinkSpec beginning = spec("b" + name, fromStart, QUICK, true);
    node = TestNode.start(database, LEASE, beginning);

    assertThat(fromStart.takeDialogs(1)).containsExactly(old);
    // only now: transactions of other tests may have kept it from being readable
    node.replace(spec(sink, QUICK));
    UUID fresh = UUID.randomUUID();
    await(() -> exists("event_cursor", "name = '" + name + "'"));
    change(fresh);
    assertThat(fromStart.takeDialogs(1)).containsExactly(fresh);
    assertThat(sink.takeDialogs(1)).containsExactly(fresh);
  }

  @Test
  void filter_changedWhileServing() {
    start(QUICK);
    UUID unwanted = UUID.randomUUID();
    UUID wanted = UUID.randomUUID();
    change(unwanted);
    sink.take(1);
    EventFilter only = new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(wanted));
    ScriptedSink second = new ScriptedSink();
    node.replace(spec(name, second, QUICK, false, only));
    await(() -> exists("event_cursor", "name = '" + name + "' AND epoch = 2"));

    change(unwanted);
    change(wanted);

    assertThat(second.takeDialogs(1)).containsExactly(wanted);
  }

  @Test
  void meters_deliveriesFailuresAndLag() {
    UUID failing = UUID.randomUUID();
    sink.script = event -> event.dialogId().equals(failing) ? DOWN : OK;
    start(PATIENT);
    change(failing);
    change(UUID.randomUUID());
    sink.take(1);

    await(
        () ->
            node.registry.get("dialogporten.events.lag.rows").tag("sink", name).gauge().value()
                == 1);
    await(
        () ->
            node.registry.get("dialogporten.events.delivered").tag("sink", name).timer().count()
                == 1);
    assertThat(
            node.registry
                .get("dialogporten.events.failed.attempts")
                .tag("sink", name)
                .counter()
                .count())
        .isGreaterThanOrEqualTo(2);
  }

  private void start(RetryLadder ladder) {
    node = TestNode.start(database, LEASE, spec(sink, ladder));
    await(() -> exists("event_cursor", "name = '" + name + "' AND owner IS NOT NULL"));
  }

  private SinkSpec spec(ScriptedSink receiver, RetryLadder ladder) {
    return spec(name, receiver, ladder, false);
  }

  private SinkSpec spec(String cursor, ScriptedSink receiver, RetryLadder ladder, boolean first) {
    return spec(cursor, receiver, ladder, first, EventFilter.ALL);
  }

  private SinkSpec spec(
      String cursor, ScriptedSink receiver, RetryLadder ladder, boolean first, EventFilter filter) {
    CursorStart start = first ? CursorStart.BEGINNING : CursorStart.END;
    return new SinkSpec(
        cursor, receiver, org, filter, start, ladder, 16, Share.unlimited(), 100, () -> {});
  }

  /** Time of the change. */
  private String change(UUID dialog) {
    var change = Changes.updated(org, dialog);
    Changes.insert(database, change);
    return change.at().toString();
  }

  private long count(String table) {
    return number("SELECT count(*) FROM " + table + " WHERE sink = '" + name + "'");
  }

  private boolean exists(String table, String condition) {
    return number("SELECT count(*) FROM " + table + " WHERE " + condition) > 0;
  }

  private long number(String sql) {
    try (Connection connection = database.connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.connect()) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 8_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
