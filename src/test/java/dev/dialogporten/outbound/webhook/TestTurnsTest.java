package dev.dialogporten.outbound.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TestTurnsTest {
  private final AtomicLong clock = new AtomicLong(-5);
  private final TestTurns turns = new TestTurns(6, clock::get);

  @Test
  void take_soManyAMinute_eachOrganisationItsOwn() {
    for (int i = 0; i < 6; i++) {
      turns.take("ttd");
    }
    assertThatThrownBy(() -> turns.take("ttd"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
              assertThat(e.problem().retryAfterSeconds()).isEqualTo(10);
            });
    turns.take("other");

    clock.addAndGet(TimeUnit.SECONDS.toNanos(10));

    turns.take("ttd");
    assertThatThrownBy(() -> turns.take("ttd")).isInstanceOf(ProblemException.class);
  }
}
