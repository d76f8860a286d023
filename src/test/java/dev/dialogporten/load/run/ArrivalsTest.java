package dev.dialogporten.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dialogporten.load.options.Spacing;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  @Test
  void constant_isTheRateAndDoesNotDrift() {
    Arrivals arrivals = new Arrivals(3, Spacing.CONSTANT, 1000, 1);
    assertThat(arrivals.take()).isEqualTo(1000);
    assertThat(arrivals.take()).isEqualTo(1000 + 333_333_333L);
    for (int i = 2; i < 3_000_000; i++) {
      arrivals.take();
    }
    assertThat(arrivals.next()).isEqualTo(1000 + 1_000_000_000_000_000L);
  }

  @Test
  void slowTaker_getsTheIntendedTimesNotTheActual() {
    Arrivals arrivals = new Arrivals(1000, Spacing.CONSTANT, 0, 1);
    // Nobody took anything for a second: a thousand arrivals are due, each with its own time.
    assertThat(arrivals.overdue(999_500_000)).isEqualTo(1000);
    assertThat(arrivals.take()).isEqualTo(0);
    assertThat(arrivals.take()).isEqualTo(1_000_000);
    assertThat(arrivals.overdue(999_500_000)).isEqualTo(998);
  }

  @Test
  void overdue_nothingBeforeTheFirst() {
    Arrivals arrivals = new Arrivals(10, Spacing.CONSTANT, 500, 1);
    assertThat(arrivals.overdue(499)).isZero();
    assertThat(arrivals.overdue(500)).isEqualTo(1);
  }

  @Test
  void poisson_hasTheMeanAndTheSpreadOfIndependentClients() {
    Arrivals arrivals = new Arrivals(1000, Spacing.POISSON, 0, 42);
    int count = 200_000;
    double squares = 0;
    long before = arrivals.take();
    for (int i = 1; i < count; i++) {
      long next = arrivals.take();
      assertThat(next).isGreaterThanOrEqualTo(before);
      double distance = (next - before) / 1e6;
      squares += distance * distance;
      before = next;
    }
    assertThat(before / 1e9).isCloseTo(200, within(2.0));
    // second moment of an exponential distribution with mean 1 ms is 2
    assertThat(squares / count).isCloseTo(2, within(0.05));
  }
}
