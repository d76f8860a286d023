package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Fields;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.Set;

/** What PUT and PATCH have in common: all of it, once the body of an update is at hand. */
final class DialogUpdate {
  private final Dialog stored;
  private final DialogCommand command;
  private final ObjectNode body;
  private final Set<Section> touched;
  private final DecisionContext context;

  /**
   * @param stored known to be the caller's
   * @param body bound, not validated yet
   * @param touched the sections that {@code body} says anything about
   */
  DialogUpdate(
      Dialog stored,
      DialogCommand command,
      ObjectNode body,
      Set<Section> touched,
      DecisionContext context) {
    this.stored = stored;
    this.command = command;
    this.body = body;
    this.touched = touched;
    this.context = context;
  }

  Decision decide() {
    Sizes.checkLists(body, "dto", context.limits());
    BodyRules.update(
            body,
            touched,
            stored,
            new BodyRules.RuleContext(command.caller(), context.now(), command.silent()))
        .throwIfAny(ProblemType.VALIDATION);
    Gate.live(stored);
    Gate.unfrozen(stored, command.caller());
    Gate.precondition(command.precondition(), stored.revision());
    return new Appends(body.path("transmissions"), body.path("activities"), context.newId())
        .lookUpWithIds(this::apply);
  }

  private Decision apply(Appends appends) {
    Caller caller = command.caller();
    Faults faults = new Faults();
    Fields fields = FieldsForm.read(body);
    if (!command.silent() && !caller.isAdmin()) {
      TimeRules.update(stored.fields(), fields, context.now(), faults);
    }
    appends.checkActivityIds(faults);
    Gate.activityTypes(appends.activityTypes(), caller, faults);
    appends.checkTransmissionIds(faults);
    appends.checkHierarchy(stored.facts(), faults);
    appends.checkKeys(
        faults, stored.id(), Access.ownsResource(stored, caller, context.resources()));
    appends.checkRelations("Activities", faults);

    Change change = new Change(stored, command, context);
    FactsTally facts = new FactsTally(stored.facts());
    SectionMerge sections =
        new SectionMerge(stored.sections(), context, change.rows().elementIds, facts)
            .merge(body, touched);
    sections.checkAttachmentExpiry(faults);
    appends.checkAttachmentExpiry(context.now(), faults);
    Sizes.checkDialog(
        stored.sections().length(), sections.sections().length(), context.limits(), faults);
    checkResources(appends, facts);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);

    change.set(stored.withFields(fields).withSections(sections.sections()));
    change.touchAll(FieldsForm.differences(stored.fields(), fields));
    change.touchAll(sections.changed());
    Faults unsaved = new Faults();
    change.append(appends, facts, new Actors(context.names(), unsaved));
    change.rows().elementIds.checkDistinct(unsaved);
    Sizes.checkTransmissions(
        stored.facts().transmissions(), change.rows().transmissions, context.limits(), unsaved);
    unsaved.throwIfAny(ProblemType.UNPROCESSABLE);
    change.hasUnopenedContent(Unopened.of(change.after()));
    SystemLabels labels = LabelReset.reset(stored.contexts().systemLabels(), command.silent());
    change.relabel(LabelReset.sent(labels, appends.hasFromParty()), LabelLog.serviceOwner(caller));
    return change.toUpdate(null);
  }

  /** All that the dialog names after the change, stored transmissions included. */
  private void checkResources(Appends appends, FactsTally facts) {
    Dialog.Facts counted = facts.toFacts();
    ResourceSet named =
        ResourceSet.of(counted.actionResources())
            .addAll(counted.transmissionResources())
            .addUrn(stored.identity().serviceResource());
    appends.addResources(named);
    ResourceAccess.check(
        named, stored.identity().serviceResourceType(), command.caller(), context.resources());
  }
}
