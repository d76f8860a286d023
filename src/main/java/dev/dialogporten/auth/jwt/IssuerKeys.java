package dev.dialogporten.auth.jwt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer as last heard of. Asked again in the background; an issuer that cannot be
 * reached keeps the keys it had. Safe to use from any thread.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  /**
   * @param every how often keys are asked for when all is well
   * @param retry how soon after a failure; doubled each time, up to {@code unknownKey}
   * @param unknownKey least time between two questions caused by tokens with unknown keys
   */
  record Pace(Duration every, Duration retry, Duration unknownKey) {}

  private final Vertx vertx;
  private final String name;
  private final KeySource source;
  private final String audience;
  private final Pace pace;
  private final Runnable changed;

  private volatile KeySource.Answer latest;
  // the rest is guarded by this
  private Future<Void> asking;
  private long askedAt;
  private boolean asked;
  private int failures;
  private long timer = -1;
  private boolean closed;

  /**
   * @param changed called whenever other keys than before are in force
   */
  IssuerKeys(
      Vertx vertx, String name, KeySource source, String audience, Pace pace, Runnable changed) {
    this.vertx = vertx;
    this.name = name;
    this.source = source;
    this.audience = audience;
    this.pace = pace;
    this.changed = changed;
  }

  /** The value of {@code iss}, or null as long as the issuer's discovery document is unknown. */
  String issuer() {
    KeySource.Answer answer = latest;
    return answer == null ? source.configuredIssuer() : answer.issuer();
  }

  String audience() {
    return audience;
  }

  boolean isLoaded() {
    return latest != null;
  }

  Optional<VerificationKey> find(String keyId, SignatureAlgorithm algorithm) {
    KeySource.Answer answer = latest;
    return answer == null ? Optional.empty() : answer.keys().find(keyId, algorithm);
  }

  /** Whether a key of this id is known, for whatever algorithm: asking again would not help. */
  boolean knows(String keyId) {
    KeySource.Answer answer = latest;
    return answer != null && answer.keys().has(keyId);
  }

  /** Asks the source; callers that come meanwhile share the question. Never fails. */
  synchronized Future<Void> refresh() {
    if (closed) {
      return Future.succeededFuture();
    }
    if (asking == null) {
      askedAt = System.nanoTime();
      asked = true;
      Future<Void> question = source.fetch().transform(this::answered);
      asking = question.isComplete() ? null : question;
      return question;
    }
    return asking;
  }

  /**
   * Asks the source because of a token whose key, or whose issuer, is not known here; completes at
   * once when that was done a moment ago, so that nobody can make us flood the provider.
   */
  synchronized Future<Void> refreshForUnknown() {
    boolean recently =
        asked && System.nanoTime() - askedAt < pace.unknownKey().toNanos();
    return asking == null && recently ? Future.succeededFuture() : refresh();
  }

  synchronized void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }

  private Future<Void> answered(io.vertx.core.AsyncResult<KeySource.Answer> result) {
    if (result.succeeded()) {
      take(result.result());
    }
    synchronized (this) {
      asking = null;
      failures = result.succeeded() ? 0 : failures + 1;
      if (!closed) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(Math.max(1, nextAfter().toMillis()), id -> refresh());
      }
    }
    if (result.failed()) {
      LOG.warn(
          "Keys of issuer {} could not be read ({}), {}",
          name,
          result.cause().getMessage(),
          isLoaded() ? "keeping those known" : "its tokens cannot be verified yet");
    }
    return Future.succeededFuture();
  }

  private void take(KeySource.Answer answer) {
    KeySource.Answer before = latest;
    latest = answer;
    if (!answer.equals(before)) {
      LOG.info("Issuer {} ({}) has {} keys", name, answer.issuer(), answer.keys().keys().size());
      changed.run();
    }
  }

  private Duration nextAfter() {
    if (failures == 0) {
      return pace.every();
    }
    Duration wait = pace.retry().multipliedBy(1L << Math.min(failures - 1, 16));
    Duration most = pace.unknownKey().compareTo(pace.every()) < 0 ? pace.unknownKey() : pace.every();
    return wait.compareTo(most) < 0 ? wait : most;
  }
}
