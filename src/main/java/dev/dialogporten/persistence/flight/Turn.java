package dev.dialogporten.persistence.flight;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;

/**
 * A command's turn to change its dialog. When its time is up the next command may begin, so from
 * then on no write of this one leaves; one that has left already cannot do harm, because the row it
 * wants to change must still be the one it was decided on. Bound to one event loop.
 */
public final class Turn {
  private final long deadline;
  private boolean over;
  private boolean underWay;

  /**
   * @param deadline when the client's patience ends, in the terms of {@code System.nanoTime()}
   */
  public Turn(long deadline) {
    this.deadline = deadline;
  }

  /** A turn without an end, for work that stands in nobody's way. */
  public static Turn endless() {
    return new Turn(System.nanoTime() + Long.MAX_VALUE / 2);
  }

  public boolean isDue(long now) {
    return now - deadline >= 0;
  }

  /** Whether no write of this turn may leave any more. */
  public boolean isOver() {
    return over;
  }

  /** A write leaves now: until it is answered nobody knows whether it is committed. */
  public void leaves() {
    underWay = true;
  }

  /** The write is answered. */
  void answered() {
    underWay = false;
  }

  /** Ends the turn. Returns what to tell the client. */
  public ProblemException end() {
    over = true;
    return underWay
        ? Problem.outcomeUnknown().toException()
        : Problem.unavailable("The change could not begin in time. Nothing was changed; try again.")
            .toException();
  }
}
