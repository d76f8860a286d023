package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import java.util.Map;
import java.util.UUID;

/** The decision of a change of end user system labels on several dialogs. */
public final class BulkSystemLabels {
  private BulkSystemLabels() {}

  /**
   * Decides the command. Pure.
   *
   * @param stored those of the command's dialogs that exist, by id
   */
  public static BulkDecision decide(
      Map<UUID, Dialog> stored, BulkSetSystemLabels command, DecisionContext context) {
    throw new UnsupportedOperationException("bulk labels");
  }
}
