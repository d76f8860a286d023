package dev.dialogporten.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens are believed.
 *
 * @param issuers by the name the operator gave; used in both modes
 * @param keysRefresh how often an issuer's keys are asked for
 * @param cachedTokens number of verified tokens that are remembered
 * @param audit whether each request leaves a line in the log {@code audit}
 */
public record AuthSettings(
    Mode mode,
    Map<String, Issuer> issuers,
    Duration keysRefresh,
    int cachedTokens,
    boolean audit,
    Dev dev) {

  /** Where tokens come from. */
  public enum Mode {
    /** This process issues tokens to whoever asks, beside the issuers configured. */
    DEV,
    /** Only the issuers configured. */
    JWT
  }

  /**
   * One issuer: a discovery document (OpenID Connect or RFC 8414), or the exact {@code iss} value
   * with a key set.
   *
   * @param keySet URL or file
   * @param audience value {@code aud} must hold; empty for any
   */
  public record Issuer(
      Optional<URI> discovery,
      Optional<String> issuer,
      Optional<String> keySet,
      Optional<String> audience) {}

  /**
   * Tokens for development.
   *
   * @param issuer {@code iss} of the tokens made here
   * @param keyFile private key, made when missing; empty for the one that the nodes of an external
   *     database share in it
   * @param allowRemote tokens are given away even when other machines can reach the server
   */
  public record Dev(String issuer, Optional<Path> keyFile, boolean allowRemote) {}

  public AuthSettings {
    issuers = Map.copyOf(issuers);
  }

  static AuthSettings read(SettingsReader reader, HttpSettings http, DatabaseSettings database) {
    AuthSettings settings =
        new AuthSettings(
            reader.choice("mode", Mode.DEV),
            reader.named("issuers", AuthSettings::readIssuer),
            reader.duration("keys-refresh", "1h", "10s", "24h"),
            reader.number("cached-tokens", 10_000, 1, 1_000_000),
            reader.flag("audit", false),
            readDev(reader.group("dev"), database));
    settings.check(reader, http);
    return settings;
  }

  private void check(SettingsReader reader, HttpSettings http) {
    if (mode == Mode.JWT && issuers.isEmpty()) {
      reader.fault("mode", "jwt needs at least one issuer: auth.issuers.<name>.discovery");
    }
    if (mode == Mode.DEV && !dev.allowRemote() && !isLoopback(http.host())) {
      reader.fault(
          "mode",
          "dev gives tokens to whoever asks, and other machines can reach http.host \""
              + http.host()
              + "\"; use auth.mode=jwt, or set auth.dev.allow-remote=true if that is meant");
    }
  }

  private static Issuer readIssuer(SettingsReader reader) {
    Issuer issuer =
        new Issuer(
            reader.url("discovery"),
            reader.text("issuer"),
            reader.text("jwks"),
            reader.text("audience"));
    boolean discovered = issuer.discovery().isPresent();
    boolean given = issuer.issuer().isPresent() && issuer.keySet().isPresent();
    boolean partly = issuer.issuer().isPresent() || issuer.keySet().isPresent();
    if (discovered == given || (discovered && partly)) {
      reader.fault("discovery", "give either this, or both issuer and jwks");
    }
    return issuer;
  }

  private static Dev readDev(SettingsReader reader, DatabaseSettings database) {
    Optional<Path> own =
        database.server().isPresent()
            ? Optional.empty()
            : Optional.of(database.embedded().directory().resolve("dev-signing-key.pem"));
    return new Dev(
        // whatever the port: tokens of one node, or of the command, are good on all
        reader.text("issuer", "http://localhost:8080/dev"),
        reader.value("key-file", "", "a path", Path::of).or(() -> own),
        reader.flag("allow-remote", false));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
