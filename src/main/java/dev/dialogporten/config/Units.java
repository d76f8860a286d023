package dev.dialogporten.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 500ms} and sizes such as {@code 64MiB}, as people write them. */
public final class Units {
  static final String DURATION = "a duration such as 500ms, 10s, 5m, 2h or 30d";
  static final String SIZE = "a size such as 4096, 20MB or 64MiB";

  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  private Units() {}

  /** Null when the text is not a duration; a bare number has no unit and is refused. */
  static Duration duration(String text) {
    Matcher matcher = QUANTITY.matcher(text.trim());
    if (!matcher.matches()) {
      return null;
    }
    Duration unit = TIMES.get(matcher.group(2).toLowerCase(Locale.ROOT));
    return unit == null ? null : unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** Bytes, or null when the text is not a size. */
  static Long size(String text) {
    Matcher matcher = QUANTITY.matcher(text.trim());
    if (!matcher.matches()) {
      return null;
    }
    Long unit = SIZES.get(matcher.group(2).toLowerCase(Locale.ROOT));
    return unit == null ? null : (Long) Math.multiplyExact(unit, Long.parseLong(matcher.group(1)));
  }
}
