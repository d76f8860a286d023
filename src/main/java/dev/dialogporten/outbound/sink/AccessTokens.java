package dev.dialogporten.outbound.sink;

import io.vertx.core.Future;

/** Bearer tokens for a receiver. */
public interface AccessTokens {

  /** The token to use now; null for none. */
  Future<String> get();

  /** The receiver did not accept the token: the next {@link #get} fetches another. */
  void reject(String token);

  /** Always the same token, or none. */
  static AccessTokens fixed(String token) {
    return new AccessTokens() {
      @Override
      public Future<String> get() {
        return Future.succeededFuture(token);
      }

      @Override
      public void reject(String refused) {}
    };
  }
}
