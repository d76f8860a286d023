package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.util.Collection;
import java.util.UUID;

/**
 * The refusals that many operations share, each thrown. Every operation calls them in its order.
 */
final class Gate {
  private Gate() {}

  /** 404 unless the dialog exists and the caller may know of it. */
  static void exists(Dialog stored, DialogCommand command, boolean owned) {
    if (stored == null || !owned) {
      throw Access.notFound(command.dialogId()).toException();
    }
  }

  static void ownedByResource(Dialog stored, DialogCommand command, DecisionContext context) {
    exists(
        stored,
        command,
        stored != null && Access.ownsByResource(stored, command.caller(), context.resources()));
  }

  static void ownedByOrg(Dialog stored, DialogCommand command) {
    exists(stored, command, stored != null && Access.ownsByOrg(stored, command.caller()));
  }

  /** 410 for a soft-deleted dialog. */
  static void live(Dialog stored) {
    if (stored.isDeleted()) {
      throw Access.gone(stored.id()).toException();
    }
  }

  /** 403 for a frozen dialog, unless the caller is admin. */
  static void unfrozen(Dialog stored, Caller caller) {
    if (stored.state().frozen() && !caller.isAdmin()) {
      throw forbidden("Dialog " + stored.id() + " is frozen; only admins may change it.")
          .toException();
    }
  }

  /** 412 (RFC 9110 section 13.1.1); the one place that compares. */
  static void precondition(Precondition precondition, UUID revision) {
    if (!precondition.isFulfilledBy(revision)) {
      throw precondition.refusal(revision).toException();
    }
  }

  /** 403 for types that need the correspondence scope, admins included. */
  static void activityTypes(Collection<ActivityType> types, Caller caller, Faults collected) {
    if (!caller.isCorrespondence() && types.stream().anyMatch(ActivityType::isCorrespondence)) {
      refuse(
          collected,
          forbidden(
              "Activity types '"
                  + ActivityType.CorrespondenceOpened
                  + "' and '"
                  + ActivityType.CorrespondenceConfirmed
                  + "' need the scope '"
                  + Scope.CORRESPONDENCE
                  + "'."));
    }
  }

  /** Refuses with the problem, or with the domain faults found before it: those win. */
  static void refuse(Faults collected, Problem problem) {
    collected.throwIfAny(ProblemType.UNPROCESSABLE);
    throw problem.toException();
  }

  static Problem forbidden(String text) {
    return Problem.of(ProblemType.FORBIDDEN, "Forbidden", text);
  }
}
