package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;

/** POST of one transmission. */
final class TransmissionAppend {
  private final Dialog stored;
  private final AppendTransmission command;
  private final DecisionContext context;

  private TransmissionAppend(Dialog stored, AppendTransmission command, DecisionContext context) {
    this.stored = stored;
    this.command = command;
    this.context = context;
  }

  static Decision decide(Dialog stored, AppendTransmission command, DecisionContext context) {
    Sizes.checkLists(command.body(), "transmissions[0]", context.limits());
    BodyRules.transmission(
            command.body(),
            new BodyRules.RuleContext(command.caller(), context.now(), command.silent()))
        .throwIfAny(ProblemType.VALIDATION);
    Gate.ownedByOrg(stored, command);
    Gate.live(stored);
    Gate.unfrozen(stored, command.caller());
    Gate.precondition(command.precondition(), stored.revision());
    return Appends.transmission(command.body(), context.newId())
        .lookUp(new TransmissionAppend(stored, command, context)::apply);
  }

  private Decision apply(Appends appends) {
    Faults faults = new Faults();
    appends.checkKeys(
        faults, stored.id(), Access.ownsResource(stored, command.caller(), context.resources()));
    appends.checkHierarchy(stored.facts(), faults);
    appends.checkAttachmentExpiry(context.now(), faults);
    ResourceSet named = new ResourceSet().addUrn(stored.identity().serviceResource());
    appends.addResources(named);
    ResourceAccess.check(
        named, stored.identity().serviceResourceType(), command.caller(), context.resources());
    faults.throwIfAny(ProblemType.UNPROCESSABLE);

    Change change = new Change(stored, command, context);
    change.append(appends, new FactsTally(stored.facts()), new Actors(context.names(), faults));
    change.rows().elementIds.checkDistinct(faults);
    Sizes.checkTransmissions(
        stored.facts().transmissions(), change.rows().transmissions, context.limits(), faults);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    if (appends.hasFromServiceOwner()) {
      change.hasUnopenedContent(true);
    }
    SystemLabels labels = LabelReset.reset(stored.contexts().systemLabels(), command.silent());
    change.relabel(
        LabelReset.sent(labels, appends.hasFromParty()), LabelLog.serviceOwner(command.caller()));
    return change.toUpdate(appends.transmissions().iterator().next().id());
  }
}
