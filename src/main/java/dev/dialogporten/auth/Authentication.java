package dev.dialogporten.auth;

import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.auth.dev.SharedKey;
import dev.dialogporten.auth.jwt.Issuers;
import dev.dialogporten.auth.jwt.IssuersBuilder;
import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.refresh.BoundedFetch;
import dev.dialogporten.registry.ResourceRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that belongs to authentication, started and stopped together. */
public final class Authentication {
  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
  private static final Duration KEYS_TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_KEYS = 1 << 20;

  private final BoundedFetch web;
  private final Issuers issuers;
  private final Authenticator authenticator;
  private final Optional<DevIssuer> devIssuer;

  private Authentication(
      Vertx vertx,
      AuthSettings settings,
      ResourceRegistry registry,
      Optional<DevIssuer> devIssuer) {
    Clock clock = Clock.systemUTC();
    this.devIssuer = devIssuer;
    this.web = new BoundedFetch(vertx, KEYS_TIMEOUT, MAX_KEYS);
    IssuersBuilder builder = new IssuersBuilder(vertx, web, clock);
    devIssuer.ifPresent(
        dev -> builder.addFixed("dev", dev.issuer(), dev.publicKeySet().toString()));
    settings.issuers().forEach((name, issuer) -> builder.add(name, issuer, settings.keysRefresh()));
    this.issuers = builder.build();
    this.authenticator = new BearerAuthenticator(issuers, registry, settings.cachedTokens(), clock);
  }

  /**
   * Starts asking issuers for their keys, without waiting for answers: an issuer that is down does
   * not keep the service down. Fails only when the development key cannot be read or stored.
   */
  public static Future<Authentication> start(
      Vertx vertx, AuthSettings settings, ResourceRegistry registry, SharedKey shared) {
    return devIssuer(vertx, settings, shared)
        .map(
            dev -> {
              Authentication started = new Authentication(vertx, settings, registry, dev);
              started.issuers.start();
              return started;
            });
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  /** Present in development mode only. */
  public Optional<DevIssuer> devIssuer() {
    return devIssuer;
  }

  public Future<Void> close() {
    issuers.close();
    return web.close();
  }

  private static Future<Optional<DevIssuer>> devIssuer(
      Vertx vertx, AuthSettings settings, SharedKey shared) {
    if (settings.mode() != AuthSettings.Mode.DEV) {
      return Future.succeededFuture(Optional.empty());
    }
    LOG.warn(
        "auth.mode=dev: POST /dev/token gives a token to whoever asks. Never use in production");
    return vertx.executeBlocking(() -> Optional.of(DevIssuer.open(settings.dev(), shared)));
  }
}
