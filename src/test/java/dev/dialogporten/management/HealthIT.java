package dev.dialogporten.management;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.embedded.EmbeddedDatabase;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestServer;
import dev.dialogporten.testing.TestService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ServiceExtension.class)
class HealthIT {

  @Test
  void health_running_isUp(TestService service) {
    ApiClient client = service.management();

    assertThat(client.get("/health/live").expect(200).json().getString("status")).isEqualTo("UP");
    assertThat(client.get("/health/ready").expect(200).body())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\"},"
                + "{\"name\":\"persistence\",\"status\":\"UP\"}]}");
  }

  @Test
  void management_otherPathsAndMethods_areRefused(TestService service) {
    assertThat(service.management().get("/").expect(404).body()).contains("/health/ready");
    service.management().post("/health/ready", "{}").expect(405);
    service.client().get("/metrics").expect(404);
  }

  /** Requests fail fast with 503 while PostgreSQL is away, and nobody has to restart anything. */
  @Test
  void ready_databaseGoneAndBack(@TempDir Path directory, ServiceOwner owner) throws Exception {
    int port = freePort();
    Embedded settings = new Embedded(directory, port);
    EmbeddedDatabase database = EmbeddedDatabase.start(settings, TestServer.EMBEDDED_PROGRAMS);
    try (TestService service =
        TestService.start(
            Map.of("database.url", url(database.server()), "database.connect-timeout", "1s"))) {
      ApiClient client = service.client(owner);
      client.post(DIALOGS, Dialogs.create(owner)).expect(201);

      database.stop();

      ApiResponse down = service.management().get("/health/ready").expect(503);
      assertThat(down.json().getString("status")).isEqualTo("DOWN");
      assertThat(service.management().get("/health/live").status()).isEqualTo(200);
      ApiResponse refused = client.post(DIALOGS, Dialogs.create(owner));
      assertThat(refused.problem(503).getString("code")).isEqualTo("unavailable");
      assertThat(refused.header("Retry-After")).isNotNull();

      database = EmbeddedDatabase.start(settings, TestServer.EMBEDDED_PROGRAMS);

      awaitReady(service);
      client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    } finally {
      database.stop();
    }
  }

  private static void awaitReady(TestService service) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (service.management().get("/health/ready").status() != 200) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static String url(Server server) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            server.user(),
            server.password().value(),
            server.host(),
            server.port(),
            server.database());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
