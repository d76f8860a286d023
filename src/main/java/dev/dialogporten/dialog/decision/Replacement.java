package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.outcome.Decision;
import java.util.EnumSet;

/** PUT of a dialog: the body is the complete mutable part, leaving out is clearing. */
final class Replacement {
  private Replacement() {}

  static Decision decide(Dialog stored, ReplaceDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    return new DialogUpdate(stored, command, command.body(), EnumSet.allOf(Section.class), context)
        .decide();
  }
}
