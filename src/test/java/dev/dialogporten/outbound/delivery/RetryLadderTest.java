package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryLadderTest {
  private final RetryLadder ladder =
      RetryLadder.of(
          List.of(Duration.ofMillis(100), Duration.ofMillis(200)),
          List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)));

  @ParameterizedTest
  @CsvSource({
    "1,100",
    "2,200",
    "3,60000",
    "4,100",
    "5,200",
    "6,300000",
    "7,100",
    "8,200",
    "50,200"
  })
  void delay_aRoundThenAPauseThenARound(int failures, long millis) {
    for (int i = 0; i < 50; i++) {
      assertThat(ladder.delayMillis(failures)).isBetween(millis * 8 / 10, millis * 12 / 10);
    }
  }

  @Test
  void delay_isSpread() {
    assertThat(
            java.util.stream.LongStream.range(0, 50)
                .map(i -> ladder.delayMillis(3))
                .distinct()
                .count())
        .isGreaterThan(10);
  }

  @Test
  void total_fromTheFirstAttemptToTheLast() {
    assertThat(ladder.total()).isEqualTo(Duration.ofMillis(360_900));
  }

  @Test
  void isSlow_afterTheFirstRound() {
    assertThat(ladder.isSlow(2)).isFalse();
    assertThat(ladder.isSlow(3)).isTrue();
  }

  @Test
  void isExhausted_afterTheLastStep() {
    assertThat(ladder.isExhausted(8)).isFalse();
    assertThat(ladder.isExhausted(9)).isTrue();
  }
}
