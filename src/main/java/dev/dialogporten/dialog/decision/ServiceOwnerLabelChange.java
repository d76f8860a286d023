package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Contexts;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.AddServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.RemoveServiceOwnerLabel;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.value.WhiteSpace;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.List;

/**
 * Adds and removes labels of the service owner context, which has its own revision. Deleted dialogs
 * have no labels to change, and admins none of other owners.
 */
final class ServiceOwnerLabelChange {
  private static final int MAX_LABELS = 20;
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 255;

  private ServiceOwnerLabelChange() {}

  static Decision decide(Dialog stored, AddServiceOwnerLabel command, DecisionContext context) {
    checkFound(stored, command, context);
    Gate.precondition(command.precondition(), stored.contexts().serviceOwnerRevision());
    return new Decision.Needs<>(
        new Lookup.LabelValues(),
        labels -> {
          check(command.value(), labels).throwIfAny(ProblemType.VALIDATION);
          Change change = new Change(stored, command, context);
          change.rows().addedLabels.add(WhiteSpace.normalized(command.value()));
          return write(change, stored, context);
        });
  }

  static Decision decide(Dialog stored, RemoveServiceOwnerLabel command, DecisionContext context) {
    checkFound(stored, command, context);
    return new Decision.Needs<>(
        new Lookup.LabelValues(),
        labels -> {
          String label = WhiteSpace.normalized(command.value());
          if (!labels.contains(label)) {
            throw Problem.of(ProblemType.NOT_FOUND, "Label", "Label '" + label + "' was not found.")
                .toException();
          }
          Gate.precondition(command.precondition(), stored.contexts().serviceOwnerRevision());
          Change change = new Change(stored, command, context);
          change.rows().removedLabels.add(label);
          return write(change, stored, context);
        });
  }

  private static void checkFound(Dialog stored, DialogCommand command, DecisionContext context) {
    Gate.exists(
        stored,
        command,
        stored != null
            && !stored.isDeleted()
            && Access.ownsResource(stored, command.caller(), context.resources()));
  }

  private static Faults check(String value, List<String> existing) {
    String list = "dto.serviceOwnerLabels";
    String key = list + "[" + existing.size() + "].value";
    Faults faults = new Faults();
    if (value == null || WhiteSpace.isBlank(value)) {
      faults.add(key, "'Value' must not be empty.");
    }
    int length = value == null ? 0 : value.length();
    if (length < MIN_LENGTH) {
      faults.add(key, "'Value' must be at least " + MIN_LENGTH + " characters.");
    } else if (length > MAX_LENGTH) {
      faults.add(key, "'Value' must be " + MAX_LENGTH + " characters or fewer.");
    }
    if (value != null && existing.contains(WhiteSpace.normalized(value))) {
      faults.add(list, "Label '" + WhiteSpace.normalized(value) + "' is a duplicate.");
    }
    if (existing.size() >= MAX_LABELS) {
      faults.add(list, "Maximum " + MAX_LABELS + " labels are allowed.");
    }
    return faults;
  }

  private static Decision write(Change change, Dialog stored, DecisionContext context) {
    Contexts contexts = stored.contexts();
    Contexts next =
        new Contexts(
            context.newRevision().get(), contexts.endUserRevision(), contexts.systemLabels());
    change.set(stored.withContexts(next));
    change.touch(ChangedMember.serviceOwnerLabels);
    return change.write(ChangeKind.CONTEXT, CommandResult.of(next.serviceOwnerRevision()), null);
  }
}
