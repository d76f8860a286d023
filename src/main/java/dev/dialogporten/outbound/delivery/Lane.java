package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/** One dialog's events in their order; only the first is ever under way. */
final class Lane {
  /** What the first event does. */
  enum State {
    READY,
    UNDER_WAY,
    /** Until its next attempt. */
    WAITING,
    /** To be written to the dead letters. */
    GIVEN_UP
  }

  final UUID dialogId;
  final Deque<Delivery> queue = new ArrayDeque<>();
  State state = State.READY;
  long timer = -1;

  Lane(UUID dialogId) {
    this.dialogId = dialogId;
  }

  EventPosition first() {
    return queue.peekFirst().event.position();
  }

  /** The first event has failed so often that the cursor shall not wait for this dialog. */
  boolean isHeld(RetryLadder ladder) {
    Delivery head = queue.peekFirst();
    return head != null && (head.stored == Delivery.Stored.YES || ladder.isSlow(head.failures));
  }
}
