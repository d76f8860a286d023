package dev.dialogporten.event;

import java.util.Comparator;
import java.util.Optional;

/**
 * The place of one event: the change it comes from and its number among that change's events.
 *
 * @param ordinal from 0; {@link #WHOLE_CHANGE} stands behind every event of the change
 */
public record EventPosition(Position change, int ordinal) implements Comparable<EventPosition> {
  /** More than any change can have. */
  public static final int WHOLE_CHANGE = 999_999_999;

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparing(EventPosition::change).thenComparingInt(EventPosition::ordinal);

  /** Behind all events of the change at this position. */
  public static EventPosition after(Position change) {
    return new EventPosition(change, WHOLE_CHANGE);
  }

  /**
   * Reads {@code txid.seq.ordinal}, the form that {@link #toString} writes, and the {@code
   * txid.seq} of a {@link Position}; empty when the text is neither.
   */
  public static Optional<EventPosition> parse(String text) {
    Optional<Position> whole = Position.parse(text);
    if (whole.isPresent()) {
      return whole.map(EventPosition::after);
    }
    int dot = text.lastIndexOf('.');
    if (dot < 0 || !text.substring(dot + 1).matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    int ordinal = Integer.parseInt(text.substring(dot + 1));
    return Position.parse(text.substring(0, dot)).map(c -> new EventPosition(c, ordinal));
  }

  /** A place in the log from which reading finds the events behind this one. */
  public Position readFrom() {
    return ordinal == WHOLE_CHANGE ? change : new Position(change.txid(), change.seq() - 1);
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return ordinal == WHOLE_CHANGE ? change.toString() : change + "." + ordinal;
  }
}
