package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.auth.Policy;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.LimitSettings;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How much the server takes. */
class LimitsTest {
  private static final int LIMIT = 100_000;
  private static final Promise<Reply> HELD = Promise.promise();
  private static ApiFixture server;

  @BeforeAll
  static void start() {
    server =
        new ApiFixture(
            // a byte a second is fast enough: these tests are about sizes, on busy machines too
            ApiFixture.settings(EtagForm.QUOTED, LIMIT, 2, new LimitSettings(0, 1000), 1),
            List.of(
                Route.post(
                    "/length",
                    "length",
                    Policy.OPEN,
                    request -> request.body(json -> Reply.json("" + json.textValue().length()))),
                Route.get("/held", "held", Policy.OPEN, request -> HELD.future())));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void bodyAtTheLimit() {
    HttpResponse<Buffer> response =
        server.send(HttpMethod.POST, "/length", "\"" + "a".repeat(LIMIT - 2) + "\"");
    assertThat(response.bodyAsString()).isEqualTo("" + (LIMIT - 2));
  }

  @Test
  void bodyAnnouncedTooLarge_413() {
    HttpResponse<Buffer> response =
        server.send(HttpMethod.POST, "/length", "\"" + "a".repeat(LIMIT - 1) + "\"");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThatJson(response.bodyAsString())
        .isObject()
        .containsEntry(
            "title", "Payload too large. The maximum allowed size is " + LIMIT + " bytes.")
        .containsEntry("detail", "The maximum allowed size is " + LIMIT + " bytes.")
        .containsEntry("type", "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.11")
        .doesNotContainKey("errors");
  }

  @Test
  void bodyInChunksTooLarge_413() {
    Buffer body =
        chunked(Buffer.buffer("a".repeat(LIMIT)), 3).compose(HttpClientResponse::body).await();
    assertThat(body.toString()).contains("413", "allowed size is " + LIMIT + " bytes.");
  }

  private static Future<HttpClientResponse> chunked(Buffer chunk, int times) {
    return server
        .vertx
        .createHttpClient()
        .request(HttpMethod.POST, server.port(), "127.0.0.1", "/length")
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json").setChunked(true);
              for (int i = 0; i < times; i++) {
                request.write(chunk);
              }
              return request.end().compose(sent -> request.response());
            });
  }

  @Test
  void expectContinue_isAnswered() {
    HttpClientResponse response =
        server
            .vertx
            .createHttpClient()
            .request(HttpMethod.POST, server.port(), "127.0.0.1", "/length")
            .compose(LimitsTest::afterContinue)
            .await();
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static Future<HttpClientResponse> afterContinue(HttpClientRequest request) {
    request
        .putHeader("Content-Type", "application/json")
        .putHeader("Expect", "100-continue")
        .putHeader("Content-Length", "3")
        .continueHandler(go -> request.end("\"a\""));
    return request.sendHead().compose(sent -> request.response());
  }

  @Test
  void tooManyAtTheSameTime_503AndThenServedAgain() {
    Future<HttpResponse<Buffer>> first = server.anonymous(HttpMethod.GET, "/held").send();
    Future<HttpResponse<Buffer>> second = server.anonymous(HttpMethod.GET, "/held").send();
    HttpResponse<Buffer> third;
    do {
      third = server.anonymous(HttpMethod.GET, "/nowhere").send().await();
    } while (third.statusCode() != 503); // until the two have arrived
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");
    HELD.complete(Reply.status(204));
    assertThat(first.await().statusCode()).isEqualTo(204);
    assertThat(second.await().statusCode()).isEqualTo(204);
    assertThat(server.anonymous(HttpMethod.GET, "/nowhere").send().await().statusCode())
        .isEqualTo(404);
  }
}
