package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.events.Receiver;
import dev.dialogporten.persistence.embedded.EmbeddedDatabase;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ForkedService;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestServer;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed while many change dialogs. Afterwards everything committed has reached every
 * receiver at least once, in order per dialog, and nothing else has.
 */
class CrashIT {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "events.webhooks.allow-private-targets", "true",
          "events.webhooks.allow-http", "true",
          "events.retry.slow", "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s",
          "events.lease", "2s",
          "events.poll", "50ms");

  @TempDir Path directory;
  private final ServiceOwner owner = ServiceOwner.fresh();
  private final Receiver receiver = new Receiver();
  private final List<String> posted = new CopyOnWriteArrayList<>();

  @BeforeEach
  void remember() {
    receiver.script =
        request -> {
          posted.add(request.headers().get("webhook-id"));
          return 200;
        };
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void serviceKilled_andStartedAgain() {
    TestDatabase database = TestDatabase.fresh();
    ForkedService first = ForkedService.start(database, directory, SETTINGS);
    ApiClient before = first.client(owner);
    subscribe(before);
    try (Follower follower = new Follower(before);
        Writers writers = new Writers(before, owner)) {
      writers.awaitMore(300);

      first.kill();

      try (ForkedService second = ForkedService.start(database, directory, SETTINGS)) {
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
    try (TestService service = TestService.start(database, SETTINGS)) {
      ApiClient client = service.client(owner);
      subscribe(client);
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
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(ForkedService.trust(directory));
    ForkedService first = ForkedService.start(database, directory, SETTINGS);
    ApiClient there = first.client(owner);
    subscribe(there);
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == 1);
    try (TestService second = TestService.start(database, settings);
        Follower follower = new Follower(there);
        Writers here = new Writers(second.client(owner), owner);
        Writers other = new Writers(there, owner)) {
      here.awaitMore(150);
      other.awaitMore(150);

      first.kill();

      int delivered = posted.size();
      follower.turnTo(second.client(owner));
      other.turnTo(second.client(owner));
      Patience.until(Duration.ofSeconds(15), () -> posted.size() > delivered);
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
    Claim.of(database, owner)
        .contains(writers.acknowledged())
        .isFulfilledBy("stream", follower::ids)
        .isFulfilledBy("webhook", () -> posted);
  }

  private void subscribe(ApiClient client) {
    JsonObject wish = new JsonObject().put("url", receiver.url() + "/hook");
    client.post("/api/v1/serviceowner/subscriptions", wish).expect(201);
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
