package dev.dialogporten.outbound.log;

import dev.dialogporten.event.Position;
import java.util.ArrayList;
import java.util.List;

/** The newest stretch of the change log: every row behind {@code floor} up to {@code head}. */
final class RecentChanges {
  /** About ten megabytes of ordinary rows. */
  private static final int CAPACITY = 8_192;

  private final LoggedChange[] ring = new LoggedChange[CAPACITY];
  private long first;
  private long end;
  private Position floor = Position.BEGINNING;
  private Position head;

  /** Takes the page that follows what is here; the first one only sets the place. */
  void add(LogPage page) {
    if (head == null) {
      floor = page.reached();
      head = floor;
      return;
    }
    for (LoggedChange change : page.changes()) {
      if (end - first == CAPACITY) {
        floor = at(first++).position();
      }
      ring[(int) (end++ % CAPACITY)] = change;
    }
    head = page.reached();
  }

  void clear() {
    head = null;
    while (first < end) {
      ring[(int) (first++ % CAPACITY)] = null;
    }
  }

  Position head() {
    return head;
  }

  /** What lies behind a position, or null when that is not all here. */
  LogPage after(Position position, String org, int limit) {
    if (head == null || floor.isAfter(position)) {
      return null;
    }
    long from = firstBehind(position);
    long to = Math.min(end, from + limit);
    List<LoggedChange> changes = new ArrayList<>();
    for (long i = from; i < to; i++) {
      if (org == null || at(i).change().org().equals(org)) {
        changes.add(at(i));
      }
    }
    boolean atEnd = to == end;
    return new LogPage(changes, atEnd ? head.max(position) : at(to - 1).position(), atEnd);
  }

  /** How many rows lie behind a position; -1 when that is not known here. */
  long rowsBehind(Position position) {
    return head == null || floor.isAfter(position) ? -1 : end - firstBehind(position);
  }

  private long firstBehind(Position position) {
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).position().isAfter(position)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private LoggedChange at(long index) {
    return ring[(int) (index % CAPACITY)];
  }
}
