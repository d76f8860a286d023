package dev.dialogporten.outbound.delivery;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Tells a receiver that is away from one that dislikes a dialog. It is away when several dialogs in
 * a row got nothing through, or when nobody has answered for it several times in a row. Then one
 * attempt at a time is made, at growing distances, until one succeeds.
 */
final class Outage {
  private static final int DIALOGS = 3;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final int patience;
  private final Set<UUID> failing = new HashSet<>();
  private int unanswered;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  /**
   * @param patience attempts in a row that nobody may answer
   */
  Outage(int patience) {
    this.patience = patience;
  }

  boolean isOn() {
    return failing.size() >= DIALOGS || unanswered > patience;
  }

  /**
   * @param answered whether the receiver itself has refused the event
   */
  void failed(UUID dialogId, boolean answered) {
    if (isOn()) {
      pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
      return;
    }
    failing.add(dialogId);
    unanswered = answered ? 0 : unanswered + 1;
  }

  /** The receiver takes events; true when that ends an outage. */
  boolean ended() {
    boolean wasOn = isOn();
    failing.clear();
    unanswered = 0;
    pauseMillis = FIRST_PAUSE_MILLIS;
    return wasOn;
  }

  /** How long to wait before the next attempt. */
  long pauseMillis() {
    return pauseMillis;
  }
}
