package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
  private static final String SMALL = "\"" + "a".repeat(5_000) + "\"";
  private static final String LARGE = "\"" + "b".repeat(300_000) + "\"";
  private static ApiFixture server;

  @BeforeAll
  static void start() {
    server =
        new ApiFixture(
            ApiFixture.settings(EtagForm.QUOTED, 1000, 100),
            List.of(
                route("/small", Reply.json(SMALL)),
                route("/large", Reply.json(LARGE)),
                route("/tiny", Reply.json("{}")),
                route("/tagged", Reply.json(SMALL).with(HttpHeaders.ETAG, "\"1\""))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Route route(String path, Reply reply) {
    return Route.get(path, path, Policy.OPEN, request -> Future.succeededFuture(reply));
  }

  private static HttpResponse<Buffer> get(HttpMethod method, String path, String encodings) {
    return server.anonymous(method, path).putHeader("Accept-Encoding", encodings).send().await();
  }

  private static String unpacked(Buffer body) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(body.getBytes())).readAllBytes(),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/small", "/large"})
  void askedFor_isCompressed(String path) throws Exception {
    HttpResponse<Buffer> answer = get(HttpMethod.GET, path, "br, gzip;q=0.8");
    assertThat(answer.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.getHeader("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    assertThat(unpacked(answer.body())).isEqualTo(path.equals("/small") ? SMALL : LARGE);
    assertThat(answer.getHeader("Content-Length")).isEqualTo("" + answer.body().length());
    HttpResponse<Buffer> head = get(HttpMethod.HEAD, path, "br, gzip;q=0.8");
    assertThat(head.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(head.getHeader("Content-Length")).isEqualTo(answer.getHeader("Content-Length"));
  }

  @Test
  void notAskedFor_isAsItIs_andSaysThatItCouldBeOtherwise() {
    HttpResponse<Buffer> answer = get(HttpMethod.GET, "/small", "identity");
    assertThat(answer.getHeader("Content-Encoding")).isNull();
    assertThat(answer.getHeader("Vary")).isEqualToIgnoringCase("Accept-Encoding");
    assertThat(answer.bodyAsString()).isEqualTo(SMALL);
  }

  /** A strong tag is one sequence of bytes, and clients send it back as the revision it is. */
  @ParameterizedTest
  @ValueSource(strings = {"/tagged", "/tiny"})
  void taggedOrTiny_staysAsItIs(String path) {
    HttpResponse<Buffer> answer = get(HttpMethod.GET, path, "gzip");
    assertThat(answer.getHeader("Content-Encoding")).isNull();
    assertThat(answer.getHeader("Vary")).isNull();
  }

  @Test
  void off_isNever() {
    try (ApiFixture other =
        new ApiFixture(
            SettingsLoader.of(Map.of("http.port", "0", "http.compression", "false")).http())) {
      HttpResponse<Buffer> answer =
          other
              .anonymous(HttpMethod.GET, "/openapi.yaml")
              .putHeader("Accept-Encoding", "gzip")
              .send()
              .await();
      assertThat(answer.getHeader("Content-Encoding")).isNull();
      assertThat(answer.getHeader("Vary")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null | false",
        "gzip | true",
        "GZIP, deflate | true",
        "deflate, br | false",
        "gzip;q=0 | false",
        "gzip; q=0.000, * | false",
        "gzip;q=0.1 | true",
        "* | true",
        "*;q=0 | false",
        "identity | false",
        "gzipped | false",
        ", ;, gzip | true"
      })
  void isWanted(String field, boolean wanted) {
    assertThat(Gzip.isWanted(field)).isEqualTo(wanted);
  }
}
