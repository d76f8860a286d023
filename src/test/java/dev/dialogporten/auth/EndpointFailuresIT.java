package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.embedded.EmbeddedDatabase;
import dev.dialogporten.http.exchange.BodyUse;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestServer;
import dev.dialogporten.testing.TestService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What every endpoint answers when nothing can be done about it. */
@ExtendWith(ServiceExtension.class)
class EndpointFailuresIT {
  private static final String ANY_ID = "0194d0aa-5b1c-7c3e-9f21-0242ac120002";

  /** In the table with requests that are refused before the database is asked. */
  private static final Set<String> REFUSED_BEFORE = Set.of("StreamEvents", "CreateSubscription");

  private final ServiceOwner owner;

  EndpointFailuresIT(ServiceOwner owner) {
    this.owner = owner;
  }

  @Test
  void databaseGone_is503(@TempDir Path directory) {
    EmbeddedDatabase database =
        EmbeddedDatabase.start(new Embedded(directory, 0), TestServer.EMBEDDED_PROGRAMS);
    try (TestService service =
        TestService.start(
            Map.of(
                "database.url",
                TestDatabase.of(database.server()).url(),
                "database.connect-timeout",
                "1s"))) {
      ApiClient client = service.client(owner).with(service.tokens().of(owner, Scope.ADMIN));
      Stage stage = Stage.of(owner, client);

      database.stop();

      assertAll(
          askingTheDatabase(service)
              .map(
                  route ->
                      () ->
                          assertUnavailable(
                              route,
                              EndpointCalls.BY_OPERATION
                                  .get(route.operation())
                                  .call()
                                  .apply(client, stage))));
    } finally {
      database.stop();
    }
  }

  @Test
  void bodyTooLarge_is413() {
    try (TestService service = TestService.start(Map.of("http.max-body", "1KiB"))) {
      ApiClient client = service.client(owner).with(service.tokens().of(owner, Scope.ADMIN));
      String body = "{\"x\": \"" + "x".repeat(2_000) + "\"}";

      assertAll(
          service.routes().stream()
              .filter(route -> route.body() == BodyUse.JSON || route.body() == BodyUse.PATCH)
              .map(route -> tooLarge(client, route, body)));
    }
  }

  private static Executable tooLarge(ApiClient client, Route route, String body) {
    String path = route.path().replaceAll("\\{[^}]*}", ANY_ID);
    return () ->
        assertThat(client.send(route.method().name(), path, "application/json", body).problem(413))
            .as(route.operation())
            .isNotNull();
  }

  private static void assertUnavailable(Route route, ApiResponse response) {
    assertThat(response.status()).as(route.operation() + " " + response.body()).isEqualTo(503);
    assertThat(response.problem(503).getString("code")).isEqualTo("unavailable");
    assertThat(response.header("Retry-After")).as(route.operation()).isNotNull();
  }

  private static Stream<Route> askingTheDatabase(TestService service) {
    return service.routes().stream()
        .filter(route -> route.policy() != Policy.OPEN)
        .filter(route -> !REFUSED_BEFORE.contains(route.operation()));
  }
}
