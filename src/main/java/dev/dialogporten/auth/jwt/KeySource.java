package dev.dialogporten.auth.jwt;

import io.vertx.core.Future;

/** Where the keys of one issuer come from. */
interface KeySource {

  /** What the source says now: exact {@code iss} value and keys. */
  record Answer(String issuer, JwkSet keys) {}

  /**
   * Asks the source, within bounded time and memory; any failure means that it cannot be used now.
   */
  Future<Answer> fetch();

  /** The value of {@code iss} when it is known without asking, else null. */
  String configuredIssuer();
}
