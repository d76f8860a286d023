package dev.dialogporten.auth.jwt;

import dev.dialogporten.auth.source.BoundedFetch;
import dev.dialogporten.config.AuthSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the issuers that the settings name. */
public final class KeySources {
  private static final Logger LOG = LoggerFactory.getLogger(KeySources.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration UNKNOWN_KEY = Duration.ofMinutes(1);
  private static final Duration FILE_CHECK = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final BoundedFetch web;
  private final AtomicLong version = new AtomicLong();
  private final List<IssuerKeys> all = new ArrayList<>();

  public KeySources(Vertx vertx, BoundedFetch web) {
    this.vertx = vertx;
    this.web = web;
  }

  /** Adds an issuer whose keys are known and stay the same. */
  public KeySources addFixed(String name, String issuer, String keySet) {
    return add(
        name, new FixedKeySource(issuer, JwkSet.parse(keySet)), null, Duration.ofHours(24));
  }

  /** Adds an issuer of the settings. */
  public KeySources add(String name, AuthSettings.Issuer settings, Duration refresh) {
    String audience = settings.audience().orElse(null);
    if (settings.discovery().isPresent()) {
      URI discovery = settings.discovery().get();
      return add(name, overWeb(name, discovery, WebKeySource.discovering(web, discovery)), audience, refresh);
    }
    String issuer = settings.issuer().orElseThrow();
    String keySet = settings.keySet().orElseThrow();
    if (keySet.startsWith("http://") || keySet.startsWith("https://")) {
      URI uri = URI.create(keySet);
      return add(name, overWeb(name, uri, WebKeySource.of(web, issuer, uri)), audience, refresh);
    }
    return add(name, new FileKeySource(vertx, issuer, Path.of(keySet)), audience, FILE_CHECK);
  }

  public Issuers build() {
    return new Issuers(all, version, Clock.systemUTC());
  }

  private KeySources add(String name, KeySource source, String audience, Duration refresh) {
    IssuerKeys.Pace pace = new IssuerKeys.Pace(refresh, RETRY, UNKNOWN_KEY);
    all.add(new IssuerKeys(vertx, name, source, audience, pace, version::incrementAndGet));
    return this;
  }

  private static KeySource overWeb(String name, URI uri, KeySource source) {
    if ("http".equals(uri.getScheme())) {
      LOG.warn("Keys of issuer {} are fetched without TLS: whoever is on the way can forge tokens", name);
    }
    return source;
  }
}
