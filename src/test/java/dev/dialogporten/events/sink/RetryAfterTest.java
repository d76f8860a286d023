package dev.dialogporten.events.sink;

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
    "901, 900",
    "999999999999999999, 900",
    "9999999999999999999999, 0",
    "'Fri, 20 Feb 2026 13:04:12 GMT', 10",
    "'Fri, 20 Feb 2026 13:04:01 GMT', 0",
    "'Sat, 20 Feb 2027 13:04:02 GMT', 900",
  })
  void of_secondsOrDate_bounded(String header, long seconds) {
    assertThat(RetryAfter.of(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
