package dev.dialogporten.outbound.sink;

import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.DeliveryFailure.Kind;
import dev.dialogporten.outbound.delivery.EventSink;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Set;

/** Publishes to Altinn Events: one structured CloudEvent per request. */
public final class AltinnEventsSink implements EventSink {
  private static final String PATH = "/events/api/v1/events";

  /**
   * The event is at fault. Any other refusal, 404 among them, rather means that address, token or
   * receiver are: then events wait.
   */
  private static final Set<Integer> REJECTIONS = Set.of(400, 409, 413, 422);

  private final Post post;
  private final URI target;
  private final AccessTokens tokens;

  public AltinnEventsSink(Post post, URI base, AccessTokens tokens) {
    this.post = post;
    this.target = URI.create(base.toString().replaceAll("/+$", "") + PATH);
    this.tokens = tokens;
  }

  @Override
  public Future<Void> deliver(PublishedEvent event) {
    return tokens.get().compose(token -> send(event, token));
  }

  private Future<Void> send(PublishedEvent event, String token) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap().add("Content-Type", CloudEvent.MEDIA_TYPE);
    if (token != null) {
      headers.add("Authorization", "Bearer " + token);
    }
    return post.send(target, null, headers, Buffer.buffer(event.json()))
        .compose(
            answer -> {
              if (answer.isSuccess()) {
                return Future.succeededFuture();
              }
              if (answer.status() == 401) {
                tokens.reject(token);
              }
              Kind kind = REJECTIONS.contains(answer.status()) ? Kind.REJECTED : Kind.UNAVAILABLE;
              return Future.failedFuture(answer.failure(kind));
            });
  }
}
