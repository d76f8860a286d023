package dev.dialogporten.problem;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What has become of a dialog since the revision that a refused request named.
 *
 * @param yourRevision the revision named; null when there was none, or several and none is known
 * @param currentRevision that of the dialog
 * @param currentRevisionAt when it was made; null when the log does not go back that far
 * @param changes the newest change of each member
 * @param truncated whether there are more than {@link #MAX_CHANGES}
 */
public record Conflicts(
    Base base,
    UUID yourRevision,
    UUID currentRevision,
    Instant currentRevisionAt,
    List<Change> changes,
    boolean truncated) {

  public static final int MAX_CHANGES = 100;

  /** What is known of the revision named. */
  public enum Base {
    KNOWN,
    /** It never was, was another dialog's, or is older than the log. */
    UNKNOWN,
    /** The request named none. */
    UNNAMED
  }

  public Conflicts {
    changes = List.copyOf(changes);
  }

  /**
   * A member that has changed.
   *
   * @param by the organisation, as the log has it; never a person
   */
  public record Change(String member, UUID revision, Instant at, String by, boolean silent) {}
}
