package dev.dialogporten.outbound.delivery;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Deliveries that may be under way at the same time to all receivers of one owner, who take turns.
 * Belongs to one event loop.
 */
public final class Share {
  private final Set<Runnable> waiting = new LinkedHashSet<>();
  private int free;

  public Share(int size) {
    this.free = size;
  }

  /** For a sink that is nobody's in particular: its own concurrency is bound enough. */
  static Share unlimited() {
    return new Share(Integer.MAX_VALUE);
  }

  /**
   * @param whenFree called when there is one after this was refused, one caller after the other
   */
  boolean take(Runnable whenFree) {
    if (free == 0) {
      waiting.add(whenFree);
      return false;
    }
    free--;
    return true;
  }

  void give() {
    free++;
    while (free > 0 && !waiting.isEmpty()) {
      Runnable next = waiting.iterator().next();
      waiting.remove(next);
      next.run();
    }
  }

  void forget(Runnable whenFree) {
    waiting.remove(whenFree);
  }
}
