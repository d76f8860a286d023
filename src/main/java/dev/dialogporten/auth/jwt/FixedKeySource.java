package dev.dialogporten.auth.jwt;

import io.vertx.core.Future;

/** Keys that never change: those of this process's own development issuer. */
record FixedKeySource(String configuredIssuer, JwkSet keys) implements KeySource {
  @Override
  public Future<Answer> fetch() {
    return Future.succeededFuture(new Answer(configuredIssuer, keys));
  }
}
