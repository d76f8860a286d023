package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;

/** What news from the service owner does to the end user's labels. */
final class LabelReset {
  private LabelReset() {}

  /** News brings a dialog back from bin or archive, unless it comes silently. */
  static SystemLabels reset(SystemLabels labels, boolean silent) {
    return silent ? labels : labels.with(SystemLabel.Default);
  }

  /** A transmission from the party marks the dialog for good. */
  static SystemLabels sent(SystemLabels labels, boolean fromParty) {
    return fromParty ? labels.with(SystemLabel.Sent) : labels;
  }
}
