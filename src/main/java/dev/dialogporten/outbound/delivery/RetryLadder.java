package dev.dialogporten.outbound.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between attempts: some quick ones, then after each longer pause the quick ones
 * again. A receiver's short hiccup costs milliseconds, a long outage few requests.
 *
 * @param quickSteps attempts of the first round that are repeated; an event that outlives them is
 *     no longer kept in memory only
 */
public record RetryLadder(List<Duration> steps, int quickSteps) {
  private static final double JITTER = 0.2;

  public RetryLadder {
    steps = List.copyOf(steps);
  }

  /**
   * @param quick pauses of a round
   * @param slow pauses between rounds
   */
  public static RetryLadder of(List<Duration> quick, List<Duration> slow) {
    List<Duration> steps = new ArrayList<>(quick);
    for (Duration pause : slow) {
      steps.add(pause);
      steps.addAll(quick);
    }
    return new RetryLadder(steps, quick.size());
  }

  /** Whether an event that failed this often is to be given up. */
  boolean isExhausted(int failures) {
    return failures > steps.size();
  }

  /** Whether an event that failed this often has outlived the quick attempts. */
  boolean isSlow(int failures) {
    return failures > quickSteps;
  }

  /** From the first attempt to the last. */
  Duration total() {
    return steps.stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Pause after this many failures, spread a little so that retries do not come in waves. */
  long delayMillis(int failures) {
    Duration step = steps.isEmpty() ? Duration.ofSeconds(1) : steps.get(index(failures));
    double spread = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Math.max(1, (long) (step.toMillis() * spread));
  }

  private int index(int failures) {
    return Math.min(Math.max(failures, 1), steps.size()) - 1;
  }
}
