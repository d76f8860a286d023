package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.Position;
import java.util.ArrayDeque;
import java.util.Deque;

/** The bounded stretch that a sink has read ahead of its cursor. */
final class Window {
  private static final int CAPACITY = 1_000;

  private final Deque<Slot> slots = new ArrayDeque<>();
  private boolean moved;

  boolean isFull() {
    return slots.size() >= CAPACITY;
  }

  int size() {
    trim();
    return slots.size();
  }

  /** Only a change with events that the cursor must wait for is of interest. */
  void add(Slot slot) {
    if (slot.open > 0) {
      slots.add(slot);
    }
  }

  void trim() {
    while (!slots.isEmpty() && slots.peekFirst().open == 0) {
      slots.pollFirst();
      moved = true;
    }
  }

  /** Whether changes were done with since this was asked last. */
  boolean hasMoved() {
    trim();
    boolean answer = moved;
    moved = false;
    return answer;
  }

  /** Just before the first change that is not done with. */
  Position cursor(Position read) {
    trim();
    Slot first = slots.peekFirst();
    return first == null ? read : new Position(first.position.txid(), first.position.seq() - 1);
  }
}
