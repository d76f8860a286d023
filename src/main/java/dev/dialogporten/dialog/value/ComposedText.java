package dev.dialogporten.dialog.value;

import java.text.Normalizer;

/**
 * Texts that look the same compare the same: the form of Unicode in which they meet (NFC). Some
 * keyboards and file systems send an {@code å} as a letter and a ring.
 */
public final class ComposedText {
  /** All below are composed already, and combine with nothing that comes before them. */
  private static final char FIRST_COMBINING = '\u0300';

  private ComposedText() {}

  /** The same text composed; the same object when it is already. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }
}
