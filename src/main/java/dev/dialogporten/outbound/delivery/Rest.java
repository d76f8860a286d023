package dev.dialogporten.outbound.delivery;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** A receiver is left alone for a while, whatever there is for it. */
final class Rest {
  /** A receiver may ask for that long however short the schedule is. */
  private static final long SHORTEST_BOUND_MILLIS = TimeUnit.MINUTES.toMillis(15);

  private final Vertx vertx;
  private final Runnable onEnd;
  private long timer = -1;
  private long end;

  /**
   * @param onEnd called when a rest is over that was not ended early
   */
  Rest(Vertx vertx, Runnable onEnd) {
    this.vertx = vertx;
    this.onEnd = onEnd;
  }

  /** What a receiver may ask for, in milliseconds: so its mistake heals by itself. */
  static long longest(RetryLadder ladder) {
    return Math.max(SHORTEST_BOUND_MILLIS, ladder.total().toMillis());
  }

  boolean isOn() {
    return timer >= 0;
  }

  /** A longer rest wins. */
  void begin(long millis) {
    long ends = System.currentTimeMillis() + millis;
    if (millis > 0 && (!isOn() || ends > end)) {
      end();
      end = ends;
      timer =
          vertx.setTimer(
              millis,
              id -> {
                timer = -1;
                onEnd.run();
              });
    }
  }

  void end() {
    vertx.cancelTimer(timer);
    timer = -1;
  }
}
