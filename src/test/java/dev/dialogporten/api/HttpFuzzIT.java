package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.FuzzedRequests.Fuzzed;
import dev.dialogporten.testing.Contract;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is sent, the answer is one the API description knows and none blames the service; and
 * afterwards the dialogs are as usable as before. Many requests share a connection, so that one
 * which spoils it would be noticed by those behind it.
 */
@ExtendWith(ServiceExtension.class)
class HttpFuzzIT {
  private static final long SEED = 20_261_124;
  private static final int REQUESTS = 21_000;
  private static final int CONNECTIONS = 8;
  private static final int LANES = 4 * CONNECTIONS;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http =
      vertx.createHttpClient(
          new HttpClientOptions().setPipelining(true).setPipeliningLimit(4),
          new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  private final DialogFixture fixture;
  private final String token;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, Integer> outcomes = new ConcurrentHashMap<>();

  HttpFuzzIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.token = "Bearer " + fixture.service().tokens().of(fixture.owner());
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  @Test
  void noRequestIsTheServicesFault_andAllDialogsStayUsable() throws Exception {
    List<DialogFixture> dialogs =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(i -> fixture.with(Dialogs.create(fixture.owner())))
            .toList();
    FuzzedRequests requests =
        new FuzzedRequests(
            SEED, fixture.owner(), dialogs.stream().map(DialogFixture::path).toList());

    List<Future<Void>> lanes =
        IntStream.range(0, LANES).mapToObj(i -> sendRemaining(requests)).toList();
    Future.all(lanes).await(5, TimeUnit.MINUTES);

    assertEveryEndpointTookSomeAndRefusedSome();
    dialogs.forEach(HttpFuzzIT::assertUsable);
  }

  /** One request after the other until none is left. */
  private Future<Void> sendRemaining(FuzzedRequests requests) {
    int number = next.getAndIncrement();
    if (number >= REQUESTS) {
      return Future.succeededFuture();
    }
    Fuzzed request = requests.get(number);
    return send(request)
        .recover(failure -> Future.failedFuture(blame(number, request, failure.toString())))
        .compose(
            answer -> {
              String fault = faultOf(number, request, answer);
              return fault == null
                  ? sendRemaining(requests)
                  : Future.failedFuture(blame(number, request, fault));
            });
  }

  private record Answer(int status, String mediaType, String body) {}

  private Future<Answer> send(Fuzzed request) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(fixture.service().port())
            .setMethod(request.method())
            .setURI(request.path())
            .putHeader("Authorization", token)
            .putHeader("Content-Type", request.mediaType());
    return http.request(options)
        .compose(sent -> sent.send(Buffer.buffer(request.body())))
        .compose(this::read);
  }

  private Future<Answer> read(HttpClientResponse response) {
    return response
        .body()
        .map(
            body ->
                new Answer(
                    response.statusCode(), response.getHeader("Content-Type"), body.toString()));
  }

  /** Null for an answer that is as it should be. */
  private String faultOf(int number, Fuzzed request, Answer answer) {
    int status = answer.status();
    outcomes.merge(endpoint(request) + (status < 300 ? " took" : " refused"), 1, Integer::sum);
    boolean good = status < 300 || (status >= 400 && status < 500 && isProblem(answer, request));
    List<String> faults = number % 10 == 0 ? contractFaults(request, answer) : List.of();
    return good && faults.isEmpty()
        ? null
        : status + " " + answer.mediaType() + " " + answer.body() + " " + faults;
  }

  /** RFC 9457; the whole of the contract would take longer to check than all else together. */
  private static boolean isProblem(Answer answer, Fuzzed request) {
    if (!"application/problem+json; charset=utf-8".equals(answer.mediaType())) {
      return false;
    }
    JsonObject problem = new JsonObject(answer.body());
    return problem.getInteger("status") == answer.status()
        && problem.getString("type").startsWith("https://")
        && !problem.getString("title").isBlank()
        && !problem.getString("code").isBlank()
        && problem.getString("instance").equals(request.path())
        && problem.getString("traceId").length() == 55
        && !problem.getJsonObject("errors").isEmpty();
  }

  private static List<String> contractFaults(Fuzzed request, Answer answer) {
    return Contract.published()
        .faults(
            request.method().name(),
            request.path(),
            answer.status(),
            answer.mediaType(),
            answer.body());
  }

  private static String endpoint(Fuzzed request) {
    return request.method() + " " + request.path().replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", "{id}");
  }

  private static AssertionError blame(int number, Fuzzed request, String fault) {
    return new AssertionError(
        "seed %d, request %d: %s%nwas answered %s".formatted(SEED, number, request, fault));
  }

  private void assertEveryEndpointTookSomeAndRefusedSome() {
    assertThat(new TreeMap<>(outcomes)).as("endpoints and outcomes").hasSize(10);
    assertThat(outcomes.values()).as("%s", outcomes).allMatch(count -> count > 30);
  }

  private static void assertUsable(DialogFixture dialog) {
    JsonObject read = dialog.read();
    JsonObject body = dialog.unchanged().put("externalReference", "after all that");
    body.put("expiresAt", "2091-02-01T00:00:00Z");
    dialog.client().put(dialog.path(), body).expect(204);
    assertThat(dialog.read().getString("externalReference")).isEqualTo("after all that");
    assertThat(dialog.client().get(dialog.path() + "/transmissions").expect(200).array())
        .hasSameSizeAs(read.getJsonArray("transmissions"));
    assertThat(dialog.client().get(dialog.path() + "/activities").expect(200).array())
        .hasSameSizeAs(read.getJsonArray("activities"));
  }
}
