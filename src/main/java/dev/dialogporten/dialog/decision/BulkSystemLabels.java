package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.outcome.BulkDecision;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The decision of a change of end user system labels on several dialogs. */
public final class BulkSystemLabels {
  private static final int MAX_DIALOGS = 200;

  private BulkSystemLabels() {}

  /**
   * Decides the command. Pure. A dialog whose labels come out as they were yields no unit.
   *
   * @param stored those of the command's dialogs that exist, by id
   */
  public static BulkDecision decide(
      Map<UUID, Dialog> stored, BulkSetSystemLabels command, DecisionContext context) {
    try {
      return new BulkDecision.Writes(units(stored, command, context));
    } catch (ProblemException refusal) {
      return new BulkDecision.Refused(refusal.problem());
    }
  }

  private static List<WriteUnit> units(
      Map<UUID, Dialog> stored, BulkSetSystemLabels command, DecisionContext context) {
    checkTargets(command.dialogs());
    LabelRequest request =
        new LabelRequest(
            command.caller(), command.addLabels(), command.removeLabels(), command.performedBy());
    request.check("dto.");
    request.checkPerformer();
    checkFound(stored, command.dialogs(), request, context);
    for (Target target : command.dialogs()) {
      UUID revision = stored.get(target.dialogId()).contexts().endUserRevision();
      Gate.precondition(precondition(target), revision);
    }
    List<WriteUnit> units = new ArrayList<>();
    for (Target target : command.dialogs()) {
      Decision decision =
          SystemLabelChange.apply(
              stored.get(target.dialogId()), single(target, command), request, context);
      if (decision instanceof Decision.Write write) {
        units.add(write.unit());
      }
    }
    return units;
  }

  private static void checkTargets(List<Target> targets) {
    Faults faults = new Faults();
    if (targets.isEmpty()) {
      faults.add("dto.dialogs", "'Dialogs' must not be empty.");
    }
    if (targets.size() > MAX_DIALOGS) {
      faults.add("dto.dialogs", "'Dialogs' cannot exceed " + MAX_DIALOGS + " items.");
    }
    if (targets.stream().map(Target::dialogId).distinct().count() < targets.size()) {
      faults.add("dto.dialogs", "'Dialogs' must not name a dialog twice: duplicate ids.");
    }
    faults.throwIfAny(ProblemType.VALIDATION);
  }

  /** One answer for all the reasons not to find a dialog, naming every such id. */
  private static void checkFound(
      Map<UUID, Dialog> stored,
      List<Target> targets,
      LabelRequest request,
      DecisionContext context) {
    List<UUID> missing =
        targets.stream()
            .map(Target::dialogId)
            .filter(
                id -> !request.finds(stored.get(id)) || !request.isVisible(stored.get(id), context))
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.of(
              ProblemType.NOT_FOUND,
              "DialogEntity",
              "Entity 'DialogEntity' with the keys " + missing + " was not found.")
          .toException();
    }
  }

  private static Precondition precondition(Target target) {
    return target
        .endUserRevision()
        .map(revision -> Precondition.listed(Set.of(revision)))
        .orElse(Precondition.ABSENT);
  }

  private static SetSystemLabels single(Target target, BulkSetSystemLabels command) {
    return new SetSystemLabels(
        target.dialogId(),
        command.caller(),
        precondition(target),
        command.addLabels(),
        command.removeLabels(),
        command.performedBy());
  }
}
