package dev.dialogporten.dialog.value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One pass over a body before it is parsed, so that the costly checks run only for bodies that need
 * them.
 *
 * @param isUtf8 false for other encodings and for byte sequences that RFC 3629 forbids
 * @param hasSuspiciousEscape {@code \}{@code u0000} or an escaped surrogate may be in the text
 */
record TextHazards(boolean isUtf8, boolean hasSuspiciousEscape) {

  static TextHazards of(byte[] utf8) {
    boolean decode = false;
    boolean escape = false;
    int length = utf8.length;
    for (int i = 0; i < length; i++) {
      byte b = utf8[i];
      if (b == '\\' && i + 3 < length && utf8[i + 1] == 'u') {
        // the parser checks that four hexadecimal digits follow
        escape |= (utf8[i + 2] | 0x20) == 'd' || (utf8[i + 2] == '0' && utf8[i + 3] == '0');
        i++;
      } else if (b == 0) {
        return new TextHazards(false, false); // UTF-16 or UTF-32
      } else if (b < 0) {
        decode |= mayStartForbiddenSequence(b & 0xFF);
      }
    }
    return new TextHazards(!decode || decodes(utf8), escape);
  }

  /**
   * Lead bytes of overlong forms, of encoded surrogates and of code points beyond Unicode, which
   * the parser does not look for. Two-byte and most three-byte sequences need no second look.
   */
  private static boolean mayStartForbiddenSequence(int lead) {
    return lead == 0xC0 || lead == 0xC1 || lead == 0xE0 || lead == 0xED || lead >= 0xF0;
  }

  private static boolean decodes(byte[] utf8) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
