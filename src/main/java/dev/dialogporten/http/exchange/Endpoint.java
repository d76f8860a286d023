package dev.dialogporten.http.exchange;

import io.vertx.core.Future;

/** What a route does: an admitted request in, an answer or a {@code ProblemException} out. */
@FunctionalInterface
public interface Endpoint {
  Future<Reply> handle(ApiRequest request);
}
