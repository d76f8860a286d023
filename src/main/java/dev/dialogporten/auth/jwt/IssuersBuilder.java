package dev.dialogporten.auth.jwt;

import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.refresh.BoundedFetch;
import dev.dialogporten.refresh.Polled;
import dev.dialogporten.refresh.WatchedFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together the issuers that the settings name. */
public final class IssuersBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(IssuersBuilder.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration UNKNOWN_KEY = Duration.ofMinutes(1);
  private static final long MAX_FILE = 1 << 20;

  private final Vertx vertx;
  private final WebKeys web;
  private final Clock clock;
  private final Duration unknownKeyPause;
  private final AtomicLong version = new AtomicLong();
  private final List<IssuerKeys> all = new ArrayList<>();

  public IssuersBuilder(Vertx vertx, BoundedFetch web, Clock clock) {
    this(vertx, web, clock, UNKNOWN_KEY);
  }

  /**
   * As the other one, for tests that cannot wait.
   *
   * @param unknownKeyPause least time between two questions caused by tokens with unknown keys
   */
  public IssuersBuilder(Vertx vertx, BoundedFetch web, Clock clock, Duration unknownKeyPause) {
    this.vertx = vertx;
    this.web = new WebKeys(web);
    this.clock = clock;
    this.unknownKeyPause = unknownKeyPause;
  }

  /** Adds an issuer whose keys are known and stay the same. */
  public IssuersBuilder addFixed(String name, String issuer, String keySet) {
    IssuerDocument document = new IssuerDocument(issuer, JwkSet.parse(keySet));
    Duration never = Duration.ofDays(1);
    return add(
        name,
        issuer,
        null,
        () -> Future.succeededFuture(document),
        new Polled.Pace(never, never, never));
  }

  /**
   * Adds an issuer of the settings.
   *
   * @param refresh how often keys on the web are asked for
   */
  public IssuersBuilder add(String name, AuthSettings.Issuer settings, Duration refresh) {
    String audience = settings.audience().orElse(null);
    Polled.Pace pace = new Polled.Pace(refresh, RETRY, UNKNOWN_KEY);
    if (settings.discovery().isPresent()) {
      URI discovery = secure(name, settings.discovery().get());
      return add(name, null, audience, () -> web.discoveredAt(discovery), pace);
    }
    String issuer = settings.issuer().orElseThrow();
    String place = settings.keySet().orElseThrow();
    if (place.startsWith("http://") || place.startsWith("https://")) {
      URI keySet = secure(name, URI.create(place));
      return add(name, issuer, audience, () -> web.at(issuer, keySet), pace);
    }
    WatchedFile<JwkSet> file =
        new WatchedFile<>(vertx, Path.of(place), MAX_FILE, (path, text) -> JwkSet.parse(text));
    return add(
        name,
        issuer,
        audience,
        () -> file.read().map(keys -> new IssuerDocument(issuer, keys)),
        WatchedFile.PACE);
  }

  public Issuers build() {
    return new Issuers(all, version, clock);
  }

  private IssuersBuilder add(
      String name,
      String issuer,
      String audience,
      Supplier<Future<IssuerDocument>> question,
      Polled.Pace pace) {
    Polled<IssuerDocument> document =
        new Polled<>(
            vertx, "The key set of issuer " + name, question, pace, version::incrementAndGet);
    all.add(new IssuerKeys(issuer, audience, document, unknownKeyPause));
    return this;
  }

  private static URI secure(String name, URI uri) {
    if ("http".equals(uri.getScheme())) {
      LOG.warn("Keys of issuer {} come without TLS: whoever is on the way can forge tokens", name);
    }
    return uri;
  }
}
