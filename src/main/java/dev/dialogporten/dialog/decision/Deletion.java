package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.outcome.Decision;

/**
 * Soft delete: the dialog stays, its times stay, nothing but admins, restore and purge touch it.
 */
final class Deletion {
  private Deletion() {}

  static Decision decide(Dialog stored, DeleteDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    Gate.live(stored);
    Gate.unfrozen(stored, command.caller());
    ResourceAccess.checkType(stored, command.caller());
    Gate.precondition(command.precondition(), stored.revision());
    Times times = stored.times();
    Change change = new Change(stored, command, context);
    change.set(
        stored.withTimes(
            new Times(
                times.createdAt(), times.updatedAt(), times.contentUpdatedAt(), context.now())));
    change.touch(ChangedMember.deletedAt);
    return change.toRevision(ChangeKind.DELETED, null);
  }
}
