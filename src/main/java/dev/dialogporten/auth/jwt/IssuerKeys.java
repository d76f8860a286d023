package dev.dialogporten.auth.jwt;

import dev.dialogporten.refresh.Polled;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * The keys of one issuer as last heard of; an issuer that cannot be reached keeps the keys it had.
 * Safe to use from any thread.
 */
final class IssuerKeys {
  private final String configuredIssuer;
  private final String audience;
  private final Polled<IssuerDocument> document;
  private final Duration unknownKeyPause;

  /**
   * @param configuredIssuer value of {@code iss}, or null when the document says it
   * @param audience value {@code aud} must hold, or null for any
   * @param unknownKeyPause least time between two questions caused by tokens with unknown keys
   */
  IssuerKeys(
      String configuredIssuer,
      String audience,
      Polled<IssuerDocument> document,
      Duration unknownKeyPause) {
    this.configuredIssuer = configuredIssuer;
    this.audience = audience;
    this.document = document;
    this.unknownKeyPause = unknownKeyPause;
  }

  /** The value of {@code iss}, or null as long as the issuer's discovery document is unknown. */
  String issuer() {
    IssuerDocument latest = document.latest();
    return latest == null ? configuredIssuer : latest.issuer();
  }

  String audience() {
    return audience;
  }

  boolean isLoaded() {
    return document.latest() != null;
  }

  Optional<VerificationKey> find(String keyId, SignatureAlgorithm algorithm) {
    IssuerDocument latest = document.latest();
    return latest == null ? Optional.empty() : latest.keys().find(keyId, algorithm);
  }

  /** Whether a key of this id is known, for whatever algorithm: asking again would not help. */
  boolean knows(String keyId) {
    IssuerDocument latest = document.latest();
    return latest != null && latest.keys().has(keyId);
  }

  /** Asks for the keys; never fails. */
  Future<Void> refresh() {
    return document.refresh().transform(any -> Future.succeededFuture());
  }

  /**
   * Asks because of a token whose key, or whose issuer, is not known here; completes at once when
   * that was done a moment ago, so that nobody can make us flood the provider. Never fails.
   */
  Future<Void> refreshForUnknown() {
    return document.refreshUnlessWithin(unknownKeyPause).transform(any -> Future.succeededFuture());
  }

  void close() {
    document.close();
  }
}
