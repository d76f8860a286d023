package dev.dialogporten.persistence.flight;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether what waits for one thing gets on. Written by one event loop, read by any thread. */
public final class Progress {
  private final String name;
  private volatile int waiting;
  private volatile long last;

  /**
   * @param name what waits, in the plural and ready for a sentence
   */
  public Progress(String name) {
    this.name = name;
  }

  public void entered() {
    if (waiting == 0) {
      last = System.nanoTime();
    }
    waiting = waiting + 1;
  }

  /** Some got what they waited for. */
  public void finished(int number) {
    waiting = waiting - number;
    last = System.nanoTime();
  }

  /** One gave up. */
  public void left() {
    waiting = waiting - 1;
  }

  /** What has waited too long while nothing got on; empty when all is well. */
  Optional<String> stalled(long now, long limitNanos) {
    long idle = now - last;
    int number = waiting;
    return number == 0 || idle < limitNanos
        ? Optional.empty()
        : Optional.of(
            number + " " + name + " (nothing for " + TimeUnit.NANOSECONDS.toMillis(idle) + " ms)");
  }
}
