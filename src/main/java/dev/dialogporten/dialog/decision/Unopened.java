package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;

/** Whether a dialog has content that was never reported as opened. */
final class Unopened {
  private Unopened() {}

  /** From the facts alone, as an update of the whole dialog computes it. */
  static boolean of(Dialog dialog) {
    return dialog.facts().unopened() > 0 || lacksCorrespondenceOpened(dialog);
  }

  /** A correspondence counts as unopened until an activity says otherwise. */
  static boolean lacksCorrespondenceOpened(Dialog dialog) {
    return dialog.isCorrespondence() && !dialog.facts().correspondenceOpened();
  }
}
