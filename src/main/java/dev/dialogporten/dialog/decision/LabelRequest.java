package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;

/**
 * A wish to change system labels of one dialog or several, in somebody's name.
 *
 * @param performedBy bound actor object, or null when the caller acts for a person
 */
record LabelRequest(
    Caller caller,
    List<SystemLabel> addLabels,
    List<SystemLabel> removeLabels,
    ObjectNode performedBy) {

  /**
   * 400 for what is wrong with the request itself.
   *
   * @param prefix of the keys of body members
   */
  void check(String prefix) {
    Faults faults = new Faults();
    if ((caller.endUserId() == null) == (performedBy == null)) {
      faults.add(
          "endUserId", "Exactly one of 'endUserId' and 'performedBy' must be given; not be empty.");
    }
    if (performedBy != null) {
      faults.addAll(BodyRules.actor(performedBy, prefix + "performedBy"));
    }
    checkLabels(addLabels, prefix + "addLabels", faults);
    checkLabels(removeLabels, prefix + "removeLabels", faults);
    faults.throwIfAny(ProblemType.VALIDATION);
  }

  private static void checkLabels(List<SystemLabel> labels, String key, Faults faults) {
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i) == SystemLabel.Sent) {
        faults.add(key + "[" + i + "]", "'Sent' is set by the system alone.");
      }
    }
  }

  /** 403 for naming the performer without being admin. */
  void checkPerformer() {
    if (performedBy != null && !caller.isAdmin()) {
      throw Gate.forbidden("Only admins may use 'performedBy'.").toException();
    }
  }

  /** Whether the caller may know of the dialog; nobody changes labels of a deleted one. */
  boolean finds(Dialog dialog) {
    return dialog != null && !dialog.isDeleted() && Access.ownsByOrg(dialog, caller);
  }

  /** Whether the person the caller acts for may see the dialog. */
  boolean isVisible(Dialog dialog, DecisionContext context) {
    Dialog.Identity identity = dialog.identity();
    return caller.endUserId() == null
        || caller.isAdmin()
        || context
            .access()
            .mayAccess(caller.endUserId(), identity.party(), identity.serviceResource());
  }

  /** Removals first; of several additions to the exclusive trio the last one stays. */
  SystemLabels applyTo(SystemLabels labels) {
    SystemLabels next = labels;
    for (SystemLabel label : removeLabels) {
      next = next.without(label);
    }
    for (SystemLabel label : addLabels) {
      next = next.with(label);
    }
    return next;
  }

  /** Actor JSON for the label log; 422 when nobody knows the actor's id. */
  String performer(DecisionContext context) {
    Faults faults = new Faults();
    Actors actors = new Actors(context.names(), faults);
    String actor =
        JsonText.write(
            performedBy == null
                ? actors.representative(caller.endUserId())
                : actors.stored(performedBy));
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    return actor;
  }
}
