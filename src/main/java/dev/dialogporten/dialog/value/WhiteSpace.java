package dev.dialogporten.dialog.value;

import java.util.Locale;

/**
 * White space as Unicode has it: unlike {@link String#isBlank} and {@link String#strip}, this knows
 * spaces that do not break a line, which texts copied from a web page are full of.
 */
public final class WhiteSpace {
  private static final char NEXT_LINE = '\u0085';

  private WhiteSpace() {}

  /** Whether there is nothing to be seen. */
  public static boolean isBlank(String text) {
    return firstVisible(text) == text.length();
  }

  /** Without white space at both ends. */
  public static String trimmed(String text) {
    int start = firstVisible(text);
    int end = text.length();
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** How labels and search tags are stored and compared: trimmed, in lower case, composed. */
  public static String normalized(String text) {
    // composed last: a capital may have a composed form where its small letter has none
    return ComposedText.of(trimmed(text).toLowerCase(Locale.ROOT));
  }

  /** All of it lies in the basic plane, so no surrogate is any. */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
  }

  private static int firstVisible(String text) {
    int at = 0;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
