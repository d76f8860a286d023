package dev.dialogporten.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final long LIMIT = 1000;
  private long now;

  private final Deadline deadline = new Deadline(LIMIT, () -> now);

  @Test
  void tick_beforeTheEnd() {
    tick(100, 9);
  }

  @Test
  void tick_afterTheEnd_422() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> tick(100, 12))
        .satisfies(
            refused ->
                assertThat(refused.problem().type()).isEqualTo(ProblemType.DECISION_TOO_LONG));
  }

  @Test
  void tick_onePauseOfTheProcess_countsForAQuarter() {
    tick(100, 2);
    now += 1_000_000;
    tick(100, 5);
    assertThat(now).isGreaterThan(LIMIT);
  }

  /** So many looks at the clock, each so much later. */
  private void tick(long step, int looks) {
    for (int look = 0; look < looks; look++) {
      now += step;
      for (int i = 0; i < 16; i++) {
        deadline.tick();
      }
    }
  }
}
