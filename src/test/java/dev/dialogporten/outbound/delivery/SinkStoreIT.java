package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leases and what they protect, as two nodes see them. */
class SinkStoreIT {
  private static final long LONG = 600_000;

  private final Vertx vertx = Vertx.vertx();
  private final TestDatabase database = TestDatabase.shared();
  private final Pool pool = database.pool(vertx, 2);
  private final LeaseStore leases = new LeaseStore(pool);
  private final SinkStore store = new SinkStore(pool, new SetAside(new SimpleMeterRegistry()));
  private final String name = "test-" + UUID.randomUUID();
  private final UUID one = UUID.randomUUID();
  private final UUID two = UUID.randomUUID();

  @BeforeEach
  void create() {
    leases.create(Map.of(name, true)).await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void lease_isForOne_untilItEndsOrIsHandedBack() {
    lease(one, LONG, Set.of());

    assertThat(leases.lease(List.of(name), Set.of(), two, LONG).await()).isEmpty();
    leases.release(one).await();
    assertThat(lease(two, LONG, Set.of()).epoch()).isEqualTo(2);
  }

  @Test
  void lease_goesOn_orBeginsAnew() {
    Lease first = lease(one, LONG, Set.of());

    assertThat(lease(one, LONG, Set.of(name)).epoch()).isEqualTo(first.epoch());
    assertThat(lease(one, LONG, Set.of()).epoch()).isEqualTo(first.epoch() + 1);
  }

  /** It was paused, by its garbage collector for instance, and does not know what has happened. */
  @Test
  void takenOver_theOldOwnerChangesNothingAnyMore() {
    Lease old = lease(one, 1, Set.of());
    RetryRow kept = row(1);
    assertThat(store.save(old, new Progress(at(1), List.of(kept), List.of(), List.of())).await())
        .isTrue();
    Lease current = takenOver();

    boolean saved =
        store
            .save(
                old,
                new Progress(
                    at(9), List.of(row(5)), List.of(kept.event().position()), List.of(row(6))))
            .await();

    assertThat(saved).isFalse();
    assertThat(current.position()).isEqualTo(at(1));
    assertThat(lease(two, LONG, Set.of(name)).position()).isEqualTo(at(1));
    assertThat(store.retries(name).await())
        .extracting(RetryRow::event)
        .containsExactly(kept.event());
    assertThat(count("event_dead_letter")).isZero();
    assertThat(store.save(current, progress(9)).await()).isTrue();
    assertThat(lease(two, LONG, Set.of(name)).position()).isEqualTo(at(9));
  }

  @Test
  void anotherTurnOfTheSameOwner_endsTheOldOne() {
    Lease old = lease(one, LONG, Set.of());
    Lease current = lease(one, LONG, Set.of());

    assertThat(store.save(old, progress(9)).await()).isFalse();
    assertThat(store.save(current, progress(9)).await()).isTrue();
  }

  @Test
  void cursor_neverMovesBack() {
    Lease lease = lease(one, LONG, Set.of());
    assertThat(store.save(lease, progress(9)).await()).isTrue();

    assertThat(store.save(lease, progress(8)).await()).isFalse();
    assertThat(lease(one, LONG, Set.of(name)).position()).isEqualTo(at(9));
  }

  @Test
  void replays_areToldUntilTheyWereTried() {
    Lease lease = lease(one, LONG, Set.of());
    RetryRow row = row(1);
    store.save(lease, new Progress(at(1), List.of(row), List.of(), List.of())).await();
    assertThat(store.replays(Set.of(name)).await()).isEmpty();
    execute("UPDATE event_retry SET replay = true WHERE sink = '" + name + "'");

    assertThat(store.replays(Set.of(name)).await().get(name)).hasSize(1);
    assertThat(store.replays(Set.of(name)).await().get(name)).hasSize(1);
    store.save(lease, new Progress(at(1), List.of(row), List.of(), List.of())).await();
    assertThat(store.replays(Set.of(name)).await()).isEmpty();
  }

  @Test
  void backlog_rowsBehindTheCursor() {
    Position end = new Position(Long.MAX_VALUE / 4, 0);

    assertThat(store.backlog(end).await()).isZero();
    assertThat(store.backlog(Position.BEGINNING).await()).isNotNegative();
  }

  private Lease takenOver() {
    Patience.until(
        () -> leases.lease(List.of(name), Set.of(), two, LONG).await().containsKey(name));
    return lease(two, LONG, Set.of(name));
  }

  private Lease lease(UUID owner, long millis, Set<String> served) {
    return leases.lease(List.of(name), served, owner, millis).await().get(name);
  }

  private static Progress progress(long seq) {
    return new Progress(at(seq), List.of(), List.of(), List.of());
  }

  private static Position at(long seq) {
    return new Position(Long.MAX_VALUE / 8, seq);
  }

  private static RetryRow row(long seq) {
    UUID dialog = UUID.randomUUID();
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID(),
            "dialogporten.dialog.updated.v1",
            Instant.parse("2026-02-20T13:04:02.651854Z"),
            "urn:altinn:resource:test",
            dialog,
            "urn:altinn:organization:identifier-no:991825827",
            "https://example.com/" + dialog,
            Map.of());
    PublishedEvent published = PublishedEvent.of(new EventPosition(at(seq), 0), null, event);
    return new RetryRow(published, 1, Instant.parse("2026-02-20T13:05:00Z"), "down");
  }

  private long count(String table) {
    return database.count("SELECT count(*) FROM " + table + " WHERE sink = '" + name + "'");
  }

  private void execute(String sql) {
    pool.query(sql).execute().await();
  }
}
