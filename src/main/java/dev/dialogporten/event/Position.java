package dev.dialogporten.event;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the change log. A reader standing here has seen every row up to and including it; rows
 * are ordered by transaction, then by number.
 *
 * @param txid number of the transaction, with the epoch of the log above it: PostgreSQL may count
 *     from a lower number again after a failover, but then in a higher epoch
 */
public record Position(long txid, long seq) implements Comparable<Position> {
  /** Before every row. */
  public static final Position BEGINNING = new Position(0, 0);

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::txid).thenComparingLong(Position::seq);
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,18})");

  /** Reads the form that {@link #toString} writes; empty when the text is anything else. */
  public static Optional<Position> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  public boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  /** The later of the two. */
  public Position max(Position other) {
    return isAfter(other) ? this : other;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return txid + "." + seq;
  }
}
