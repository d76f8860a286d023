package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.AddServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.command.DialogCommand.CorrectFormSavedTime;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.command.DialogCommand.OpenDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogCommand.RemoveServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.problem.ProblemException;
import java.util.function.Supplier;

/** The one entry to every decision: what a command does to a dialog. Pure and synchronous. */
public final class Decisions {
  private Decisions() {}

  /**
   * Decides a command.
   *
   * @param stored the dialog, or null when no dialog has the command's id
   */
  public static Decision decide(Dialog stored, DialogCommand command, DecisionContext context) {
    return guarded(() -> dispatch(stored, command, context));
  }

  /** Refusals travel as exceptions inside this package and leave it as decisions. */
  private static Decision guarded(Supplier<Decision> deciding) {
    try {
      Decision decision = deciding.get();
      return decision instanceof Decision.Needs<?> needs ? guarded(needs) : decision;
    } catch (ProblemException refusal) {
      return new Decision.Refused(refusal.problem());
    }
  }

  private static <A> Decision guarded(Decision.Needs<A> needs) {
    return new Decision.Needs<>(
        needs.lookup(), answer -> guarded(() -> needs.then().apply(answer)));
  }

  private static Decision dispatch(Dialog stored, DialogCommand command, DecisionContext context) {
    if (command instanceof PatchDialog patch) {
      return Patching.decide(stored, patch, context);
    } else if (command instanceof ReplaceDialog replace) {
      return Replacement.decide(stored, replace, context);
    } else if (command instanceof CreateDialog create) {
      return Creation.decide(stored, create, context);
    } else if (command instanceof AppendActivity append) {
      return ActivityAppend.decide(stored, append, context);
    } else if (command instanceof AppendTransmission append) {
      return TransmissionAppend.decide(stored, append, context);
    } else if (command instanceof UpdateTransmission update) {
      return TransmissionUpdate.decide(stored, update, context);
    } else if (command instanceof CorrectFormSavedTime correction) {
      return FormSavedTimeCorrection.decide(stored, correction, context);
    } else if (command instanceof DeleteDialog delete) {
      return Deletion.decide(stored, delete, context);
    } else if (command instanceof RestoreDialog restore) {
      return Restoration.decide(stored, restore, context);
    } else if (command instanceof PurgeDialog purge) {
      return Purge.decide(stored, purge, context);
    } else if (command instanceof FreezeDialog freeze) {
      return Freeze.decide(stored, freeze, context);
    } else if (command instanceof OpenDialog open) {
      return Opening.decide(stored, open, context);
    } else if (command instanceof AddServiceOwnerLabel add) {
      return ServiceOwnerLabelChange.decide(stored, add, context);
    } else if (command instanceof RemoveServiceOwnerLabel remove) {
      return ServiceOwnerLabelChange.decide(stored, remove, context);
    } else if (command instanceof SetSystemLabels set) {
      return SystemLabelChange.decide(stored, set, context);
    }
    throw new IllegalArgumentException("no decision for " + command.getClass());
  }
}
