package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.body.JsonWeight;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;

/**
 * Whether a decision has so much to go through that others should not wait for it. Found out for
 * each command, so it looks at lengths and stops early.
 */
public final class Effort {
  /** Characters that are parsed, validated, merged and written in about a millisecond. */
  private static final int LARGE = 64 * 1024;

  /** All of which an update of one transmission goes through. */
  private static final int MANY_TRANSMISSIONS = 1000;

  private Effort() {}

  /**
   * @param stored the dialog, or null
   */
  public static boolean isLarge(Dialog stored, DialogCommand command) {
    if (command instanceof PatchDialog patch) {
      return patch.patch().weight() + touched(stored, patch) > LARGE;
    } else if (command instanceof ReplaceDialog replace) {
      return length(stored) > LARGE || isLarge(replace.body());
    } else if (command instanceof CreateDialog create) {
      return isLarge(create.body());
    } else if (command instanceof AppendTransmission append) {
      return isLarge(append.body());
    } else if (command instanceof AppendActivity append) {
      return isLarge(append.body());
    } else if (command instanceof UpdateTransmission update) {
      return isLarge(update.body()) || transmissions(stored) > MANY_TRANSMISSIONS;
    }
    return false;
  }

  private static boolean isLarge(JsonNode body) {
    return JsonWeight.exceeds(body, LARGE);
  }

  private static int length(Dialog stored) {
    return stored == null ? 0 : stored.sections().length();
  }

  private static int transmissions(Dialog stored) {
    return stored == null ? 0 : stored.facts().fromServiceOwner() + stored.facts().fromParty();
  }

  private static int touched(Dialog stored, PatchDialog command) {
    int length = 0;
    if (stored != null) {
      for (Section section : Section.values()) {
        if (command.patch().members().contains(section.member())) {
          length += section.of(stored.sections()).length();
        }
      }
    }
    return length;
  }
}
