package dev.dialogporten;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ServiceExtension.class)
class ServiceLifecycleIT {

  @Test
  void stop_requestInFlight_isAnswered(ServiceOwner owner) throws Exception {
    TestDatabase database = TestDatabase.fresh();
    TestService service = TestService.start(database, Map.of("shutdown.grace", "30s"));
    ApiClient client = service.client(owner);
    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    String path = DIALOGS + "/" + created.id();

    CompletableFuture<ApiResponse> inFlight;
    CompletableFuture<Void> stopped;
    try (Connection other = database.connect()) {
      lock(other, created.id());
      inFlight = CompletableFuture.supplyAsync(() -> client.patch(path, Dialogs.newTitle("New")));
      awaitLockWait(database);
      stopped = CompletableFuture.runAsync(service::close);
      awaitRefusal(service);
      assertThat(stopped).isNotDone();
      other.rollback();
    }

    assertThat(inFlight.get(30, TimeUnit.SECONDS).status()).isEqualTo(204);
    stopped.get(30, TimeUnit.SECONDS);
  }

  /** Load balancers see it coming: not ready, and requests are taken all the same. */
  @Test
  void stop_withDelay_isUnreadyBeforeThePortCloses(ServiceOwner owner) throws Exception {
    TestService service = TestService.start(Map.of("shutdown.delay", "1s"));
    ApiClient client = service.client(owner);
    ApiClient management = service.management();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);

    Patience.until(() -> management.get("/health/ready").status() == 503);
    client.post(DIALOGS, Dialogs.create(owner)).expect(201);

    stopped.get(30, TimeUnit.SECONDS);
  }

  /** Nodes on one database need no common file. */
  @Test
  void devTokens_areGoodOnEveryNodeOfTheDatabase(ServiceOwner owner) {
    Map<String, String> noFile = Map.of("auth.dev.key-file", "");
    TestDatabase database = TestDatabase.fresh();
    try (TestService one = TestService.start(database, noFile);
        TestService other = TestService.start(database, noFile)) {
      other.client().with(one.tokens().of(owner)).get(DIALOGS).expect(200);
      one.client().with(other.tokens().of(owner)).get(DIALOGS).expect(200);
    }
  }

  @Test
  void start_keyFileCannotBeMade_namesTheSetting(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "").resolve("key.pem");

    assertThatThrownBy(() -> TestService.start(Map.of("auth.dev.key-file", file.toString())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("auth.dev.key-file " + file + " cannot be read or made");
  }

  @Test
  void stop_twice_isHarmless() {
    TestService service = TestService.start(Map.of());

    service.close();
    service.close();
  }

  @Test
  void start_afterStop_servesWhatWasWritten(ServiceOwner owner) {
    ApiResponse created;
    try (TestService first = TestService.start(Map.of())) {
      created = first.client(owner).post(DIALOGS, Dialogs.create(owner)).expect(201);
    }
    try (TestService second = TestService.start(Map.of())) {
      ApiResponse read = second.client(owner).get(DIALOGS + "/" + created.id()).expect(200);
      assertThat(read.etag()).isEqualTo(created.etag());
    }
  }

  @Test
  void start_portInUse_saysWhichSettingToChange() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatThrownBy(() -> TestService.start(Map.of("http.port", port)))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port)
          .hasMessageEndingWith("set http.port");
      assertThatThrownBy(() -> TestService.start(Map.of("management.port", port)))
          .isInstanceOf(CannotStart.class)
          .hasMessageEndingWith("set management.port");
    }
  }

  @Test
  void start_faultyRegistry_namesFileAndMember(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("registry.json"), "[{\"id\": \"x\"}]");

    assertThatThrownBy(() -> TestService.start(Map.of("registry.file", file.toString())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("registry.json")
        .hasMessageContaining("orgNumber");
  }

  private static void lock(Connection connection, UUID dialog) throws Exception {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1 FROM dialog WHERE id = '" + dialog + "' FOR UPDATE");
    }
  }

  private static void awaitLockWait(TestDatabase database) throws Exception {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock'";
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet rows = statement.executeQuery(waiting)) {
          rows.next();
          if (rows.getInt(1) > 0) {
            return;
          }
        }
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  /** The server has stopped to take connections. */
  private static void awaitRefusal(TestService service) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      } catch (ConnectException e) {
        return;
      }
    }
  }
}
