package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.embedded.EmbeddedDatabase;
import dev.dialogporten.outbound.sink.KafkaBroker;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ForkedService;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestServer;
import dev.dialogporten.testing.TestService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while many change dialogs. Afterwards everything committed has reached every
 * receiver at least once, in order per dialog, and nothing else has.
 */
class CrashIT {
  private static KafkaBroker broker;

  @TempDir Path directory;
  private final ServiceOwner owner = ServiceOwner.fresh();
  private final Receivers receivers = new Receivers(broker);
  private final Map<String, String> settings =
      receivers.settings(Map.of("events.retry.slow", "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s"));

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
  void serviceKilled_andStartedAgain() {
    TestDatabase database = TestDatabase.fresh();
    ForkedService first = ForkedService.start(database, directory, settings);
    ApiClient before = first.client(owner);
    receivers.subscribe(before, database);
    try (Follower follower = new Follower(before);
        Writers writers = new Writers(before, owner)) {
      writers.awaitMore(300);

      first.kill();

      try (ForkedService second = ForkedService.start(database, directory, settings)) {
        writers.turnTo(second.client(owner));
        follower.turnTo(second.client(owner));
        writers.awaitMore(200);
        check(database, writers, follower);
      }
    } finally {
      first.close();
    }
  }

  @Test
  void databaseKilled_serviceGoesOn() throws Exception {
    Path files = directory.resolve("database");
    EmbeddedDatabase server =
        EmbeddedDatabase.start(new Embedded(files, 0), TestServer.EMBEDDED_PROGRAMS);
    TestDatabase database = TestDatabase.of(server.server());
    try (TestService service = TestService.start(database, settings)) {
      ApiClient client = service.client(owner);
      receivers.subscribe(client, database);
      try (Follower follower = new Follower(client);
          Writers writers = new Writers(client, owner)) {
        writers.awaitMore(300);

        killServer(files.resolve("postgresql/postmaster.pid"));

        writers.awaitMore(200);
        check(database, writers, follower);
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void oneOfTwoNodesKilled_theOtherTakesOver() {
    TestDatabase database = TestDatabase.fresh();
    Map<String, String> alike = new HashMap<>(settings);
    alike.putAll(ForkedService.trust(directory));
    ForkedService first = ForkedService.start(database, directory, settings);
    ApiClient there = first.client(owner);
    receivers.subscribe(there, database);
    try (TestService second = TestService.start(database, alike);
        Follower follower = new Follower(there);
        Writers here = new Writers(second.client(owner), owner);
        Writers other = new Writers(there, owner)) {
      here.awaitMore(150);
      other.awaitMore(150);

      first.kill();

      int delivered = receivers.posted();
      follower.turnTo(second.client(owner));
      other.turnTo(second.client(owner));
      Patience.until(Duration.ofSeconds(15), () -> receivers.posted() > delivered);
      here.awaitMore(100);
      other.stop();
      here.acknowledged().addAll(other.acknowledged());
      check(database, here, follower);
    } finally {
      first.close();
    }
  }

  private void check(TestDatabase database, Writers writers, Follower follower) {
    writers.stop();
    Claim claim = Claim.of(database, owner).contains(writers.acknowledged());
    claim.isFulfilledBy("stream", follower::ids);
    receivers.check(claim, database);
  }

  /** The postmaster and all its children, as when the machine goes down. */
  private static void killServer(Path pidFile) throws Exception {
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    assertThat(postmaster.onExit().get(20, TimeUnit.SECONDS)).isNotNull();
  }
}
