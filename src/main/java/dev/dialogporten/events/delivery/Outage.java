package dev.dialogporten.events.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Tells a receiver that is down from one that dislikes a dialog: down is when several dialogs in a
 * row got nothing through. Then one attempt at a time is made, at growing distances.
 */
final class Outage {
  private static final int DIALOGS = 3;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Set<UUID> failing = new HashSet<>();
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  boolean isOn() {
    return failing.size() >= DIALOGS;
  }

  void failed(UUID dialogId) {
    if (isOn()) {
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
    } else {
      failing.add(dialogId);
    }
  }

  /** The receiver answers; true when that ends an outage. */
  boolean ended() {
    boolean wasOn = isOn();
    failing.clear();
    pauseMillis = FIRST_PAUSE_MILLIS;
    return wasOn;
  }

  /** How long to wait before the next attempt. */
  long pauseMillis() {
    return pauseMillis;
  }
}
