package dev.dialogporten.outbound.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A URI as people read it: percent-encoded UTF-8 is decoded unless that would change what the URI
 * means (reserved characters of RFC 3986 section 2.2, the percent sign, controls).
 */
final class DisplayUri {
  private static final String KEPT = ":/?#[]@!$&'()*+,;=%\\";

  private DisplayUri() {}

  static String of(String uri) {
    if (uri.indexOf('%') < 0) {
      return uri;
    }
    StringBuilder text = new StringBuilder(uri.length());
    int i = 0;
    while (i < uri.length()) {
      int end = endOfEscapes(uri, i);
      if (end > i) {
        append(text, uri.substring(i, end));
        i = end;
      } else {
        text.append(uri.charAt(i++));
      }
    }
    return text.toString();
  }

  private static int endOfEscapes(String uri, int from) {
    int end = from;
    while (end + 2 < uri.length()
        && uri.charAt(end) == '%'
        && Character.digit(uri.charAt(end + 1), 16) >= 0
        && Character.digit(uri.charAt(end + 2), 16) >= 0) {
      end += 3;
    }
    return end;
  }

  private static void append(StringBuilder text, String escapes) {
    int i = 0;
    while (i < escapes.length()) {
      int length = 3 * encodedLength(byteAt(escapes, i));
      String decoded = i + length <= escapes.length() ? decode(escapes, i, length) : null;
      if (decoded == null || !isReadable(decoded)) {
        text.append(escapes, i, i + 3);
        i += 3;
      } else {
        text.append(decoded);
        i += length;
      }
    }
  }

  private static byte byteAt(String escapes, int i) {
    return (byte) Integer.parseInt(escapes.substring(i + 1, i + 3), 16);
  }

  private static int encodedLength(byte first) {
    int ones = Integer.numberOfLeadingZeros(~(first << 24));
    return ones == 0 ? 1 : ones;
  }

  private static String decode(String escapes, int from, int length) {
    byte[] bytes = new byte[length / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = byteAt(escapes, from + 3 * i);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static boolean isReadable(String decoded) {
    int character = decoded.codePointAt(0);
    return !Character.isISOControl(character)
            && KEPT.indexOf(character) < 0
            && !Character.isWhitespace(character)
        || character == ' ';
  }
}
