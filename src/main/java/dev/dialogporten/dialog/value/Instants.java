package dev.dialogporten.dialog.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Date-times in JSON. Read: RFC 3339 with an explicit offset, seconds optional, any number of
 * fractional digits of which six count. Written: UTC with seven fractional digits, of which the
 * last is always 0.
 */
public final class Instants {
  /** Counts as "not supplied" where the reference's own default value may come back to us. */
  public static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final int MAX_LENGTH = 64;
  private static final int WRITTEN_LENGTH = 28;
  private static final int MAX_OFFSET_MINUTES = 14 * 60;

  private Instants() {}

  /** Now, with the precision that is stored. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Truncated to microseconds; empty when the text has another form, no offset, or lies outside the
   * years 1 to 9999 in UTC.
   */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(new Reader(text).read());
    } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #format} wrote, as found in bound and stored trees. */
  public static Instant ofBound(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a date-time: " + text));
  }

  /** {@code 2025-03-01T12:00:00.1234560Z}. */
  public static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(WRITTEN_LENGTH);
    digits(out, time.getYear(), 4).append('-');
    digits(out, time.getMonthValue(), 2).append('-');
    digits(out, time.getDayOfMonth(), 2).append('T');
    digits(out, time.getHour(), 2).append(':');
    digits(out, time.getMinute(), 2).append(':');
    digits(out, time.getSecond(), 2).append('.');
    return digits(out, instant.getNano() / 1000, 6).append("0Z").toString();
  }

  private static StringBuilder digits(StringBuilder out, int value, int width) {
    int unit = 1;
    for (int i = 1; i < width; i++) {
      unit *= 10;
    }
    for (; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
    return out;
  }

  /** Reads from left to right by hand: this runs for every date-time of every request. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      if (text.length() > MAX_LENGTH) {
        throw new DateTimeException("too long");
      }
      this.text = text;
    }

    Instant read() {
      int year = number(4);
      expect('-');
      int month = number(2);
      expect('-');
      int day = number(2);
      expect('T');
      int hour = number(2);
      expect(':');
      int minute = number(2);
      int second = 0;
      int nanos = 0;
      if (text.charAt(at) == ':') {
        at++;
        second = number(2);
        if (text.charAt(at) == '.') {
          at++;
          nanos = fraction();
        }
      }
      long offsetSeconds = offset();
      if (at != text.length()) {
        throw new DateTimeException("text after the offset");
      }
      long epochSecond =
          LocalDateTime.of(year, month, day, hour, minute, second).toEpochSecond(ZoneOffset.UTC);
      Instant instant = Instant.ofEpochSecond(epochSecond - offsetSeconds, nanos);
      if (instant.isBefore(MIN) || instant.isAfter(MAX)) {
        throw new DateTimeException("outside years 1 to 9999");
      }
      return instant;
    }

    private int number(int width) {
      int value = 0;
      for (int end = at + width; at < end; at++) {
        value = value * 10 + digit(text.charAt(at));
      }
      return value;
    }

    private int fraction() {
      int nanos = 0;
      int unit = 100_000_000;
      int start = at;
      while (isDigit(text.charAt(at))) {
        if (unit >= 1000) { // further digits are below a microsecond
          nanos += digit(text.charAt(at)) * unit;
          unit /= 10;
        }
        at++;
      }
      if (at == start) {
        throw new DateTimeException("no fraction");
      }
      return nanos;
    }

    private long offset() {
      char sign = text.charAt(at++);
      if (sign == 'Z') {
        return 0;
      }
      if (sign != '+' && sign != '-') {
        throw new DateTimeException("no offset");
      }
      int hours = number(2);
      expect(':');
      int minutes = number(2);
      int total = hours * 60 + minutes;
      if (minutes > 59 || total > MAX_OFFSET_MINUTES) {
        throw new DateTimeException("offset out of range");
      }
      return (sign == '-' ? -1L : 1L) * total * 60;
    }

    private void expect(char c) {
      if (text.charAt(at++) != c) {
        throw new DateTimeException("expected " + c);
      }
    }

    private static int digit(char c) {
      if (!isDigit(c)) {
        throw new DateTimeException("expected a digit");
      }
      return c - '0';
    }

    private static boolean isDigit(char c) {
      return c >= '0' && c <= '9';
    }
  }
}
