package dev.dialogporten.outbound.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * When to look at the change log. A wake-up is followed at once, but there is a pause between
 * reads, so that under load each takes many rows. Other nodes' writes wake nobody here: they are
 * found by polling, often while there is something to find, seldom when there is not.
 */
public final class Pace {
  static final long AFTER_FAILURE_MILLIS = 500;

  /**
   * Pause between two reads: half of it is the mean delay that following adds to an event. It grows
   * with what a read takes, so that on a busy machine following stays a small part of the work.
   */
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PAUSE_IN_READS = 4;

  private static final long SHORTEST_POLL_MILLIS = 5;

  private final long longestPollMillis;
  private long pollMillis = SHORTEST_POLL_MILLIS;
  private long start;
  private long nextStart = Long.MIN_VALUE / 2;

  /**
   * @param longestPoll how long an idle node waits before it looks for other nodes' writes
   */
  public Pace(Duration longestPoll) {
    this.longestPollMillis = Math.max(SHORTEST_POLL_MILLIS, longestPoll.toMillis());
  }

  void started(long nanoTime) {
    start = nanoTime;
  }

  void finished(long nanoTime) {
    long pause = (nanoTime - start) * PAUSE_IN_READS;
    nextStart = nanoTime + Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, pause));
  }

  void found(int rows) {
    pollMillis = rows > 0 ? SHORTEST_POLL_MILLIS : Math.min(longestPollMillis, pollMillis * 2);
  }

  long untilNextRead(long nanoTime) {
    long wait = nextStart - nanoTime;
    return wait <= 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(wait);
  }

  long untilNextPoll() {
    return pollMillis;
  }
}
