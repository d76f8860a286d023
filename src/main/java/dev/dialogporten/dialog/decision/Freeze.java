package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;

/** Bars everybody but admins from changing a dialog, for good. */
final class Freeze {
  private Freeze() {}

  static Decision decide(Dialog stored, FreezeDialog command, DecisionContext context) {
    if (!command.caller().isAdmin()) {
      throw Gate.forbidden("Only admins may freeze a dialog.").toException();
    }
    Gate.exists(stored, command, true);
    Gate.live(stored);
    Gate.precondition(command.precondition(), stored.revision());
    State state = stored.state();
    if (state.frozen()) {
      return new Decision.Unchanged(CommandResult.of(stored.revision()));
    }
    Change change = new Change(stored, command, context);
    change.set(stored.withState(new State(true, state.contentSeen(), state.hasUnopenedContent())));
    change.touch(ChangedMember.frozen);
    return change.toUpdate(null);
  }
}
