package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.LimitSettings;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one organisation may take up, and that others are served all the same. */
class QuotaTest {
  private static final String OTHER = "Bearer " + Scope.SERVICE_PROVIDER + " org:974761076";

  private final Promise<Reply> held = Promise.promise();
  private final List<Route> routes =
      List.of(
          Route.get("/held", "held", Policy.SERVICE_PROVIDER, request -> held.future()),
          Route.get(
              "/now",
              "now",
              Policy.SERVICE_PROVIDER,
              request -> Future.succeededFuture(Reply.status(204))));

  @Test
  void tooManyInFlight_429ForTheOneAlone() {
    try (ApiFixture server = server(new LimitSettings(0, 3))) {
      List<Future<HttpResponse<Buffer>>> waiting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiting.add(server.request(HttpMethod.GET, "/held").send());
      }
      HttpResponse<Buffer> refused;
      do {
        refused = server.get("/now");
      } while (refused.statusCode() == 204); // until the three have arrived

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.bodyAsJsonObject().getString("code")).isEqualTo("too_many_requests");
      assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
      assertThat(refused.getHeader("RateLimit-Policy"))
          .isEqualTo("\"in-flight\";q=3;qu=\"concurrent-requests\"");
      assertThat(refused.getHeader("RateLimit")).isEqualTo("\"in-flight\";r=0");
      assertThat(status(server, OTHER)).isEqualTo(204);

      held.complete(Reply.status(204));
      waiting.forEach(each -> assertThat(each.await().statusCode()).isEqualTo(204));
      HttpResponse<Buffer> again = server.get("/now");
      assertThat(again.statusCode()).isEqualTo(204);
      assertThat(again.getHeader("RateLimit")).as("told only when there is a rate").isNull();
    }
  }

  @Test
  void tooManyPerSecond_429WithWhatIsLeft() {
    try (ApiFixture server = server(new LimitSettings(5, 100))) {
      HttpResponse<Buffer> first = server.get("/now");
      assertThat(first.getHeader("RateLimit-Policy"))
          .isEqualTo("\"requests\";q=5;w=1, \"in-flight\";q=100;qu=\"concurrent-requests\"");
      assertThat(first.getHeader("RateLimit")).startsWith("\"requests\";r=4;t=1, \"in-flight\";r=");

      HttpResponse<Buffer> refused;
      do {
        refused = server.get("/now");
      } while (refused.statusCode() == 204);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.getHeader("RateLimit")).startsWith("\"requests\";r=0;t=1");
      assertThat(status(server, OTHER)).isEqualTo(204);
    }
  }

  @Test
  void failures_giveEverythingBack() {
    try (ApiFixture server = server(new LimitSettings(0, 2))) {
      for (int i = 0; i < 10; i++) {
        assertThat(server.get("/api/v1/serviceowner/dialogs/x").statusCode()).isEqualTo(400);
        assertThat(server.send(HttpMethod.POST, "/api/v1/serviceowner/dialogs", "{").statusCode())
            .isEqualTo(400);
        assertThat(status(server, "Bearer other")).isEqualTo(403);
      }
    }
  }

  @Test
  void unregistered_shareOneQuota() {
    Quotas quotas =
        new Quotas(
            new LimitSettings(0, 1),
            number -> number.startsWith("9"),
            new Refusals(new SimpleMeterRegistry()));
    assertThat(quotas.of("1")).isSameAs(quotas.of("2"));
    assertThat(quotas.of("91")).isSameAs(quotas.of("91")).isNotSameAs(quotas.of("92"));
  }

  private ApiFixture server(LimitSettings limits) {
    return new ApiFixture(ApiFixture.settings(EtagForm.QUOTED, 20_000, 1000, limits), routes);
  }

  private static int status(ApiFixture server, String token) {
    return server
        .anonymous(HttpMethod.GET, "/now")
        .putHeader("Authorization", token)
        .send()
        .await()
        .statusCode();
  }
}
