package dev.dialogporten.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.DeliveryFailure.Kind;
import dev.dialogporten.outbound.delivery.EventSink;
import dev.dialogporten.outbound.sink.EventSinkContract;
import dev.dialogporten.outbound.sink.Post;
import dev.dialogporten.testing.Patience;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSinkTest extends EventSinkContract {
  private static final byte[] KEY = "a key of this subscription".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OLD = "the key it had before".getBytes(StandardCharsets.UTF_8);

  private final Receiver receiver = new Receiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Override
  protected EventSink sink() {
    return sink(receiver.url() + "/hook?tenant=1", new WebhookSink.Key(KEY, null));
  }

  @Override
  protected List<String> received(int count) {
    return receiver.next(count).stream().map(Posted::body).toList();
  }

  @Override
  protected void switchOff() {
    receiver.script = request -> -1;
  }

  @Override
  protected void switchOn() {
    receiver.script = request -> 200;
  }

  @Test
  void deliver_signedAsStandardWebhooks() {
    PublishedEvent event = event();

    deliver(sink(), event).await();

    Posted request = receiver.next();
    long time = Long.parseLong(request.headers().get("webhook-timestamp"));
    assertThat(Instant.ofEpochSecond(time)).isBetween(now().minusSeconds(60), now());
    assertThat(request.headers().get("webhook-id")).isEqualTo(event.id().toString());
    assertThat(request.headers().get("webhook-signature")).isEqualTo(signature(KEY, request));
    assertThat(request.headers().get("Content-Type")).isEqualTo("application/cloudevents+json");
  }

  @Test
  void deliver_whileRotating_signedWithBoth_notWithTheExpiredOne() {
    WebhookSink.Key current = new WebhookSink.Key(KEY, null);
    deliver(sink(receiver.url(), current, new WebhookSink.Key(OLD, now().plusSeconds(60))), event())
        .await();
    deliver(sink(receiver.url(), current, new WebhookSink.Key(OLD, now().minusSeconds(1))), event())
        .await();

    Posted first = receiver.next();
    assertThat(first.headers().get("webhook-signature"))
        .isEqualTo(signature(KEY, first) + " " + signature(OLD, first));
    Posted second = receiver.next();
    assertThat(second.headers().get("webhook-signature")).isEqualTo(signature(KEY, second));
  }

  @ParameterizedTest
  @CsvSource({
    "410, GONE",
    "400, UNAVAILABLE",
    "404, UNAVAILABLE",
    "301, UNAVAILABLE",
    "307, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, AWAY",
    "0, AWAY",
  })
  void deliver_answers(int status, Kind kind) {
    receiver.script = request -> status;

    assertThatThrownBy(() -> deliver(sink(), event()).await())
        .isInstanceOfSatisfying(DeliveryFailure.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  void deliver_redirect_isNotFollowed() {
    receiver.script = request -> request.path().equals("/hook") ? 307 : 200;
    receiver.answerHeaders.add("Location", receiver.url() + "/elsewhere");

    assertThatThrownBy(() -> deliver(sink(), event()).await()).isInstanceOf(DeliveryFailure.class);

    assertThat(receiver.next().path()).isEqualTo("/hook");
    assertThat(receiver.isQuiet()).isTrue();
  }

  /** The status counts; who goes on and on is not listened to. */
  @Test
  void deliver_endlessAnswer_isCutOff() {
    AtomicBoolean cutOff = new AtomicBoolean();
    HttpServer endless =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  HttpServerResponse response = request.response().setChunked(true);
                  response.closeHandler(v -> cutOff.set(true));
                  response.exceptionHandler(failure -> cutOff.set(true));
                  goOn(response);
                });
    endless.listen(0, "127.0.0.1").await();

    deliver(sink("http://127.0.0.1:" + endless.actualPort()), event()).await();

    Patience.until(cutOff::get);
  }

  @Test
  void deliver_privateTarget_refusedAtEveryDelivery() {
    TargetGuard strict = new TargetGuard(new HostNames(Optional.empty()), false, true);
    EventSink sink =
        new WebhookSink(post(new HttpClientOptions()), strict, "ttd", receiver.url(), List.of());

    assertThatThrownBy(() -> deliver(sink, event()).await())
        .isInstanceOf(DeliveryFailure.class)
        .hasMessageContaining("public internet");
    assertThat(receiver.isQuiet()).isTrue();
  }

  /**
   * The connection goes to the checked address; name and certificate are the URL's all the same.
   */
  @Test
  void deliver_tls_certificateIsCheckedAgainstTheName() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    HttpServerOptions tls =
        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions());
    HttpClientOptions trusting =
        new HttpClientOptions().setTrustOptions(certificate.trustOptions());
    try (Receiver secure = new Receiver(tls)) {
      TargetGuard guard = new TargetGuard(new HostNames(Optional.empty()), true, false);
      String port = ":" + secure.port();
      EventSink good =
          new WebhookSink(post(trusting), guard, "ttd", "https://localhost" + port, List.of());
      EventSink otherName =
          new WebhookSink(post(trusting), guard, "ttd", "https://127.0.0.1" + port, List.of());
      EventSink untrusted =
          new WebhookSink(
              post(new HttpClientOptions()), guard, "ttd", "https://localhost" + port, List.of());

      deliver(good, event()).await();
      assertThat(secure.next().headers().get("Host")).isEqualTo("localhost" + port);
      assertThatThrownBy(() -> deliver(otherName, event()).await())
          .isInstanceOf(DeliveryFailure.class);
      assertThatThrownBy(() -> deliver(untrusted, event()).await())
          .isInstanceOf(DeliveryFailure.class);
      assertThat(secure.isQuiet()).isTrue();
    } finally {
      certificate.delete();
    }
  }

  private static void goOn(HttpServerResponse response) {
    response.write("x".repeat(10_000)).onSuccess(written -> goOn(response));
  }

  private EventSink sink(String url, WebhookSink.Key... keys) {
    TargetGuard guard = new TargetGuard(new HostNames(Optional.empty()), true, true);
    return new WebhookSink(post(new HttpClientOptions()), guard, "ttd", url, List.of(keys));
  }

  private Post post(HttpClientOptions options) {
    return new Post(vertx.createHttpClient(options), Duration.ofSeconds(8));
  }

  private static String signature(byte[] key, Posted request) {
    return WebhookSignature.sign(
        key,
        request.headers().get("webhook-id"),
        Long.parseLong(request.headers().get("webhook-timestamp")),
        request.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Instant now() {
    return Instant.now().plusSeconds(1);
  }
}
