package dev.dialogporten.auth;

import io.vertx.core.Future;

/** Bearer token in, principal out. Safe to call from any event loop; never blocks. */
public interface Authenticator {

  /**
   * Verifies a token. Completes at once for a token that was verified before.
   *
   * @param authorization value of the {@code Authorization} header, or null
   * @return fails with {@link Unauthenticated}, or with a {@code ProblemException} (503) while no
   *     verification key could ever be fetched
   */
  Future<Principal> authenticate(String authorization);
}
