package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.value.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the label assignment log says of a change of system labels. Default is never logged. */
final class LabelLog {
  private LabelLog() {}

  /**
   * Removals first, then additions.
   *
   * @param performedBy actor JSON
   */
  static List<LabelLogEntry> entries(
      SystemLabels before, SystemLabels after, String performedBy, DecisionContext context) {
    List<LabelLogEntry> entries = new ArrayList<>();
    for (SystemLabel label : before.inOrder()) {
      if (!after.contains(label)) {
        add(entries, label, "remove", performedBy, context);
      }
    }
    for (SystemLabel label : after.inOrder()) {
      if (!before.contains(label)) {
        add(entries, label, "set", performedBy, context);
      }
    }
    return entries;
  }

  /** The caller's organisation as the one who acts. */
  static Supplier<String> serviceOwner(Caller caller) {
    return () ->
        JsonText.write(
            Canonical.object()
                .put("actorType", Actors.SERVICE_OWNER)
                .put("actorId", caller.organizationUrn()));
  }

  private static void add(
      List<LabelLogEntry> entries,
      SystemLabel label,
      String action,
      String performedBy,
      DecisionContext context) {
    if (label != SystemLabel.Default) {
      String name = "systemlabel:" + label;
      entries.add(
          new LabelLogEntry(context.newId().get(), context.now(), name, action, performedBy));
    }
  }
}
