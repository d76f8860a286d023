package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * PUT of a stored transmission, a technical correction: always silent, and the counters stay as
 * they were counted when it came. The precondition is compared last, as a save would do it.
 */
final class TransmissionUpdate {
  private final Dialog stored;
  private final UpdateTransmission command;
  private final ObjectNode body;
  private final DecisionContext context;

  private TransmissionUpdate(Dialog stored, UpdateTransmission command, DecisionContext context) {
    this.stored = stored;
    this.command = command;
    this.body = command.body();
    this.context = context;
  }

  static Decision decide(Dialog stored, UpdateTransmission command, DecisionContext context) {
    Sizes.checkLists(command.body(), "dto", context.limits());
    BodyRules.transmissionUpdate(
            command.body(),
            command.dialogId(),
            command.transmissionId(),
            command.silentAsked(),
            new BodyRules.RuleContext(command.caller(), context.now(), command.silent()))
        .throwIfAny(ProblemType.VALIDATION);
    Gate.ownedByOrg(stored, command);
    ResourceAccess.check(
        ResourceSet.of(stored.facts().transmissionResources())
            .addUrn(stored.identity().serviceResource()),
        stored.identity().serviceResourceType(),
        command.caller(),
        context.resources());
    Gate.live(stored);
    Gate.unfrozen(stored, command.caller());
    return new Decision.Needs<>(
        new Lookup.AllTransmissions(), new TransmissionUpdate(stored, command, context)::apply);
  }

  private Decision apply(Map<UUID, Transmission> all) {
    Transmission before = all.get(command.transmissionId());
    if (before == null) {
      throw Problem.of(
              ProblemType.NOT_FOUND,
              "DialogTransmission",
              "Entity 'DialogTransmission' with the key "
                  + command.transmissionId()
                  + " was not found.")
          .toException();
    }
    checkKey(all);
    Faults faults = new Faults();
    Hierarchy hierarchy = hierarchy(all).check(faults);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    Gate.precondition(command.precondition(), stored.revision());

    Change change = new Change(stored, command, context);
    Transmission after = rewritten(before, hierarchy, change.rows(), faults);
    change.rows().elementIds.checkDistinct(faults);
    Sizes.checkTransmissions(0, List.of(after), context.limits(), faults);
    faults.throwIfAny(ProblemType.UNPROCESSABLE);
    change.rows().rewrittenTransmissions.add(after);
    addMoved(all, hierarchy, change.rows());
    change.set(stored.withFacts(facts(before, after, all)));
    change.touch(ChangedMember.transmissions);
    return change.toUpdate(null);
  }

  private void checkKey(Map<UUID, Transmission> all) {
    String key = Bound.text(body, "idempotentKey");
    for (Transmission other : all.values()) {
      if (key != null
          && key.equals(other.idempotentKey())
          && !other.id().equals(command.transmissionId())) {
        Taken taken =
            new Taken(
                Taken.Entity.DialogTransmission,
                other.id(),
                key,
                stored.id(),
                false,
                Access.ownsResource(stored, command.caller(), context.resources()));
        throw taken.named(Taken.keys(Set.of(key))).toException();
      }
    }
  }

  /** The hierarchy of the whole dialog as the correction makes it. */
  private Hierarchy hierarchy(Map<UUID, Transmission> all) {
    Map<UUID, UUID> parents = new LinkedHashMap<>();
    all.forEach((id, transmission) -> parents.put(id, transmission.relatedTransmissionId()));
    parents.put(command.transmissionId(), Bound.id(body, "relatedTransmissionId"));
    return new Hierarchy(parents, Map.of(), Map.of());
  }

  private Transmission rewritten(
      Transmission before, Hierarchy hierarchy, ChildRows rows, Faults faults) {
    JsonNode storedAttachments = JsonText.parse(before.document()).path("attachments");
    ArrayNode attachments =
        new ElementMerge(ElementForm.ATTACHMENT, context.newId())
            .merge(storedAttachments, body.path("attachments"));
    rows.elementIds.addBefore(ElementForm.ATTACHMENT, storedAttachments);
    rows.elementIds.addAfter(ElementForm.ATTACHMENT, attachments);
    Instant createdAt = Bound.instant(body, "createdAt");
    if (createdAt == null) {
      createdAt = before.createdAt();
    }
    ObjectNode sender = new Actors(context.names(), faults).stored(body.path("sender"));
    return new Transmission(
        before.id(),
        before.dialogId(),
        createdAt,
        TransmissionType.valueOf(Bound.text(body, "type")),
        Bound.text(body, "idempotentKey"),
        Bound.id(body, "relatedTransmissionId"),
        hierarchy.depth(before.id()),
        before.opened(),
        JsonText.write(
            TransmissionForm.document(before.id(), createdAt, body, sender, attachments)));
  }

  /** Answers below the corrected transmission move with it. */
  private void addMoved(Map<UUID, Transmission> all, Hierarchy hierarchy, ChildRows rows) {
    for (Transmission other : all.values()) {
      int depth = hierarchy.depth(other.id());
      if (depth != other.depth() && !other.id().equals(command.transmissionId())) {
        rows.rewrittenTransmissions.add(
            new Transmission(
                other.id(),
                other.dialogId(),
                other.createdAt(),
                other.type(),
                other.idempotentKey(),
                other.relatedTransmissionId(),
                depth,
                other.opened(),
                other.document()));
      }
    }
  }

  private Dialog.Facts facts(Transmission before, Transmission after, Map<UUID, Transmission> all) {
    FactsTally facts = new FactsTally(stored.facts());
    JsonNode old = JsonText.parse(before.document());
    facts.unopened((isUnopened(after) ? 1 : 0) - (isUnopened(before) ? 1 : 0));
    facts.contentless((TransmissionForm.hasContent(body) ? 0 : 1) - (old.has("content") ? 0 : 1));
    facts.transmissionResources(resources(old, all));
    return facts.toFacts();
  }

  /** Only when the old attribute named a resource can one go away; then all are looked at again. */
  private ResourceSet resources(JsonNode old, Map<UUID, Transmission> all) {
    if (new ResourceSet().add(old).urns().isEmpty()) {
      return ResourceSet.of(stored.facts().transmissionResources()).add(body);
    }
    ResourceSet resources = new ResourceSet().add(body);
    for (Transmission other : all.values()) {
      if (!other.id().equals(command.transmissionId())
          && ResourceSet.mayOccurIn(other.document())) {
        resources.add(JsonText.parse(other.document()));
      }
    }
    return resources;
  }

  private static boolean isUnopened(Transmission transmission) {
    return !transmission.type().isFromParty() && !transmission.opened();
  }
}
