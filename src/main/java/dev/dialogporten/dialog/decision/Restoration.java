package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;

/** Undoes a soft delete; a live dialog is left alone. Frozen dialogs may be restored. */
final class Restoration {
  private Restoration() {}

  static Decision decide(Dialog stored, RestoreDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    Gate.precondition(command.precondition(), stored.revision());
    if (!stored.isDeleted()) {
      return new Decision.Unchanged(CommandResult.of(stored.revision()));
    }
    Times times = stored.times();
    Change change = new Change(stored, command, context);
    change.set(
        stored.withTimes(
            new Times(times.createdAt(), times.updatedAt(), times.contentUpdatedAt(), null)));
    change.touch(ChangedMember.deletedAt);
    return change.toRevision(ChangeKind.RESTORED, null);
  }
}
