package dev.dialogporten.auth;

import dev.dialogporten.auth.jwt.CompactToken;
import dev.dialogporten.auth.jwt.InvalidToken;
import dev.dialogporten.auth.jwt.Issuers;
import dev.dialogporten.auth.jwt.VerifiedToken;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.registry.ResourceRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/** Verifies bearer tokens (RFC 6750); remembers those it has verified. */
final class BearerAuthenticator implements Authenticator {
  private static final String SCHEME = "Bearer ";

  private final Issuers issuers;
  private final ResourceRegistry registry;
  private final Principals principals;
  private final TokenCache cache;
  private final Clock clock;

  BearerAuthenticator(Issuers issuers, ResourceRegistry registry, int cachedTokens, Clock clock) {
    this.issuers = issuers;
    this.registry = registry;
    this.principals = new Principals(registry);
    this.cache = new TokenCache(cachedTokens);
    this.clock = clock;
  }

  @Override
  public Future<Principal> authenticate(String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Future.failedFuture(Unauthenticated.missing("a bearer token is needed"));
    }
    if (authorization.length() > SCHEME.length() + CompactToken.MAX_LENGTH) {
      return Future.failedFuture(Unauthenticated.invalid("the token is too long"));
    }
    String token = authorization.substring(SCHEME.length()).strip();
    TokenCache.Key key = TokenCache.Key.of(token);
    Principal known = cache.get(key, clock.instant(), version());
    return known != null ? Future.succeededFuture(known) : onThisContext(verify(token, key));
  }

  private Future<Principal> verify(String token, TokenCache.Key key) {
    // read before verifying: what changes meanwhile makes the entry stale at once
    long version = version();
    CompactToken parsed;
    try {
      parsed = CompactToken.parse(token);
    } catch (InvalidToken e) {
      return Future.failedFuture(Unauthenticated.invalid(e.getMessage()));
    }
    return issuers
        .verify(parsed)
        .compose(
            verified -> accept(verified, key, version),
            failure ->
                Future.failedFuture(
                    failure instanceof InvalidToken
                        ? Unauthenticated.invalid(failure.getMessage())
                        : failure));
  }

  private Future<Principal> accept(
      Optional<VerifiedToken> verified, TokenCache.Key key, long version) {
    if (verified.isEmpty()) {
      return Future.failedFuture(Unauthenticated.missing("the issuer of the token is not known"));
    }
    if (!registry.isLoaded()) {
      return Future.failedFuture(
          Problem.of(ProblemType.BAD_GATEWAY)
              .withDetail("The registry of service resources cannot be reached. Try again later.")
              .toException());
    }
    Principal principal = principals.from(verified.get().claims());
    cache.put(key, principal, verified.get().refusedFrom(), version);
    return Future.succeededFuture(principal);
  }

  private long version() {
    return issuers.version() + registry.version();
  }

  /** Keys are fetched once for all event loops; each goes on where it asked. */
  private static <T> Future<T> onThisContext(Future<T> future) {
    Context context = Vertx.currentContext();
    if (future.isComplete() || context == null) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(ignored -> promise.handle(result)));
    return promise.future();
  }
}
