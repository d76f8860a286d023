package dev.dialogporten.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where PostgreSQL is: {@code postgresql://user:password@host:port/database?sslmode=require}, as
 * libpq writes it; {@code postgres://} and a leading {@code jdbc:} are accepted too.
 *
 * @param parameters those after the question mark
 */
record DatabaseUrl(
    String host,
    int port,
    String database,
    Optional<String> user,
    Optional<Secret> password,
    Map<String, String> parameters) {

  static final String ALLOWED = "of the form postgresql://user:password@host:5432/database";

  /** Null when the text is not such a URL. */
  static DatabaseUrl parse(String text) {
    URI uri = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
    boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    if (!known || uri.getHost() == null || uri.getRawPath().length() < 2) {
      return null;
    }
    String[] login = uri.getRawUserInfo() == null ? null : uri.getRawUserInfo().split(":", 2);
    Map<String, String> parameters = parameters(uri.getRawQuery());
    return new DatabaseUrl(
        uri.getHost().replaceAll("[\\[\\]]", ""),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        uri.getPath().substring(1),
        Optional.ofNullable(login == null ? parameters.get("user") : decode(login[0])),
        Optional.ofNullable(
                login == null || login.length < 2 ? parameters.get("password") : decode(login[1]))
            .map(Secret::new),
        parameters);
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
