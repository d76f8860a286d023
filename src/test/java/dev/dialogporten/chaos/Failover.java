package dev.dialogporten.chaos;

import dev.dialogporten.embedded.PostgresNode;
import dev.dialogporten.outbound.sink.KafkaBroker;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Proxy;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A primary, a standby and an address that moves between them, with a service, clients that write
 * all the time and receivers of every kind; one fault happens to them.
 */
final class Failover implements AutoCloseable {
  /** What happens. */
  enum Fault {
    /** The primary dies; its standby has everything. */
    KILLED_SYNCHRONOUS(true),
    /** The primary dies; its standby has not been told of the last writes. */
    KILLED_LAGGING(false),
    /** The primary falls silent without closing a connection. */
    SILENT(true),
    /** The address leads to a standby for a while, which is promoted only then. */
    DEMOTED(true),
    /** The primary dies and is restored from a base backup. */
    RESTORED(false);

    final boolean synchronous;

    Fault(boolean synchronous) {
      this.synchronous = synchronous;
    }
  }

  /**
   * What came of it.
   *
   * @param refused requests that were not answered with a 2xx
   * @param lost writes that were acknowledged and are not there
   * @param duplicated events that a receiver got again
   * @param missing events of what is there that a receiver did not get
   * @param seconds from the fault to the next acknowledged write
   */
  record Outcome(
      Fault fault,
      int acknowledged,
      int refused,
      int lost,
      int duplicated,
      int missing,
      double seconds) {

    static final String HEADINGS =
        "| fault | requests | acknowledged | refused | lost | duplicated | missing | seconds |\n"
            + "| --- | --- | --- | --- | --- | --- | --- | --- |";

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %d | %d | %d | %d | %.1f |",
          fault.name().toLowerCase(Locale.ROOT).replace("_", ", "),
          acknowledged + refused,
          acknowledged,
          refused,
          lost,
          duplicated,
          missing,
          seconds);
    }
  }

  private final Fault fault;
  private final Path directory;
  private final int writes;
  private final ServiceOwner owner = ServiceOwner.fresh();
  private final PostgresNode primary;
  private final Proxy replication;
  private final PostgresNode standby;
  private final Proxy address;
  private final Receivers receivers;
  private final TestService service;
  private PostgresNode now;
  private long struckAt;

  /**
   * @param writes before the fault and after it
   */
  Failover(Fault fault, Path directory, KafkaBroker broker, int writes) {
    this.fault = fault;
    this.directory = directory;
    this.writes = writes;
    primary = PostgresNode.primary(directory.resolve("primary"));
    replication = Proxy.of(primary.database());
    now = primary;
    standby = primary.standby(directory.resolve("standby"), replication.port());
    address = Proxy.of(primary.database());
    receivers = new Receivers(broker);
    service = TestService.start(receivers.settings(Map.of("database.url", address.url())));
  }

  /** Events have come in order per dialog and no history has a gap when it returns. */
  Outcome happen() {
    ApiClient client = service.client(owner);
    receivers.subscribe(client, primary.database());
    if (fault.synchronous) {
      primary.replicateSynchronously();
    }
    primary.awaitStreaming();
    try (Follower follower = new Follower(client);
        Writers writers = new Writers(client, owner)) {
      writers.awaitMore(writes);
      now = strike(writers);
      address.turnTo(now.database());
      writers.awaitMore(1);
      double seconds = (System.nanoTime() - struckAt) / 1e9;
      writers.awaitMore(writes);
      writers.stop();
      return outcome(Claim.of(now.database(), owner), writers, follower, seconds);
    }
  }

  /** Answers the server that writes go to from then on. */
  private PostgresNode strike(Writers writers) {
    switch (fault) {
      case KILLED_LAGGING -> {
        replication.silence();
        writers.awaitMore(writes);
        kill();
        standby.promote();
      }
      case KILLED_SYNCHRONOUS -> {
        kill();
        standby.promote();
      }
      case SILENT -> {
        struckAt = System.nanoTime();
        address.silence();
        standby.promote();
        address.acceptAnew();
      }
      case DEMOTED -> {
        struckAt = System.nanoTime();
        address.turnTo(standby.database());
        writers.awaitRefused(writes / 10);
        standby.promote();
      }
      case RESTORED -> {
        PostgresNode backup = primary.backup(directory.resolve("backup"));
        writers.awaitMore(writes);
        kill();
        return backup.restored();
      }
    }
    return standby;
  }

  private void kill() {
    struckAt = System.nanoTime();
    primary.kill();
  }

  private Outcome outcome(Claim claim, Writers writers, Follower follower, double seconds) {
    claim.isComplete();
    Map<String, Supplier<List<String>>> received = new HashMap<>(receivers.received());
    received.put("stream", follower::ids);
    int missing = received.values().stream().mapToInt(claim::missing).sum();
    int duplicated = 0;
    for (Map.Entry<String, Supplier<List<String>>> each : received.entrySet()) {
      List<String> ids = List.copyOf(each.getValue().get());
      if (missing == 0) {
        claim.isInOrder(each.getKey(), ids);
      }
      duplicated += ids.size() - Set.copyOf(ids).size();
    }
    Set<UUID> lost = new HashSet<>(writers.acknowledged());
    lost.removeAll(claim.committed());
    return new Outcome(
        fault,
        writers.acknowledged().size(),
        writers.refused(),
        lost.size(),
        duplicated,
        missing,
        seconds);
  }

  @Override
  public void close() {
    service.close();
    receivers.close();
    address.close();
    replication.close();
    now.close();
    standby.close();
    primary.close();
  }
}
