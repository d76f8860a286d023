package dev.dialogporten.dialog.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** URIs as members of bodies: normal form (RFC 3986 section 6.2) and the two rules on them. */
public final class Uris {
  private static final String HTTPS = "https://";
  private static final int MAX_PORT = 65_535;
  private static final Map<String, String> DEFAULT_PORTS =
      Map.of("http", "80", "https", "443", "ws", "80", "wss", "443", "ftp", "21");

  private Uris() {}

  /**
   * Scheme and host in lower case, no default port, {@code /} for an empty path; characters that
   * may not stand in a URI are percent-encoded, all else stays as sent. What has no authority
   * (relative references, {@code urn:}) is not changed. Empty when it cannot be a URI reference: a
   * percent sign, for one, must begin an escape.
   */
  public static Optional<String> normalized(String text) {
    String uri = text.strip();
    if (uri.chars().anyMatch(Character::isISOControl) || hasBrokenEscape(uri)) {
      return Optional.empty();
    }
    int colon = schemeEnd(uri);
    if (colon < 0) {
      return Optional.of(text);
    }
    String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = uri.substring(colon + 1);
    if (!rest.startsWith("//")) {
      return Optional.of(scheme + ':' + rest);
    }
    int end = authorityEnd(rest);
    return authority(scheme, rest.substring(2, end))
        .map(authority -> scheme + "://" + authority + tail(rest.substring(end)));
  }

  /** An absolute https URL with a host; for text that may not be in normal form. */
  public static boolean isAbsoluteHttps(String text) {
    return normalized(text).filter(uri -> uri.startsWith(HTTPS)).isPresent();
  }

  /** For text in normal form. */
  public static boolean isNormalHttps(String uri) {
    return uri.startsWith(HTTPS);
  }

  /** A URI or relative reference; the empty one too. */
  public static boolean isWellFormed(String text) {
    try {
      URI unused = new URI(text);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Index of the colon after a scheme (RFC 3986 section 3.1), or -1. */
  private static int schemeEnd(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      boolean inner = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!isLetter(c) && (i == 0 || !inner)) {
        return -1;
      }
    }
    return -1;
  }

  private static int authorityEnd(String rest) {
    int end = 2;
    while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static Optional<String> authority(String scheme, String authority) {
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : encoded(authority.substring(0, at)) + '@';
    String hostAndPort = authority.substring(at + 1);
    int colon = hostAndPort.indexOf(':', hostAndPort.lastIndexOf(']') + 1);
    String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
    String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
    boolean hostless = host.isEmpty() && !DEFAULT_PORTS.containsKey(scheme) && port.isEmpty();
    if (!(hostless || isHost(host)) || !isPort(port)) {
      return Optional.empty();
    }
    boolean implied = port.isEmpty() || port.equals(DEFAULT_PORTS.get(scheme));
    return Optional.of(user + host.toLowerCase(Locale.ROOT) + (implied ? "" : ':' + port));
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) {
      return host.endsWith("]")
          && host.length() > 3
          && host.substring(1, host.length() - 1).chars().allMatch(Uris::isIpv6Part);
    }
    return !host.isEmpty()
        && host.chars().noneMatch(c -> isForbidden(c) || "[]%\\".indexOf(c) >= 0);
  }

  private static boolean isIpv6Part(int c) {
    return Character.digit(c, 16) >= 0 && c < 128 || c == ':' || c == '.';
  }

  private static boolean isPort(String port) {
    return port.length() <= 5
        && port.chars().allMatch(c -> c >= '0' && c <= '9')
        && (port.isEmpty() || Integer.parseInt(port) <= MAX_PORT);
  }

  /** Path, query and fragment. */
  private static String tail(String tail) {
    boolean hasPath = tail.startsWith("/");
    return hasPath ? encoded(tail) : '/' + encoded(tail);
  }

  private static String encoded(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean keep = !isForbidden(c);
      if (!keep && out == null) {
        out = new StringBuilder(text.length() + 8).append(text, 0, i);
      }
      if (out != null && keep) {
        out.append(c);
      } else if (out != null) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xFF));
        }
      }
    }
    return out == null ? text : out.toString();
  }

  private static boolean hasBrokenEscape(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (!isEscape(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEscape(String text, int percent) {
    return percent + 2 < text.length()
        && isHex(text.charAt(percent + 1))
        && isHex(text.charAt(percent + 2));
  }

  private static boolean isHex(char c) {
    return c < 128 && Character.digit(c, 16) >= 0;
  }

  /** Not in the grammar of RFC 3986 nor, beyond ASCII, of RFC 3987: spaces, quotes and the like. */
  private static boolean isForbidden(int c) {
    return c <= ' '
        || "\"<>\\^`{|}".indexOf(c) >= 0
        || (c >= 127 && (Character.isSpaceChar(c) || Character.isISOControl(c)));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
