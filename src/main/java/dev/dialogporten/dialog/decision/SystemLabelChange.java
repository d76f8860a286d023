package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;

/** Changes end user system labels of one dialog; only the end user context gets a new revision. */
final class SystemLabelChange {
  private SystemLabelChange() {}

  static Decision decide(Dialog stored, SetSystemLabels command, DecisionContext context) {
    LabelRequest request =
        new LabelRequest(
            command.caller(), command.addLabels(), command.removeLabels(), command.performedBy());
    request.check("");
    Gate.exists(stored, command, request.finds(stored));
    request.checkPerformer();
    if (!request.isVisible(stored, context)) {
      throw Gate.forbidden("The person has no access to dialog " + stored.id() + ".").toException();
    }
    Gate.precondition(command.precondition(), stored.contexts().endUserRevision());
    return apply(stored, command, request, context);
  }

  /** The change itself, all checks done. */
  static Decision apply(
      Dialog stored, SetSystemLabels command, LabelRequest request, DecisionContext context) {
    Change change = new Change(stored, command, context);
    change.relabel(
        request.applyTo(stored.contexts().systemLabels()), () -> request.performer(context));
    CommandResult result = CommandResult.of(change.after().contexts().endUserRevision());
    return change.isEmpty()
        ? new Decision.Unchanged(result)
        : change.write(ChangeKind.CONTEXT, result, null);
  }
}
