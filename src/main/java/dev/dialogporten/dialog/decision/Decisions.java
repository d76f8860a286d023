package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.DialogCommand;

/** The one entry to every decision: what a command does to a dialog. Pure and synchronous. */
public final class Decisions {
  private Decisions() {}

  /**
   * Decides a command.
   *
   * @param stored the dialog, or null when no dialog has the command's id
   */
  public static Decision decide(Dialog stored, DialogCommand command, DecisionContext context) {
    throw new UnsupportedOperationException("decisions");
  }
}
