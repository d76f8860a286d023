package dev.dialogporten.events.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When to look at the change log. A wake-up is followed at once, but reads keep a distance, so that
 * under load each takes many rows. Other nodes' writes wake nobody here: they are found by polling,
 * often while there is something to find, seldom when there is not.
 */
public final class Pace {
  static final long AFTER_FAILURE_MILLIS = 500;

  /** Distance of two reads: half of it is the mean delay that following adds to an event. */
  private static final long DISTANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long SHORTEST_POLL_MILLIS = 5;

  private final long longestPollMillis;
  private long pollMillis = SHORTEST_POLL_MILLIS;
  private long lastStart = Long.MIN_VALUE / 2;

  /**
   * @param longestPoll how long an idle node waits before it looks for other nodes' writes
   */
  public Pace(Duration longestPoll) {
    this.longestPollMillis = Math.max(SHORTEST_POLL_MILLIS, longestPoll.toMillis());
  }

  void started(long nanoTime) {
    lastStart = nanoTime;
  }

  void found(int rows) {
    pollMillis = rows > 0 ? SHORTEST_POLL_MILLIS : Math.min(longestPollMillis, pollMillis * 2);
  }

  long untilNextRead(long nanoTime) {
    long wait = lastStart + DISTANCE_NANOS - nanoTime;
    return wait <= 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(wait);
  }

  long untilNextPoll() {
    return pollMillis;
  }
}
