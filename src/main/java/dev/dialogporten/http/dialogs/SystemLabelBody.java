package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.http.exchange.Values;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A bound request to change system labels, of one dialog or of several, in the types of its
 * command. What the labels mean is decided elsewhere.
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
  static SystemLabelBody ofOne(ObjectNode body) {
    return of(body, "", List.of(), new Faults());
  }

  /** Throws a {@code ProblemException} with every fault. */
  static SystemLabelBody ofSeveral(ObjectNode body) {
    Faults faults = new Faults();
    return of(body, "dto.", targets(body.path("dialogs"), faults), faults);
  }

  private static SystemLabelBody of(
      ObjectNode body, String prefix, List<Target> targets, Faults faults) {
    List<SystemLabel> add = labels(body, "addLabels", prefix, faults);
    List<SystemLabel> remove = labels(body, "removeLabels", prefix, faults);
    faults.throwIfAny(ProblemType.VALIDATION);
    ObjectNode actor = body.get("performedBy") instanceof ObjectNode given ? given : null;
    return new SystemLabelBody(add, remove, actor, targets);
  }

  /** A number that is no label survives binding. */
  private static List<SystemLabel> labels(
      ObjectNode body, String member, String prefix, Faults faults) {
    List<SystemLabel> labels = new ArrayList<>(2);
    int index = 0;
    for (JsonNode label : body.path(member)) {
      if (label.isTextual()) {
        labels.add(SystemLabel.valueOf(label.textValue()));
      } else {
        String key = prefix + member + "[" + index + "]";
        faults.add(key, "'" + label + "' is not a system label.");
      }
      index++;
    }
    return List.copyOf(labels);
  }

  /** The number is checked before anything is looked up. */
  private static List<Target> targets(JsonNode dialogs, Faults faults) {
    if (dialogs.size() > MAX_TARGETS) {
      faults.add("dto.dialogs", "'dialogs' cannot exceed " + MAX_TARGETS + " items.");
      return List.of();
    }
    List<Target> targets = new ArrayList<>(dialogs.size());
    for (JsonNode dialog : dialogs) {
      Optional<UUID> id = id(dialog, "dialogId");
      if (id.isPresent()) {
        targets.add(new Target(id.get(), id(dialog, "endUserContextRevision")));
      } else {
        faults.add("dto.dialogs", "'dialogId' must not be empty.");
      }
    }
    return targets;
  }

  private static Optional<UUID> id(JsonNode node, String member) {
    return node.hasNonNull(member) ? Values.uuid(node.get(member).asText()) : Optional.empty();
  }
}
