package dev.dialogporten.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.body.BodyRules;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A validated request to change system labels, of one dialog or of several.
 *
 * @param performedBy null when the change is made on behalf of a person
 * @param targets empty for the form that speaks of one dialog
 */
record SystemLabelBody(
    List<SystemLabel> addLabels,
    List<SystemLabel> removeLabels,
    ObjectNode performedBy,
    List<Target> targets) {
  private static final int MAX_TARGETS = 200;

  /** Throws a {@code ProblemException} with every fault. */
  static SystemLabelBody ofOne(ObjectNode body, String endUserId) {
    return of(body, endUserId, "", List.of(), new Faults());
  }

  /** Throws a {@code ProblemException} with every fault. */
  static SystemLabelBody ofSeveral(ObjectNode body, String endUserId) {
    Faults faults = new Faults();
    return of(body, endUserId, "dto.", targets(body, faults), faults);
  }

  private static SystemLabelBody of(
      ObjectNode body, String endUserId, String prefix, List<Target> targets, Faults faults) {
    List<SystemLabel> add = labels(body, "addLabels", prefix, faults);
    List<SystemLabel> remove = labels(body, "removeLabels", prefix, faults);
    ObjectNode actor = body.get("performedBy") instanceof ObjectNode given ? given : null;
    if (actor != null) {
      faults.addAll(BodyRules.actor(actor, prefix + "performedBy"));
    }
    if ((actor == null) == (endUserId == null)) {
      faults.add("endUserId", "Either 'endUserId' or 'performedBy' must be given, not both.");
    }
    faults.throwIfAny(ProblemType.VALIDATION);
    return new SystemLabelBody(add, remove, actor, targets);
  }

  /** A number that is no label survives binding; Sent is the service's own. */
  private static List<SystemLabel> labels(
      ObjectNode body, String member, String prefix, Faults faults) {
    List<SystemLabel> labels = new ArrayList<>(2);
    int index = 0;
    for (JsonNode label : body.path(member)) {
      String key = prefix + member + "[" + index++ + "]";
      if (!label.isTextual()) {
        faults.add(key, "'" + label + "' is not a system label.");
      } else if (label.textValue().equals(SystemLabel.Sent.name())) {
        faults.add(key, "'Sent' can be neither set nor removed.");
      } else {
        labels.add(SystemLabel.valueOf(label.textValue()));
      }
    }
    return List.copyOf(labels);
  }

  private static List<Target> targets(ObjectNode body, Faults faults) {
    JsonNode dialogs = body.path("dialogs");
    if (dialogs.isEmpty()) {
      faults.add("dto.dialogs", "'dialogs' must not be empty.");
    } else if (dialogs.size() > MAX_TARGETS) {
      faults.add("dto.dialogs", "'dialogs' must name " + MAX_TARGETS + " dialogs or fewer.");
      return List.of();
    }
    List<Target> targets = new ArrayList<>(dialogs.size());
    Set<UUID> ids = new HashSet<>();
    for (JsonNode dialog : dialogs) {
      Optional<UUID> id = id(dialog, "dialogId");
      if (id.isEmpty()) {
        faults.add("dto.dialogs", "'dialogId' must not be empty.");
      } else if (!ids.add(id.get())) {
        faults.add("dto.dialogs", "'dialogs' has the duplicate " + id.get() + ".");
      } else {
        targets.add(new Target(id.get(), id(dialog, "endUserContextRevision")));
      }
    }
    return List.copyOf(targets);
  }

  private static Optional<UUID> id(JsonNode node, String member) {
    return node.hasNonNull(member) ? Values.uuid(node.get(member).asText()) : Optional.empty();
  }
}
