package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.EventFilter;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkSpecTest {
  private static final RetryLadder EIGHT_PAUSES =
      RetryLadder.of(Collections.nCopies(8, Duration.ofMillis(1)), java.util.List.of());

  /** What a receiver refuses by name is given up all the same, or it would never go on. */
  @ParameterizedTest
  @CsvSource({
    // failures, refused by name, nothing gets through
    "8, false, false, false",
    "9, false, false, true",
    "9, false, true, false",
    "1000, false, true, false",
    "4, true, false, false",
    "5, true, false, true",
    "5, true, true, true",
  })
  void givesUp(int failures, boolean refused, boolean outage, boolean givenUp) {
    assertThat(spec().givesUp(failures, refused, outage)).isEqualTo(givenUp);
  }

  private static SinkSpec spec() {
    return new SinkSpec(
        "test",
        new ScriptedSink(),
        null,
        EventFilter.ALL,
        CursorStart.END,
        EIGHT_PAUSES,
        1,
        Share.unlimited(),
        1,
        () -> {});
  }
}
