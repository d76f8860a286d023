package dev.dialogporten.http.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that requests are being refused: at once, and then no more than once a minute,
 * however many they are. Safe to use from any thread.
 */
final class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final AtomicLong count = new AtomicLong();
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  /**
   * @param reason who is refused and why, with the setting that decides
   */
  void refused(String reason) {
    count.incrementAndGet();
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
      LOG.warn("{}: {} refused since the last line of this kind", reason, count.getAndSet(0));
    }
  }
}
