package dev.dialogporten.dialog.body;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON Pointer (RFC 6901) as its unescaped reference tokens.
 *
 * @param tokens empty for the whole document
 */
public record Pointer(List<String> tokens) {
  static final Pointer ROOT = new Pointer(List.of());

  /** The element after the last one of a list (RFC 6902 section 4.1). */
  static final String END = "-";

  private static final int MAX_TOKENS = 64;
  private static final int MAX_SHOWN = 200;

  public Pointer {
    tokens = List.copyOf(tokens);
  }

  /** Reads a pointer; a missing leading slash is tolerated. */
  static Pointer parse(String text) {
    if (text.isEmpty()) {
      return ROOT;
    }
    List<String> tokens = new ArrayList<>();
    int start = text.charAt(0) == '/' ? 1 : 0;
    while (start >= 0) {
      int end = text.indexOf('/', start);
      tokens.add(unescaped(text.substring(start, end < 0 ? text.length() : end)));
      if (tokens.size() > MAX_TOKENS) {
        throw new PatchFailure("the path has more than " + MAX_TOKENS + " steps");
      }
      start = end < 0 ? -1 : end + 1;
    }
    return new Pointer(tokens);
  }

  boolean isRoot() {
    return tokens.isEmpty();
  }

  String last() {
    return tokens.get(tokens.size() - 1);
  }

  Pointer parent() {
    return new Pointer(tokens.subList(0, tokens.size() - 1));
  }

  /** Whether the other one points into what this one points at. */
  boolean isProperPrefixOf(Pointer other) {
    int size = tokens.size();
    return size < other.tokens.size() && tokens.equals(other.tokens.subList(0, size));
  }

  /** The text form, always with a leading slash. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }

  /**
   * An index in decimal digits without leading zeros (RFC 6901 section 4), or -1 when the token is
   * none.
   */
  static int index(String token) {
    int length = token.length();
    if (length == 0 || length > 9 || (length > 1 && token.charAt(0) == '0')) {
      return -1;
    }
    int index = 0;
    for (int i = 0; i < length; i++) {
      char c = token.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + (c - '0');
    }
    return index;
  }

  /** What a client sent, cut to a length that fits into a message. */
  public static String shown(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }

  private static String unescaped(String token) {
    int tilde = token.indexOf('~');
    if (tilde < 0) {
      return token;
    }
    StringBuilder text = new StringBuilder(token.length());
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '~') {
        char escaped = ++i < token.length() ? token.charAt(i) : ' ';
        if (escaped != '0' && escaped != '1') {
          throw new PatchFailure("'~' must be followed by 0 or 1");
        }
        c = escaped == '0' ? '~' : '/';
      }
      text.append(c);
    }
    return text.toString();
  }
}
