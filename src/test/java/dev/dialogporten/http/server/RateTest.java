package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** A clock in nanoseconds may overflow. */
  private long now = Long.MAX_VALUE - SECOND;

  private final Rate rate = new Rate(4, now);

  @Test
  void aSecondsWorthAtOnce_thenOneByOne() {
    assertThat(taken(10)).isEqualTo(4);
    assertThat(rate.remaining(now)).isZero();
    now += SECOND / 4 - 1;
    assertThat(taken(1)).isZero();
    now += 1;
    assertThat(taken(3)).isEqualTo(1);
    now += SECOND / 2;
    assertThat(rate.remaining(now)).isEqualTo(2);
    assertThat(taken(3)).isEqualTo(2);
  }

  @Test
  void idle_savesNoMoreThanASecondsWorth() {
    taken(4);
    now += 100 * SECOND;
    assertThat(rate.remaining(now)).isEqualTo(4);
    assertThat(taken(10)).isEqualTo(4);
  }

  @Test
  void overLongTime_neitherMoreNorLess() {
    int taken = 0;
    for (int i = 0; i < 1000; i++) {
      taken += taken(1);
      now += SECOND / 100;
    }
    assertThat(taken).isBetween(40, 44);
  }

  private int taken(int wanted) {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += rate.take(now) ? 1 : 0;
    }
    return taken;
  }
}
