package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.outcome.WriteUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Gathers the rows below a dialog while a change is being put together. Not thread-safe. */
public final class ChildRows {
  final List<Transmission> transmissions = new ArrayList<>(0);
  final List<Transmission> rewrittenTransmissions = new ArrayList<>(0);
  final List<Activity> activities = new ArrayList<>(0);
  final List<Activity> rewrittenActivities = new ArrayList<>(0);
  final List<UUID> openedTransmissions = new ArrayList<>(0);
  final ElementIds elementIds = new ElementIds();
  final List<String> addedLabels = new ArrayList<>(0);
  final List<String> removedLabels = new ArrayList<>(0);
  final List<LabelLogEntry> labelLog = new ArrayList<>(0);
  private SeenEntry seen;

  public void seen(SeenEntry entry) {
    seen = entry;
  }

  WriteUnit.Children toChildren() {
    return new WriteUnit.Children(
        List.copyOf(transmissions),
        List.copyOf(rewrittenTransmissions),
        List.copyOf(activities),
        List.copyOf(rewrittenActivities),
        List.copyOf(openedTransmissions),
        elementIds.claimed(),
        elementIds.released(),
        List.copyOf(addedLabels),
        List.copyOf(removedLabels),
        List.copyOf(labelLog),
        seen);
  }
}
