package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.CloudEvents;
import dev.dialogporten.outbound.log.LogPage;
import dev.dialogporten.outbound.log.LoggedChange;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is promised about events, checked against the change log once nobody writes any more. */
final class Claim {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final List<LoggedChange> log;
  private final Map<String, UUID> expected = new LinkedHashMap<>();

  private Claim(List<LoggedChange> log) {
    this.log = log;
    for (LoggedChange change : log) {
      for (PublishedEvent event : change.events()) {
        expected.put(event.id().toString(), event.dialogId());
      }
    }
  }

  /** Everything that was committed for a service owner. */
  static Claim of(TestDatabase database, ServiceOwner owner) {
    Vertx vertx = Vertx.vertx();
    try {
      ChangeRows rows =
          new ChangeRows(
              database.pool(vertx, 1),
              new CloudEvents("https://example.com"),
              new SetAside(new SimpleMeterRegistry()));
      String org = owner.organizationCode();
      long count = database.count("SELECT count(*) FROM dialog_change WHERE org = '" + org + "'");
      List<LoggedChange> log = new ArrayList<>();
      Patience.until(PATIENCE, () -> log.addAll(behind(rows, log, org)) && log.size() >= count);
      return new Claim(log);
    } finally {
      vertx.close().await();
    }
  }

  /** What clients were told is done was done. */
  Claim contains(Set<UUID> acknowledged) {
    assertThat(committed()).containsAll(acknowledged);
    assertThat(expected).as("something was at stake").hasSizeGreaterThan(100);
    return this;
  }

  /**
   * Waits until a receiver has every event; none of them is one of an uncommitted change, and those
   * of a dialog came in their order, repetitions aside.
   */
  Claim isFulfilledBy(String receiver, Supplier<List<String>> received) {
    Patience.until(PATIENCE, () -> Set.copyOf(received.get()).containsAll(expected.keySet()));
    Set<String> once = new LinkedHashSet<>(received.get());
    assertThat(once).as(receiver).isSubsetOf(expected.keySet());
    assertThat(byDialog(once)).as(receiver).isEqualTo(byDialog(expected.keySet()));
    return this;
  }

  /** How many events a receiver lacks, after it was given the time to get them. */
  int missing(Supplier<List<String>> received) {
    long deadline = System.nanoTime() + PATIENCE.toNanos() / 2;
    while (true) {
      Set<String> missing = new HashSet<>(expected.keySet());
      missing.removeAll(Set.copyOf(received.get()));
      if (missing.isEmpty() || System.nanoTime() > deadline) {
        return missing.size();
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  /**
   * As {@link #isFulfilledBy}, where the receiver may also have seen what was lost with a server.
   */
  void isInOrder(String receiver, List<String> received) {
    Set<String> once = new LinkedHashSet<>(received);
    once.retainAll(expected.keySet());
    assertThat(byDialog(once)).as(receiver).isEqualTo(byDialog(expected.keySet()));
  }

  /** Every change begins at the revision that the one before has made. */
  void isComplete() {
    Map<UUID, UUID> current = new HashMap<>();
    for (LoggedChange logged : log) {
      UUID dialog = logged.change().dialogId();
      if (logged.change().revisionBefore() != null) {
        assertThat(logged.change().revisionBefore()).isEqualTo(current.get(dialog));
      }
      current.put(dialog, logged.change().revisionAfter());
    }
  }

  /** Revisions that were made and are there. */
  Set<UUID> committed() {
    return log.stream().map(logged -> logged.change().revisionAfter()).collect(Collectors.toSet());
  }

  private Map<UUID, List<String>> byDialog(Set<String> ids) {
    return ids.stream().collect(Collectors.groupingBy(expected::get));
  }

  private static List<LoggedChange> behind(ChangeRows rows, List<LoggedChange> log, String org) {
    Position from = log.isEmpty() ? Position.BEGINNING : log.get(log.size() - 1).position();
    LogPage page = rows.following(from, org, 10_000).await();
    return page.changes();
  }
}
