package dev.dialogporten.http.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The preferences of a request (RFC 7240). The first value of a name wins; what is not understood,
 * be it a name, a value or a parameter, is ignored, as section 2 asks.
 */
public final class Prefer {
  public static final String HEADER = "Prefer";
  public static final Prefer NOTHING = new Prefer(Map.of());

  private final Map<String, String> preferences;

  private Prefer(Map<String, String> preferences) {
    this.preferences = preferences;
  }

  /**
   * @param lines the field lines, none when absent
   */
  public static Prefer of(List<String> lines) {
    if (lines.isEmpty()) {
      return NOTHING;
    }
    Map<String, String> preferences = new HashMap<>();
    lines.forEach(line -> new Scan(line).into(preferences));
    return new Prefer(preferences);
  }

  /** Whether a preference is named, with whatever value. */
  public boolean has(String name) {
    return preferences.containsKey(name);
  }

  /** {@code return=representation}: the resource as the request has left it. */
  public boolean wantsRepresentation() {
    return is("return", "representation");
  }

  /** {@code handling=strict}: what would be ignored is to be refused. */
  public boolean isStrict() {
    return is("handling", "strict");
  }

  private boolean is(String name, String value) {
    return value.equals(preferences.get(name));
  }

  /** {@code name [= value] *( ; parameter )}, separated by commas; a value may be quoted. */
  private static final class Scan {
    private static final String BLANK = " \t";

    private final String line;
    private int at;

    Scan(String line) {
      this.line = line;
    }

    void into(Map<String, String> preferences) {
      while (at < line.length()) {
        String name = token().toLowerCase(Locale.ROOT);
        skip(BLANK);
        String value = "";
        if (is('=')) {
          at++;
          skip(BLANK);
          value = is('"') ? quoted() : token();
          skip(BLANK);
        }
        boolean whole = !name.isEmpty() && (at == line.length() || is(',') || is(';'));
        skipToComma();
        if (whole) {
          preferences.putIfAbsent(name, value);
        }
        skip(BLANK + ",");
      }
    }

    private boolean is(char c) {
      return at < line.length() && line.charAt(at) == c;
    }

    private void skip(String characters) {
      while (at < line.length() && characters.indexOf(line.charAt(at)) >= 0) {
        at++;
      }
    }

    /** Parameters are for preferences that nobody here knows. */
    private void skipToComma() {
      while (at < line.length() && !is(',')) {
        if (is('"')) {
          quoted();
        } else {
          at++;
        }
      }
    }

    private String token() {
      skip(BLANK);
      int start = at;
      while (at < line.length() && " \t,;=\"".indexOf(line.charAt(at)) < 0) {
        at++;
      }
      return line.substring(start, at);
    }

    private String quoted() {
      StringBuilder text = new StringBuilder();
      at++;
      while (at < line.length() && !is('"')) {
        if (is('\\') && at + 1 < line.length()) {
          at++;
        }
        text.append(line.charAt(at++));
      }
      at++;
      return text.toString();
    }
  }
}
