package dev.dialogporten.events.sink;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Reads {@code Retry-After} (RFC 9110 section 10.2.3): seconds or a date. Bounded, so that a
 * receiver's mistake heals by itself.
 */
final class RetryAfter {
  static final Duration LONGEST = Duration.ofMinutes(15);

  private RetryAfter() {}

  /** Zero when the header is absent, unreadable or in the past. */
  static Duration of(String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration wait = header.matches("[0-9]{1,18}") ? seconds(header) : untilDate(header, now);
    return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration seconds(String header) {
    return Duration.ofSeconds(Long.parseLong(header));
  }

  private static Duration untilDate(String header, Instant now) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
