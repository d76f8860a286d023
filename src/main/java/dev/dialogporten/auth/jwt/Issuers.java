package dev.dialogporten.auth.jwt;

import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Every issuer whose tokens are believed. Safe to use from any thread. */
public final class Issuers {
  private final List<IssuerKeys> all;
  private final AtomicLong version;
  private final Clock clock;

  Issuers(List<IssuerKeys> all, AtomicLong version, Clock clock) {
    this.all = List.copyOf(all);
    this.version = version;
    this.clock = clock;
  }

  /** Grows whenever any issuer's keys change: what was verified before may be so no more. */
  public long version() {
    return version.get();
  }

  /** Asks every issuer for its keys; never fails. */
  public Future<Void> start() {
    return Future.join(all.stream().map(IssuerKeys::refresh).toList()).mapEmpty();
  }

  public void close() {
    all.forEach(IssuerKeys::close);
  }

  /**
   * Verifies a token, asking its issuer for keys when it names one unknown here.
   *
   * @return empty when nobody here knows the issuer; fails with {@link InvalidToken}, or with a 503
   *     while keys are missing that no answer has brought yet
   */
  public Future<Optional<VerifiedToken>> verify(CompactToken token) {
    return Future.succeededFuture(owner(token))
        .compose(known -> known.isPresent() ? Future.succeededFuture(known) : discover(token))
        .compose(owner -> owner.isEmpty() ? none() : verify(token, owner.get()).map(Optional::of));
  }

  private Future<VerifiedToken> verify(CompactToken token, IssuerKeys owner) {
    Optional<VerificationKey> key = owner.find(token.keyId(), token.algorithm());
    if (key.isPresent()) {
      return check(token, owner, key.get());
    }
    Future<Void> asked =
        owner.knows(token.keyId()) ? Future.succeededFuture() : owner.refreshForUnknown();
    return asked.compose(
        done -> {
          if (!owner.isLoaded()) {
            return Future.failedFuture(keysMissing());
          }
          return owner
              .find(token.keyId(), token.algorithm())
              .map(found -> check(token, owner, found))
              .orElseGet(() -> Future.failedFuture(new InvalidToken("the issuer has no such key")));
        });
  }

  private Future<VerifiedToken> check(CompactToken token, IssuerKeys owner, VerificationKey key) {
    try {
      return Future.succeededFuture(
          TokenVerifier.verify(token, key, owner.issuer(), owner.audience(), clock.instant()));
    } catch (InvalidToken e) {
      return Future.failedFuture(e);
    }
  }

  /** The issuer may be one of those whose discovery documents are still to be read. */
  private Future<Optional<IssuerKeys>> discover(CompactToken token) {
    List<IssuerKeys> unknown = all.stream().filter(keys -> keys.issuer() == null).toList();
    if (unknown.isEmpty() || token.claimedIssuer() == null) {
      return none();
    }
    return Future.join(unknown.stream().map(IssuerKeys::refreshForUnknown).toList())
        .compose(
            done -> {
              Optional<IssuerKeys> owner = owner(token);
              return owner.isEmpty() && all.stream().anyMatch(keys -> keys.issuer() == null)
                  ? Future.failedFuture(keysMissing())
                  : Future.succeededFuture(owner);
            });
  }

  private Optional<IssuerKeys> owner(CompactToken token) {
    String claimed = token.claimedIssuer();
    return all.stream()
        .filter(keys -> claimed != null && Objects.equals(keys.issuer(), claimed))
        .findFirst();
  }

  private static Throwable keysMissing() {
    return Problem.unavailable("The keys that verify tokens cannot be fetched at the moment.")
        .toException();
  }

  private static <T> Future<Optional<T>> none() {
    return Future.succeededFuture(Optional.empty());
  }
}
