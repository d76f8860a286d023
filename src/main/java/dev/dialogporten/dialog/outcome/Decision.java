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

  /** Stored rows must be known first; continue with the answer. */
  record Needs<A>(Lookup<A> lookup, Function<A, Decision> then) implements Decision {}
}
