package dev.dialogporten.config;

import dev.dialogporten.config.DatabaseSettings.Host;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where PostgreSQL is: {@code postgresql://user:password@host:port/database?sslmode=require}, as
 * libpq writes it, with several hosts if need be; {@code postgres://} and a leading {@code jdbc:}
 * are accepted too.
 *
 * @param parameters those after the question mark
 */
record DatabaseUrl(
    List<Host> hosts,
    String database,
    Optional<String> user,
    Optional<Secret> password,
    Map<String, String> parameters) {

  static final String ALLOWED =
      "of the form postgresql://user:password@host:5432/database, or with host1:5432,host2:5432";

  private static final int STANDARD_PORT = 5432;
  private static final int MAX_PORT = 65535;

  /** Null when the text is not such a URL. */
  static DatabaseUrl parse(String text) {
    URI uri = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    String authority = uri.getRawAuthority();
    if (!known || authority == null || uri.getRawPath().length() < 2) {
      return null;
    }
    int at = authority.lastIndexOf('@');
    String[] login = at < 0 ? null : authority.substring(0, at).split(":", 2);
    Map<String, String> parameters = parameters(uri.getRawQuery());
    return new DatabaseUrl(
        hosts(authority.substring(at + 1)),
        uri.getPath().substring(1),
        Optional.ofNullable(login == null ? parameters.get("user") : decode(login[0])),
        Optional.ofNullable(
                login == null || login.length < 2 ? parameters.get("password") : decode(login[1]))
            .map(Secret::new),
        parameters);
  }

  /** Throws an {@code IllegalArgumentException} for what is no host or no port. */
  private static List<Host> hosts(String text) {
    List<Host> hosts = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      URI one = URI.create("postgresql://" + part);
      if (one.getHost() == null || one.getPort() > MAX_PORT) {
        throw new IllegalArgumentException(part);
      }
      int port = one.getPort() < 0 ? STANDARD_PORT : one.getPort();
      hosts.add(new Host(one.getHost().replaceAll("[\\[\\]]", ""), port));
    }
    return hosts;
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    // a plus sign is itself in a URL's user and password
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
