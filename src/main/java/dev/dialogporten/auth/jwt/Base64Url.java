package dev.dialogporten.auth.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Base64url without padding, as RFC 7515 section 2 demands it, in its one canonical spelling. */
final class Base64Url {
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  /**
   * The octets, or null when the text is not base64url: padding, line breaks and left-over bits
   * that are not zero (RFC 4648 section 3.5) would give one token many spellings
   */
  static byte[] decode(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    try {
      byte[] bytes = DECODER.decode(ascii);
      return Arrays.equals(ENCODER.encode(bytes), ascii) ? bytes : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
