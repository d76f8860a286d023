package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Deadline;
import java.util.Set;

/** What is to become of the members of a dialog, in each of its formats. Immutable. */
public sealed interface DialogEdit permits PatchDocument, MergeDocument, CompositeEdit {
  /** Canonical names of the top-level members that are read or written. */
  Set<String> members();

  /** About how many characters it has; see {@link JsonWeight}. */
  long weight();

  /**
   * Applies it to a copy of the target, which holds at least {@link #members()} in bound form; a
   * member that it does not have has no value (empty {@code content}: the same).
   *
   * @return a bound tree like those of {@link DialogBodies}
   */
  ObjectNode apply(ObjectNode target, Deadline deadline);
}
