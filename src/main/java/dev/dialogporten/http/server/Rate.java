package dev.dialogporten.http.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many requests per second, with a second's worth at once (the generic cell rate algorithm): one
 * number says when the allowance will be whole again. Safe to use from any thread.
 */
final class Rate {
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

  private final long interval;
  private final AtomicLong wholeAt;

  /**
   * @param now of a clock in nanoseconds that need not begin anywhere
   */
  Rate(int perSecond, long now) {
    this.interval = WINDOW / perSecond;
    this.wholeAt = new AtomicLong(now);
  }

  /** False when the allowance is used up; nothing is taken of it then. */
  boolean take(long now) {
    while (true) {
      long seen = wholeAt.get();
      long missing = Math.max(0, seen - now);
      if (missing + interval > WINDOW) {
        return false;
      }
      if (wholeAt.compareAndSet(seen, now + missing + interval)) {
        return true;
      }
    }
  }

  /** Requests that would be let through at once. */
  long remaining(long now) {
    return (WINDOW - Math.min(WINDOW, Math.max(0, wholeAt.get() - now))) / interval;
  }
}
