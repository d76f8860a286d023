package dev.dialogporten.outbound.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.problem.Problem;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often an organisation may have its webhooks tested: so often a minute, all at once if it
 * likes. Safe to use from any thread.
 */
final class TestTurns {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ORGS = 10_000;

  private final int perMinute;
  private final long interval;
  private final LongSupplier nanoTime;

  /** When the allowance of an organisation is whole again; who is not in here has all of it. */
  private final Cache<String, Long> wholeAt =
      Caffeine.newBuilder().maximumSize(MOST_ORGS).expireAfterWrite(WINDOW).build();

  TestTurns(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.interval = WINDOW.toNanos() / perMinute;
    this.nanoTime = nanoTime;
  }

  /** Throws a 429 problem when the turns of the last minute are used up. */
  void take(String org) {
    long now = nanoTime.getAsLong();
    wholeAt
        .asMap()
        .compute(
            org,
            (key, whole) -> {
              long missing = whole == null ? 0 : Math.max(0, whole - now);
              long excess = missing + interval - WINDOW.toNanos();
              if (excess > 0) {
                throw tooMany(excess);
              }
              return now + missing + interval;
            });
  }

  private RuntimeException tooMany(long nanos) {
    int seconds = (int) ((nanos + 999_999_999L) / 1_000_000_000L);
    return Problem.tooMany(
            "An organisation can have its webhooks tested " + perMinute + " times a minute.")
        .withRetryAfter(seconds)
        .toException();
  }
}
