package dev.dialogporten.dialog.value;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reading of UUIDs (RFC 9562) beyond what {@link UUID} does. */
public final class Uuids {
  private static final int TEXT_LENGTH = 36;
  private static final int IETF_VARIANT = 2;

  private Uuids() {}

  /**
   * The 36-character hyphenated form, in either case; empty for anything else, also for the short
   * groups {@link UUID#fromString} takes.
   */
  public static Optional<UUID> parse(String text) {
    if (text.length() != TEXT_LENGTH) {
      return Optional.empty();
    }
    for (int i = 0; i < TEXT_LENGTH; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : !isHexDigit(c)) {
        return Optional.empty();
      }
    }
    return Optional.of(UUID.fromString(text));
  }

  /** Version nibble 7 and the variant of RFC 9562 section 4.1. */
  public static boolean isVersion7(UUID id) {
    return id.version() == 7 && id.variant() == IETF_VARIANT;
  }

  /** The time in the first 48 bits (RFC 9562 section 5.7); meaningless unless version 7. */
  public static Instant timestamp(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  private static boolean isHexDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
