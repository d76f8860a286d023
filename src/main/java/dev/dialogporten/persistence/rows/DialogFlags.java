package dev.dialogporten.persistence.rows;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.outcome.WriteUnit;

/**
 * The boolean columns of a dialog row as the bits of one parameter: a batch sends one array instead
 * of nine.
 */
public final class DialogFlags {
  private static final int API_ONLY = 1;
  private static final int FROZEN = 2;
  private static final int CONTENT_SEEN = 4;
  private static final int HAS_UNOPENED_CONTENT = 8;
  private static final int CORRESPONDENCE_OPENED = 16;
  private static final int LONG_TEXTS = 32;
  private static final int LEGACY_HTML = 64;
  private static final int LABELLED = 128;
  private static final int SEEN = 256;

  private DialogFlags() {}

  public static int of(WriteUnit unit) {
    Dialog dialog = unit.after();
    return bit(API_ONLY, dialog.fields().isApiOnly())
        | bit(FROZEN, dialog.state().frozen())
        | bit(CONTENT_SEEN, dialog.state().contentSeen())
        | bit(HAS_UNOPENED_CONTENT, dialog.state().hasUnopenedContent())
        | bit(CORRESPONDENCE_OPENED, dialog.facts().correspondenceOpened())
        | bit(LONG_TEXTS, dialog.facts().longTexts())
        | bit(LEGACY_HTML, dialog.facts().legacyHtml())
        | bit(LABELLED, !unit.children().addedLabels().isEmpty())
        | bit(SEEN, unit.children().seen() != null);
  }

  private static int bit(int bit, boolean set) {
    return set ? bit : 0;
  }
}
