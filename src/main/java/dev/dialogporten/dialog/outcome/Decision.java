package dev.dialogporten.dialog.outcome;

import dev.dialogporten.problem.Problem;
import java.util.function.Function;

/** The outcome of deciding a command on a snapshot. Pure: no outcome has happened yet. */
public sealed interface Decision {

  /** The command is refused; nothing changes. */
  record Refused(Problem problem) implements Decision {}

  /** The command succeeds without changing anything. */
  record Unchanged(CommandResult result) implements Decision {}

  /** The command succeeds once this is committed. */
  record Write(WriteUnit unit, CommandResult result) implements Decision {}

  /** Rows below the dialog must be known first; continue with them. */
  record Needs(References references, Function<Related, Decision> then) implements Decision {}
}
