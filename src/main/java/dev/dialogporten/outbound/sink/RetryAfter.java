package dev.dialogporten.outbound.sink;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds or a date in any form that is to be
 * understood. Whoever follows it sets the bound.
 */
final class RetryAfter {
  /** Keeps arithmetic safe; no schedule is as long. */
  static final Duration LONGEST = Duration.ofDays(365);

  private RetryAfter() {}

  /** Zero when the header is absent, unreadable or in the past. */
  static Duration of(String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration wait = header.matches("[0-9]+") ? seconds(header) : untilDate(header, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration seconds(String header) {
    return header.length() > 18 ? LONGEST : Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration untilDate(String header, Instant now) {
    Date date = header.isEmpty() ? null : DateFormatter.parseHttpDate(header);
    return date == null ? Duration.ZERO : Duration.between(now, date.toInstant());
  }
}
