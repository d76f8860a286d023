package dev.dialogporten.auth;

import dev.dialogporten.auth.jwt.Issuers;
import dev.dialogporten.auth.jwt.IssuersBuilder;
import dev.dialogporten.config.RegistrySettings;
import dev.dialogporten.refresh.BoundedFetch;
import dev.dialogporten.registry.Registries;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The real authenticator on the sample registry, with issuers and a clock of the test's own. */
final class TestAuthenticator {
  static final String ISSUER = "https://issuer.test/";

  final TestClock clock = new TestClock();
  final Authenticator authenticator;
  final Issuers issuers;

  TestAuthenticator(Vertx vertx, UnaryOperator<IssuersBuilder> issuers) {
    this(vertx, Duration.ofMinutes(1), issuers);
  }

  /**
   * @param unknownKeyPause least time between two questions caused by tokens with unknown keys
   */
  TestAuthenticator(Vertx vertx, Duration unknownKeyPause, UnaryOperator<IssuersBuilder> issuers) {
    this(vertx, unknownKeyPause, sample(vertx), issuers);
  }

  TestAuthenticator(Vertx vertx, Registries registries, UnaryOperator<IssuersBuilder> issuers) {
    this(vertx, Duration.ofMinutes(1), registries, issuers);
  }

  private TestAuthenticator(
      Vertx vertx,
      Duration unknownKeyPause,
      Registries registries,
      UnaryOperator<IssuersBuilder> issuers) {
    BoundedFetch web = new BoundedFetch(vertx, Duration.ofSeconds(2), 100_000);
    this.issuers = issuers.apply(new IssuersBuilder(vertx, web, clock, unknownKeyPause)).build();
    this.issuers.start().await();
    authenticator = new BearerAuthenticator(this.issuers, registries.resources(), 100, clock);
  }

  /** One issuer whose keys are fixed. */
  static TestAuthenticator withKeys(Vertx vertx, String keySet) {
    return new TestAuthenticator(vertx, issuers -> issuers.addFixed("test", ISSUER, keySet));
  }

  Principal accept(String token) {
    return authenticator.authenticate("Bearer " + token).await();
  }

  /** How the header is refused: the challenge. */
  String refusal(String authorization) {
    try {
      authenticator.authenticate(authorization).await();
    } catch (Unauthenticated e) {
      return e.challenge();
    }
    throw new AssertionError("the token was accepted");
  }

  private static Registries sample(Vertx vertx) {
    Registries sample = new Registries(vertx, noRegistry(), true, null);
    sample.start().await();
    return sample;
  }

  static RegistrySettings noRegistry() {
    return new RegistrySettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Duration.ofMinutes(20),
        Optional.empty(),
        RegistrySettings.UnknownNames.ACCEPT,
        Optional.empty());
  }

  /** Stands still until moved. */
  static final class TestClock extends Clock {
    private volatile Instant now = Instant.parse("2030-06-01T12:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
