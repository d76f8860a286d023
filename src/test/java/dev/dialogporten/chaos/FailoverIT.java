package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.embedded.PostgresNode;
import dev.dialogporten.outbound.sink.KafkaBroker;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Proxy;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary dies while many change dialogs, and a standby takes its place. What is committed
 * there reaches every receiver, in order per dialog, even where the standby's transaction numbers
 * are behind those that receivers have seen.
 */
class FailoverIT {
  private static KafkaBroker broker;

  @TempDir Path directory;
  private final ServiceOwner owner = ServiceOwner.fresh();
  private final Receivers receivers = new Receivers(broker);

  @BeforeAll
  static void startBroker() {
    broker = new KafkaBroker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @AfterEach
  void close() {
    receivers.close();
  }

  @Test
  void laggingStandbyPromoted_whatItCommitsReachesEverybody() {
    try (PostgresNode primary = PostgresNode.primary(directory.resolve("primary"));
        Proxy replication = Proxy.of(primary.database());
        PostgresNode standby = primary.standby(directory.resolve("standby"), replication.port());
        Proxy address = Proxy.of(primary.database());
        TestService service = serve(address)) {
      ApiClient client = service.client(owner);
      receivers.subscribe(client, primary.database());
      try (Follower follower = new Follower(client);
          Writers writers = new Writers(client, owner)) {
        writers.awaitMore(200);
        primary.awaitStreaming();
        replication.silence();
        writers.awaitMore(300);

        primary.kill();
        standby.promote();
        address.turnTo(standby.database());

        writers.awaitMore(200);
        writers.stop();
        Claim claim = Claim.of(standby.database(), owner);
        claim.reaches("stream", follower::ids);
        receivers.reached(claim);
        assertThat(lost(writers, claim)).as("the standby was behind").isNotEmpty();
      }
    }
  }

  @Test
  void synchronousStandbyPromoted_nothingIsLost() {
    try (PostgresNode primary = PostgresNode.primary(directory.resolve("primary"));
        PostgresNode standby = primary.standby(directory.resolve("standby"), primary.port());
        Proxy address = Proxy.of(primary.database());
        TestService service = serve(address)) {
      primary.replicateSynchronously();
      ApiClient client = service.client(owner);
      receivers.subscribe(client, primary.database());
      try (Follower follower = new Follower(client);
          Writers writers = new Writers(client, owner)) {
        writers.awaitMore(200);

        primary.kill();
        standby.promote();
        address.turnTo(standby.database());

        writers.awaitMore(200);
        writers.stop();
        Claim claim = Claim.of(standby.database(), owner).contains(writers.acknowledged());
        claim.isFulfilledBy("stream", follower::ids);
        receivers.check(claim, standby.database());
      }
    }
  }

  private static Set<UUID> lost(Writers writers, Claim claim) {
    Set<UUID> lost = new HashSet<>(writers.acknowledged());
    lost.removeAll(claim.committed());
    return lost;
  }

  private TestService serve(Proxy address) {
    return TestService.start(
        receivers.settings(
            Map.of("database.url", address.url(), "events.retry.slow", "1s,1s,1s,1s,1s,1s")));
  }
}
