package dev.dialogporten.dialog.outcome;

import dev.dialogporten.problem.Problem;
import java.util.List;

/** The outcome of deciding a command on several dialogs. */
public sealed interface BulkDecision {

  /** The command is refused; nothing changes. */
  record Refused(Problem problem) implements BulkDecision {}

  /**
   * The command succeeds once all units are committed, in one transaction.
   *
   * @param units in request order; empty when nothing changes
   */
  record Writes(List<WriteUnit> units) implements BulkDecision {
    public Writes {
      units = List.copyOf(units);
    }
  }
}
