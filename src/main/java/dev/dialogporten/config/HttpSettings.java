package dev.dialogporten.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The public server.
 *
 * @param port 0 for any free one
 * @param etag how an {@code ETag} is written
 * @param maxBody largest request body in bytes
 * @param idleTimeout a connection on which nothing moves for this long is closed
 * @param maxInFlight requests being answered at the same time; more are refused with 503
 * @param maxConnections of one event loop; more are closed
 * @param maxConnectionsPerAddress those of one address among them
 * @param transferTime how long a head or a body may take, a body in either direction
 * @param transferRate bytes that prolong this time by a second
 * @param corsOrigins of pages that may call the service from a browser; an asterisk for all
 * @param compression whether answers are compressed for clients that ask for it
 * @param limits of each organisation
 * @param baseUri where clients reach the service, without a trailing slash; empty means the address
 *     it listens on
 */
public record HttpSettings(
    String host,
    int port,
    EtagForm etag,
    int maxBody,
    Duration idleTimeout,
    int maxInFlight,
    int maxConnections,
    int maxConnectionsPerAddress,
    Duration transferTime,
    int transferRate,
    Set<String> corsOrigins,
    boolean compression,
    LimitSettings limits,
    Optional<URI> baseUri) {

  /** How an ETag is written. */
  public enum EtagForm {
    /** {@code "5f0c4b0e-…"} as RFC 9110 section 8.8.3 wants it. */
    QUOTED,
    /** {@code 5f0c4b0e-…}, as the reference service writes it. */
    BARE
  }

  static HttpSettings read(SettingsReader reader, LimitSettings limits) {
    return new HttpSettings(
        reader.text("host", "127.0.0.1"),
        reader.number("port", 8080, 0, 65535),
        reader.choice("etag", EtagForm.QUOTED),
        (int) reader.size("max-body", "20MB", "1KiB", "100MB"),
        reader.duration("idle-timeout", "60s", "1s", "1h"),
        reader.number("max-in-flight", 4096, 1, 1_000_000),
        reader.number("max-connections", 20_000, 1, 10_000_000),
        reader.number("max-connections-per-address", 20_000, 1, 10_000_000),
        reader.duration("body-time", "20s", "100ms", "1h"),
        (int) reader.size("body-rate", "16KiB", "1", "1GiB"),
        reader
            .value(
                "cors-origins",
                "",
                "* or origins such as https://app.example.com, with commas between them",
                HttpSettings::origins)
            .orElse(Set.of()),
        reader.flag("compression", true),
        limits,
        reader.url("base-uri").map(HttpSettings::withoutTrailingSlash));
  }

  public HttpSettings withPort(int other) {
    return new HttpSettings(
        host,
        other,
        etag,
        maxBody,
        idleTimeout,
        maxInFlight,
        maxConnections,
        maxConnectionsPerAddress,
        transferTime,
        transferRate,
        corsOrigins,
        compression,
        limits,
        baseUri);
  }

  /** Null when one of them is none: a browser sends neither path nor final slash. */
  private static Set<String> origins(String text) {
    Set<String> origins = new TreeSet<>();
    for (String item : text.split(",")) {
      String origin = item.strip();
      URI uri = URI.create(origin);
      boolean valid =
          origin.equals("*")
              || (uri.getHost() != null
                  && origin.equals(uri.getScheme() + "://" + uri.getAuthority()));
      if (!valid) {
        return null;
      }
      origins.add(origin.toLowerCase(Locale.ROOT));
    }
    return Set.copyOf(origins);
  }

  private static URI withoutTrailingSlash(URI uri) {
    return URI.create(uri.toString().replaceAll("/+$", ""));
  }
}
