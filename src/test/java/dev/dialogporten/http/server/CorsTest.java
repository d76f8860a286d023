package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.api.StoredDialogs;
import dev.dialogporten.config.SettingsLoader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told about pages of other origins. */
class CorsTest {
  private static final String PAGE = "https://app.example.com";
  private static final String LIMITS = "/api/v1/metadata/limits";
  private static final String DIALOG = "/api/v1/serviceowner/dialogs/" + StoredDialogs.ID;

  private static ApiFixture server(String origins) {
    return new ApiFixture(
        SettingsLoader.of(Map.of("http.port", "0", "http.cors-origins", origins)).http());
  }

  private static HttpResponse<Buffer> get(ApiFixture server, String path, String origin) {
    return server.anonymous(HttpMethod.GET, path).putHeader("Origin", origin).send().await();
  }

  private static HttpResponse<Buffer> preflight(ApiFixture server, String path) {
    return server
        .anonymous(HttpMethod.OPTIONS, path)
        .putHeader("Origin", PAGE)
        .putHeader("Access-Control-Request-Method", "PATCH")
        .putHeader("Access-Control-Request-Headers", "authorization,content-type,if-match")
        .send()
        .await();
  }

  @Test
  void off_nothingIsSaid() {
    try (ApiFixture server = new ApiFixture()) {
      assertThat(get(server, LIMITS, PAGE).headers().names())
          .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
      assertThat(preflight(server, DIALOG).headers().names())
          .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
    }
  }

  @Test
  void page_thatIsListed_mayRead_othersMayNot() {
    try (ApiFixture server = server("https://other.example.com, " + PAGE)) {
      HttpResponse<Buffer> allowed = get(server, LIMITS, PAGE);
      assertThat(allowed.getHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
      assertThat(allowed.getHeader("Access-Control-Expose-Headers"))
          .contains("ETag", "Location", "Retry-After", "WWW-Authenticate");
      assertThat(allowed.getHeader("Access-Control-Allow-Credentials")).isNull();
      assertThat(allowed.headers().getAll("Vary")).contains("origin");
      HttpResponse<Buffer> refused = get(server, LIMITS, "https://evil.example.com");
      assertThat(refused.getHeader("Access-Control-Allow-Origin")).isNull();
      assertThat(refused.headers().getAll("Vary")).contains("origin");
    }
  }

  /** The page must see why it was refused. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/serviceowner/dialogs", "/nowhere", "/dev/nothing"})
  void refusals_mayBeRead(String path) {
    try (ApiFixture server = server(PAGE)) {
      HttpResponse<Buffer> refusal = get(server, path, PAGE);
      assertThat(refusal.statusCode()).isBetween(400, 499);
      assertThat(refusal.getHeader("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }
  }

  @Test
  void preflight_namesMethodsAndHeaders() {
    try (ApiFixture server = server("*")) {
      HttpResponse<Buffer> answer = preflight(server, DIALOG);
      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.getHeader("Access-Control-Allow-Methods"))
          .contains("GET", "PUT", "PATCH", "DELETE");
      assertThat(answer.getHeader("Access-Control-Allow-Headers"))
          .contains("Authorization", "Content-Type", "If-Match", "If-None-Match", "Last-Event-ID");
      assertThat(answer.getHeader("Access-Control-Max-Age")).isNotNull();
    }
  }
}
