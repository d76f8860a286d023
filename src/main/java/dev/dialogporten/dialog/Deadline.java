package dev.dialogporten.dialog;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one decision may go through what a client made long. Whoever loops over such things
 * calls {@link #tick} in each round. A pause of the whole process between two looks at the clock
 * counts for a quarter of the limit at most, so that nobody is refused for one. Not thread-safe.
 */
public final class Deadline {
  /** Never over. */
  public static final Deadline NONE = new Deadline(Long.MAX_VALUE, () -> 0);

  /** Rounds between two looks at the clock: most decisions have fewer, and never look. */
  private static final int ROUNDS = 16;

  private final long limit;
  private final LongSupplier clock;
  private int rounds;
  private long last;
  private long taken;

  Deadline(long nanos, LongSupplier clock) {
    this.limit = nanos;
    this.clock = clock;
  }

  /** Begins with the first look at the clock. */
  public static Deadline of(Duration limit) {
    return new Deadline(limit.toNanos(), System::nanoTime);
  }

  /** Throws a {@code ProblemException} (DECISION_TOO_LONG) when the time is over. */
  public void tick() {
    if (this == NONE || ++rounds % ROUNDS != 0) {
      return;
    }
    long now = clock.getAsLong();
    if (rounds > ROUNDS) {
      taken += Math.min(now - last, limit / 4);
    }
    last = now;
    if (taken >= limit) {
      throw Problem.of(
              ProblemType.DECISION_TOO_LONG,
              "patch",
              "Applying the patch to this dialog was given up after "
                  + Duration.ofNanos(taken).toMillis()
                  + " ms; it may take "
                  + Duration.ofNanos(limit).toMillis()
                  + " ms. Send fewer operations at a time.")
          .toException();
    }
  }
}
