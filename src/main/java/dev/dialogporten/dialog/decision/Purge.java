package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.WriteUnit;
import java.util.List;
import java.util.Set;

/** Removes a dialog and everything below it, whatever its state. */
final class Purge {
  private Purge() {}

  static Decision decide(Dialog stored, PurgeDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    ResourceAccess.checkType(stored, command.caller());
    Gate.precondition(command.precondition(), stored.revision());
    ChangeKind kind = stored.isDeleted() ? ChangeKind.PURGED_AFTER_DELETE : ChangeKind.PURGED;
    return new Decision.Write(
        new WriteUnit(
            stored,
            null,
            WriteUnit.Children.NONE,
            ChangeLogRow.of(stored, null, command, context.now(), kind, Set.of(), List.of(), null)),
        CommandResult.of(null));
  }
}
