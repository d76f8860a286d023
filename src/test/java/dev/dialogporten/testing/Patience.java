package dev.dialogporten.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, not for time to pass. */
public final class Patience {
  private static final Duration USUAL = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 5_000_000;

  private Patience() {}

  /** Fails when the condition does not come true. */
  public static void until(BooleanSupplier condition) {
    until(USUAL, condition);
  }

  public static void until(Duration most, BooleanSupplier condition) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      // leaves the processor to those who are waited for
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
