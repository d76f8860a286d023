package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.body.CompositeEdit;
import dev.dialogporten.dialog.body.DialogEdit;
import dev.dialogporten.dialog.body.MergeDocument;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.value.JsonText;
import java.util.EnumSet;
import java.util.Set;

/**
 * PATCH of a dialog, in either format: it is applied to what a PUT of the stored dialog would send,
 * and the result is replaced like any other. Sections that it does not name never leave their text.
 */
final class Patching {
  private static final String TRANSMISSIONS = "transmissions";
  private static final String ACTIVITIES = "activities";

  private Patching() {}

  static Decision decide(Dialog stored, PatchDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    DialogEdit edit = command.patch();
    if (edit instanceof CompositeEdit composite) {
      if (composite.isEmpty()) {
        return nothing(stored, command);
      }
      if (composite.appends()) {
        Gate.ownedByOrg(stored, command);
      }
      edit = composite.edit();
    }
    if (edit instanceof MergeDocument merge) {
      Immutables.check(stored, merge.immutable());
    }
    Set<String> members = command.patch().members();
    Set<Section> touched = EnumSet.noneOf(Section.class);
    for (Section section : Section.values()) {
      if (members.contains(section.member())) {
        touched.add(section);
      }
    }
    ObjectNode body = command.patch().apply(target(stored, touched), context.deadline());
    return new DialogUpdate(stored, command, body, touched, context).decide();
  }

  /** Asking for nothing is no news to the end user, so the labels stay, too. */
  private static Decision nothing(Dialog stored, PatchDialog command) {
    Gate.live(stored);
    Gate.unfrozen(stored, command.caller());
    Gate.precondition(command.precondition(), stored.revision());
    return new Decision.Unchanged(CommandResult.of(stored.revision()));
  }

  /** The stored dialog in the shape of an update body; appended lists start empty. */
  private static ObjectNode target(Dialog stored, Set<Section> touched) {
    ObjectNode target = Canonical.object();
    FieldsForm.write(stored.fields(), target);
    for (Section section : touched) {
      JsonNode tree = JsonText.parse(section.of(stored.sections()));
      if (section != Section.CONTENT || !tree.isEmpty()) {
        target.set(section.member(), tree);
      }
    }
    target.putArray(TRANSMISSIONS);
    target.putArray(ACTIVITIES);
    return target;
  }
}
