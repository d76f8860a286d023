package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.DeliveryFailure.Kind;
import dev.dialogporten.outbound.delivery.EventSink;
import dev.dialogporten.testing.Patience;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AltinnEventsSinkTest extends EventSinkContract {
  private final Receiver receiver = new Receiver();
  private final Receiver tokenEndpoint = new Receiver();

  @AfterEach
  void stop() {
    receiver.close();
    tokenEndpoint.close();
  }

  @Override
  protected EventSink sink() {
    return sink(AccessTokens.fixed(null));
  }

  @Override
  protected List<String> received(int count) {
    return receiver.next(count).stream().map(Posted::body).toList();
  }

  @Override
  protected void switchOff() {
    receiver.script = request -> 503;
  }

  @Override
  protected void switchOn() {
    receiver.script = request -> 200;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/base", "/base/"})
  void deliver_request(String path) {
    EventSink sink =
        new AltinnEventsSink(
            post(), URI.create(receiver.url() + path), AccessTokens.fixed("secret"));

    deliver(sink, event()).await();

    Posted request = receiver.next();
    String base = path.replaceAll("/$", "");
    assertThat(request.path()).isEqualTo(base + "/events/api/v1/events");
    assertThat(request.headers().get("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(request.headers().get("Authorization")).isEqualTo("Bearer secret");
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED",
    "409, REJECTED",
    "413, REJECTED",
    "422, REJECTED",
    "401, UNAVAILABLE",
    "403, UNAVAILABLE",
    "404, UNAVAILABLE",
    "302, UNAVAILABLE",
    "429, UNAVAILABLE",
    "500, UNAVAILABLE",
    "502, AWAY",
    "503, AWAY",
    "504, AWAY",
    "0, AWAY",
    "-1, AWAY",
  })
  void deliver_anyOtherAnswer_fails(int status, Kind kind) {
    receiver.script = request -> status;

    assertThatThrownBy(() -> deliver(sink(), event()).await())
        .isInstanceOfSatisfying(DeliveryFailure.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void deliver_any2xx(int status) {
    receiver.script = request -> status;

    deliver(sink(), event()).await();
  }

  @Test
  void token_fetchedOnceForMany() {
    tokens("one", 300);
    EventSink sink = sink(credentials());

    Future.all(deliver(sink, event()), deliver(sink, event()), deliver(sink, event())).await();

    Posted request = tokenEndpoint.next();
    assertThat(request.headers().get("Authorization"))
        .isEqualTo("Basic Y2xpZW50JTI2aWQ6cyUyRmVjcmV0");
    assertThat(request.body())
        .isEqualTo("grant_type=client_credentials&scope=altinn%3Aevents.publish+more");
    assertThat(tokenEndpoint.isQuiet()).isTrue();
    assertThat(receiver.next(3))
        .allSatisfy(r -> assertThat(r.headers().get("Authorization")).isEqualTo("Bearer one"));
  }

  @Test
  void token_refused_anotherIsFetched() {
    tokens("old", 300);
    receiver.script =
        request -> request.headers().get("Authorization").equals("Bearer new") ? 200 : 401;
    EventSink sink = sink(credentials());

    assertThatThrownBy(() -> deliver(sink, event()).await()).isInstanceOf(DeliveryFailure.class);
    tokens("new", 300);
    deliver(sink, event()).await();
  }

  /** Some endpoints give the number as text, others leave it out. */
  @ParameterizedTest
  @CsvSource({
    "1, 2",
    "2, 2",
    "'\"1\"', 2",
    "0, 2",
    "60, 1",
    "3600, 1",
    "'\"3600\"', 1",
    "99999999999999, 1",
    "null, 1",
    "'\"soon\"', 1",
    "{}, 1"
  })
  void token_expires_anotherIsFetched(String life, int fetched) {
    AtomicInteger count = new AtomicInteger();
    tokenEndpoint.script = request -> answered(count);
    tokenEndpoint.answer =
        Buffer.buffer("{\"access_token\":\"t\",\"expires_in\":%s}".formatted(life));
    EventSink sink = sink(credentials());
    deliver(sink, event()).await();
    assertThat(count.get()).isEqualTo(1);

    Patience.until(
        () -> {
          deliver(sink, event()).await();
          return count.get() >= fetched;
        });

    deliver(sink, event()).await();
    assertThat(count.get()).isEqualTo(fetched);
  }

  @ParameterizedTest
  @CsvSource({"500, {}", "200, {}", "200, nonsense", "200, '{\"access_token\":1}'", "-1, ''"})
  void token_notGiven_failsAsAway(int status, String body) {
    tokenEndpoint.script = request -> status;
    tokenEndpoint.answer = Buffer.buffer(body);
    EventSink sink = sink(credentials());

    assertThatThrownBy(() -> deliver(sink, event()).await())
        .isInstanceOfSatisfying(
            DeliveryFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.AWAY));
    tokenEndpoint.script = request -> 200;
    tokens("later", 300);
    deliver(sink, event()).await();
  }

  private static int answered(AtomicInteger count) {
    count.incrementAndGet();
    return 200;
  }

  private void tokens(String token, int seconds) {
    tokenEndpoint.answer =
        Buffer.buffer("{\"access_token\":\"%s\",\"expires_in\":%s}".formatted(token, seconds));
  }

  private AccessTokens credentials() {
    return new ClientCredentials(
        post(),
        URI.create(tokenEndpoint.url()),
        "client&id",
        "s/ecret",
        "altinn:events.publish more");
  }

  private EventSink sink(AccessTokens tokens) {
    return new AltinnEventsSink(post(), URI.create(receiver.url()), tokens);
  }

  private Post post() {
    return new Post(vertx.createHttpClient(), Duration.ofSeconds(8));
  }
}
