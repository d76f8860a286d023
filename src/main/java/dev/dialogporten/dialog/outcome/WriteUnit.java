package dev.dialogporten.dialog.outcome;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.DialogChange;
import java.util.List;
import java.util.UUID;

/**
 * Everything one command writes, to be committed together or not at all. The row is only touched
 * when it still has the revision and version of {@code before}.
 *
 * @param before the snapshot the decision was made on; null on create
 * @param after the new snapshot; null on purge. Its version is {@code before}'s plus one
 * @param children rows below the dialog
 * @param change the one row for the change log
 */
public record WriteUnit(Dialog before, Dialog after, Children children, DialogChange change) {

  /**
   * Rows below the dialog.
   *
   * @param transmissions to insert
   * @param rewrittenTransmissions to overwrite by id
   * @param activities to insert
   * @param rewrittenActivities to overwrite by id (only their time and document)
   * @param openedTransmissions stored transmissions whose opened flag becomes true
   * @param claimed element ids that come into use
   * @param released element ids that go out of use; never one that is also claimed
   * @param addedLabels service owner labels, trimmed and lower case
   * @param removedLabels service owner labels
   * @param labelLog entries to append
   * @param seen entry to insert unless it exists; null for none
   */
  public record Children(
      List<Transmission> transmissions,
      List<Transmission> rewrittenTransmissions,
      List<Activity> activities,
      List<Activity> rewrittenActivities,
      List<UUID> openedTransmissions,
      List<ElementId> claimed,
      List<ElementId> released,
      List<String> addedLabels,
      List<String> removedLabels,
      List<LabelLogEntry> labelLog,
      SeenEntry seen) {

    public static final Children NONE =
        new Children(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of(), null);
  }

  public UUID dialogId() {
    return after != null ? after.id() : before.id();
  }

  public boolean isCreate() {
    return before == null;
  }

  public boolean isPurge() {
    return after == null;
  }
}
