package dev.dialogporten.load.run;

import dev.dialogporten.load.options.Spacing;
import java.util.SplittableRandom;

/**
 * The intended start times of an open loop. They are fixed by the rate alone: a slow answer delays
 * no later arrival, it only makes it wait, and that wait is part of its latency. This is what keeps
 * a stalling target from hiding its stall (coordinated omission).
 */
final class Arrivals {
  private final double meanNanos;
  private final Spacing spacing;
  private final SplittableRandom random;
  private final long origin;
  // Offset from origin kept as a double: rounding each distance would make the rate drift.
  private double offset;
  private long taken;

  /**
   * @param perSecond arrivals per second, above zero
   * @param firstNanos intended time of the first arrival on the {@link System#nanoTime} clock
   */
  Arrivals(double perSecond, Spacing spacing, long firstNanos, long seed) {
    this.meanNanos = 1e9 / perSecond;
    this.spacing = spacing;
    this.origin = firstNanos;
    this.random = new SplittableRandom(seed);
  }

  /** Intended time of the next arrival. */
  long next() {
    return origin + (long) offset;
  }

  /** Takes the next arrival and returns its intended time. */
  long take() {
    long intended = next();
    taken++;
    offset =
        spacing == Spacing.CONSTANT
            ? taken * meanNanos
            : offset - Math.log(1.0 - random.nextDouble()) * meanNanos;
    return intended;
  }

  /** About how many arrivals are due at {@code nanos} and not taken. */
  long overdue(long nanos) {
    long late = nanos - next();
    return late < 0 ? 0 : 1 + (long) (late / meanNanos);
  }
}
