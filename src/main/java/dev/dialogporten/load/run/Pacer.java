package dev.dialogporten.load.run;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the lanes of an open loop in time. The event loops' own timers round up to a millisecond,
 * which would show as latency of a target that answers in a tenth of it.
 */
final class Pacer implements AutoCloseable {
  private static final long TICK_NANOS = 50_000;

  private final Thread thread;
  private volatile boolean running = true;

  private Pacer(List<Lane> lanes) {
    thread =
        new Thread(
            () -> {
              while (running) {
                LockSupport.parkNanos(TICK_NANOS);
                long now = System.nanoTime();
                for (Lane lane : lanes) {
                  lane.wakeWhenDue(now);
                }
              }
            },
            "load-pacer");
    thread.setDaemon(true);
  }

  static Pacer start(List<Lane> lanes) {
    Pacer pacer = new Pacer(lanes);
    if (!lanes.isEmpty()) {
      pacer.thread.start();
    }
    return pacer;
  }

  @Override
  public void close() {
    running = false;
  }
}
