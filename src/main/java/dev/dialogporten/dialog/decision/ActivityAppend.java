package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.decision.Appends.NewActivity;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;

/** POST of one activity. Here the precondition is compared last of all, as a save would do it. */
final class ActivityAppend {
  private final Dialog stored;
  private final AppendActivity command;
  private final DecisionContext context;

  private ActivityAppend(Dialog stored, AppendActivity command, DecisionContext context) {
    this.stored = stored;
    this.command = command;
    this.context = context;
  }

  static Decision decide(Dialog stored, AppendActivity command, DecisionContext context) {
    BodyRules.activity(
            command.body(),
            new BodyRules.RuleContext(command.caller(), context.now(), command.silent()))
        .throwIfAny(ProblemType.VALIDATION);
    Gate.ownedByOrg(stored, command);
    if (!command.caller().isAdmin()) {
      Gate.live(stored);
    }
    Gate.unfrozen(stored, command.caller());
    Appends appends = Appends.activity(command.body(), context.newId());
    Gate.activityTypes(appends.activityTypes(), command.caller(), new Faults());
    return appends.lookUp(new ActivityAppend(stored, command, context)::apply);
  }

  private Decision apply(Appends appends) {
    Faults faults = new Faults();
    appends.checkRelations("Activity.TransmissionId", faults);
    ResourceAccess.check(
        new ResourceSet().addUrn(stored.identity().serviceResource()),
        stored.identity().serviceResourceType(),
        command.caller(),
        context.resources());
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    Gate.precondition(command.precondition(), stored.revision());

    Change change = new Change(stored, command, context);
    change.append(appends, new FactsTally(stored.facts()), new Actors(context.names(), faults));
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    NewActivity activity = appends.activities().get(0);
    if (mayBeTheLastToOpen(activity, appends.stored(activity.transmissionId()))
        && !Unopened.of(change.after())) {
      change.hasUnopenedContent(false);
    }
    change.relabel(
        LabelReset.reset(stored.contexts().systemLabels(), command.silent()),
        LabelLog.serviceOwner(command.caller()));
    return change.toUpdate(activity.id());
  }

  /** Only these reports can end a dialog's being unopened; other activities leave the flag be. */
  private boolean mayBeTheLastToOpen(NewActivity activity, Transmission target) {
    if (activity.type() == ActivityType.TransmissionOpened) {
      return !target.type().isFromParty();
    }
    return activity.type() == ActivityType.CorrespondenceOpened && stored.isCorrespondence();
  }
}
