package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.CorrectFormSavedTime;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Moves the time of a FormSaved activity; also on deleted and frozen dialogs. */
final class FormSavedTimeCorrection {
  /** How far clocks may differ before a time counts as lying in the future. */
  private static final Duration TOLERANCE = Duration.ofSeconds(15);

  private FormSavedTimeCorrection() {}

  static Decision decide(Dialog stored, CorrectFormSavedTime command, DecisionContext context) {
    if (!command.caller().isAdmin()) {
      throw Gate.forbidden("Only admins may correct the time of an activity.").toException();
    }
    if (command.time().isAfter(context.now().plus(TOLERANCE))) {
      throw Problem.of(
              ProblemType.VALIDATION, "createdAt", "'createdAt' must not be in the future.")
          .toException();
    }
    if (stored == null) {
      throw notFound(command.activityId()).toException();
    }
    return new Decision.Needs<>(
        new Lookup.OneActivity(command.activityId()),
        found -> apply(stored, found.orElse(null), command, context));
  }

  private static Decision apply(
      Dialog stored, Activity activity, CorrectFormSavedTime command, DecisionContext context) {
    if (activity == null) {
      throw notFound(command.activityId()).toException();
    }
    if (activity.type() != ActivityType.FormSaved) {
      throw Problem.of(
              ProblemType.UNPROCESSABLE,
              "Type",
              "Activity " + activity.id() + " must be of type " + ActivityType.FormSaved + ".")
          .toException();
    }
    Gate.precondition(command.precondition(), stored.revision());
    Change change = new Change(stored, command, context);
    change.rows().rewrittenActivities.add(moved(activity, command.time()));
    change.set(stored.withTimes(notBefore(stored.times(), command.time())));
    change.touch(ChangedMember.activities);
    return change.toUpdate(null);
  }

  private static Activity moved(Activity activity, Instant time) {
    ObjectNode document = (ObjectNode) JsonText.parse(activity.document());
    return new Activity(
        activity.id(),
        activity.dialogId(),
        time,
        activity.type(),
        activity.transmissionId(),
        JsonText.write(
            ActivityForm.document(
                activity.id(), time, document, document.withObject("/performedBy"))));
  }

  private static Times notBefore(Times times, Instant time) {
    Instant updatedAt = times.updatedAt().isAfter(time) ? times.updatedAt() : time;
    return new Times(times.createdAt(), updatedAt, times.contentUpdatedAt(), times.deletedAt());
  }

  private static Problem notFound(UUID activityId) {
    return Problem.of(
        ProblemType.NOT_FOUND,
        "DialogActivity",
        "Entity 'DialogActivity' with the key " + activityId + " was not found.");
  }
}
