package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
  private final Pace pace = new Pace(Duration.ofMillis(100));

  @ParameterizedTest(name = "after a read of {0} ms the next one begins in {1} ms at the soonest")
  @CsvSource({"0, 5", "1, 5", "2, 9", "3, 13", "4, 17", "5, 21", "30, 21"})
  void pause_isFourTimesTheLastRead_withinBounds(long taken, long wait) {
    long start = nanos(1000);
    pace.started(start);
    pace.finished(start + nanos(taken));
    assertThat(pace.untilNextRead(start + nanos(taken))).isEqualTo(wait);
  }

  @Test
  void firstRead_isAtOnce() {
    assertThat(pace.untilNextRead(System.nanoTime())).isZero();
  }

  @Test
  void poll_isRareWhenNothingIsFound_andOftenAfterSomethingWas() {
    for (int i = 0; i < 10; i++) {
      pace.found(0);
    }
    assertThat(pace.untilNextPoll()).isEqualTo(100);
    pace.found(1);
    assertThat(pace.untilNextPoll()).isEqualTo(5);
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
