package dev.dialogporten.outbound.webhook;

import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.DeliveryFailure.Kind;
import dev.dialogporten.outbound.delivery.EventSink;
import dev.dialogporten.outbound.sink.Post;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;

/**
 * Posts signed events to one subscription's address. The message id is the event's, the same at
 * every attempt; the time stamp is the attempt's.
 */
final class WebhookSink implements EventSink {
  private final Post post;
  private final TargetGuard guard;
  private final String org;
  private final String url;
  private final List<Key> keys;

  /**
   * @param until no longer used after that; null for ever
   */
  record Key(byte[] bytes, Instant until) {}

  WebhookSink(Post post, TargetGuard guard, String org, String url, List<Key> keys) {
    this.post = post;
    this.guard = guard;
    this.org = org;
    this.url = url;
    this.keys = List.copyOf(keys);
  }

  @Override
  public Future<Void> deliver(PublishedEvent event) {
    return send(event).mapEmpty();
  }

  /** The status of a good answer. */
  Future<Integer> send(PublishedEvent event) {
    Buffer body = Buffer.buffer(event.json());
    return guard
        .target(org, url)
        .recover(refusal -> Future.failedFuture(failure(refusal)))
        .compose(target -> post.send(target.url(), target.address(), headers(event, body), body))
        .compose(
            answer -> {
              if (answer.isSuccess()) {
                return Future.succeededFuture(answer.status());
              }
              Kind kind = answer.status() == 410 ? Kind.GONE : Kind.UNAVAILABLE;
              return Future.failedFuture(answer.failure(kind));
            });
  }

  private MultiMap headers(PublishedEvent event, Buffer body) {
    Instant now = Instant.now();
    byte[] bytes = body.getBytes();
    List<String> signatures =
        keys.stream()
            .filter(key -> key.until() == null || key.until().isAfter(now))
            .map(key -> sign(key, event, now, bytes))
            .toList();
    return MultiMap.caseInsensitiveMultiMap()
        .add("Content-Type", CloudEvent.MEDIA_TYPE)
        .add("User-Agent", "dialogporten-webhooks")
        .add("webhook-id", event.id().toString())
        .add("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .add("webhook-signature", String.join(" ", signatures));
  }

  private static String sign(Key key, PublishedEvent event, Instant now, byte[] body) {
    return WebhookSignature.sign(key.bytes(), event.id().toString(), now.getEpochSecond(), body);
  }

  /** A target that is not allowed is so at every attempt; anything else may be over soon. */
  private static DeliveryFailure failure(Throwable refusal) {
    if (refusal instanceof ProblemException known) {
      Problem problem = known.problem();
      return problem.type() == ProblemType.VALIDATION
          ? DeliveryFailure.unavailable(problem.errors().values().iterator().next().get(0))
          : DeliveryFailure.away(problem.detail());
    }
    return refusal instanceof DeliveryFailure away
        ? DeliveryFailure.away("the host " + away.getMessage())
        : DeliveryFailure.of(refusal);
  }
}
