package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-02-20T13:04:02Z");

  @ParameterizedTest
  @CsvSource({
    ", 0",
    "'', 0",
    "soon, 0",
    "-5, 0",
    "1.5, 0",
    "0, 0",
    "1, 1",
    "900, 900",
    "270000, 270000",
    "999999999999999999, 31536000",
    "9999999999999999999999, 31536000",
    "'Fri, 20 Feb 2026 13:04:12 GMT', 10",
    "'Fri, 20 Feb 2026 13:04:01 GMT', 0",
    "'Friday, 20-Feb-26 13:04:12 GMT', 10",
    "'Fri Feb 20 13:04:12 2026', 10",
    "'Mon, 23 Feb 2026 13:04:02 GMT', 259200",
    "'Sat, 20 Feb 2127 13:04:02 GMT', 31536000",
  })
  void of_secondsOrDate_bounded(String header, long seconds) {
    assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
