package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.outcome.Lookup.UsedRows;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Transmissions and activities that one command appends: what must be looked up for them, and the
 * rules they must keep. What is looked up is bounded by the request, not by the dialog.
 */
final class Appends {

  /** A transmission to append; the body is bound and valid. */
  record NewTransmission(
      UUID id, TransmissionType type, String key, UUID parent, ObjectNode body) {}

  /** An activity to append; the body is bound and valid. */
  record NewActivity(UUID id, ActivityType type, UUID transmissionId, ObjectNode body) {}

  private final Map<UUID, NewTransmission> transmissions = new LinkedHashMap<>();
  private final List<NewActivity> activities = new ArrayList<>(0);
  private UsedRows used = UsedRows.NONE;
  private Hierarchy hierarchy;

  /**
   * @param transmissionBodies array, or missing
   * @param activityBodies array, or missing
   */
  Appends(JsonNode transmissionBodies, JsonNode activityBodies, Supplier<UUID> newId) {
    for (ObjectNode body : Canonical.elements(transmissionBodies)) {
      addTransmission(body, newId);
    }
    for (ObjectNode body : Canonical.elements(activityBodies)) {
      UUID id = Bound.id(body, "id");
      activities.add(
          new NewActivity(
              id == null ? newId.get() : id,
              ActivityType.valueOf(Bound.text(body, "type")),
              Bound.id(body, "transmissionId"),
              body));
    }
  }

  /** One transmission. */
  static Appends transmission(ObjectNode body, Supplier<UUID> newId) {
    return new Appends(Canonical.array(List.of(body)), Canonical.NODES.missingNode(), newId);
  }

  /** One activity. */
  static Appends activity(ObjectNode body, Supplier<UUID> newId) {
    return new Appends(Canonical.NODES.missingNode(), Canonical.array(List.of(body)), newId);
  }

  private void addTransmission(ObjectNode body, Supplier<UUID> newId) {
    UUID id = Bound.id(body, "id");
    NewTransmission transmission =
        new NewTransmission(
            id == null ? newId.get() : id,
            TransmissionType.valueOf(Bound.text(body, "type")),
            Bound.text(body, "idempotentKey"),
            Bound.id(body, "relatedTransmissionId"),
            body);
    transmissions.put(transmission.id(), transmission);
  }

  Iterable<NewTransmission> transmissions() {
    return transmissions.values();
  }

  List<NewActivity> activities() {
    return activities;
  }

  boolean hasTransmissions() {
    return !transmissions.isEmpty();
  }

  boolean isNew(UUID transmissionId) {
    return transmissions.containsKey(transmissionId);
  }

  List<ActivityType> activityTypes() {
    return activities.stream().map(NewActivity::type).toList();
  }

  boolean hasFromParty() {
    return transmissions.values().stream().anyMatch(t -> t.type().isFromParty());
  }

  boolean hasFromServiceOwner() {
    return transmissions.values().stream().anyMatch(t -> !t.type().isFromParty());
  }

  /** Continues once the stored rows these refer to are known; at once when there are none. */
  Decision lookUp(Function<Appends, Decision> then) {
    return lookUp(Set.of(), Set.of(), then);
  }

  /**
   * As {@link #lookUp(Function)}; it will be known, too, which given ids the dialog has already.
   */
  Decision lookUpWithIds(Function<Appends, Decision> then) {
    return lookUp(
        given(transmissions.values().stream().map(NewTransmission::body)),
        given(activities.stream().map(NewActivity::body)),
        then);
  }

  private static Set<UUID> given(Stream<ObjectNode> bodies) {
    return bodies
        .map(body -> Bound.id(body, "id"))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private Decision lookUp(
      Set<UUID> newTransmissions, Set<UUID> newActivities, Function<Appends, Decision> then) {
    Set<UUID> ids = new LinkedHashSet<>();
    Set<String> keys = new LinkedHashSet<>();
    for (NewTransmission transmission : transmissions.values()) {
      addStored(transmission.parent(), ids);
      if (transmission.key() != null) {
        keys.add(transmission.key());
      }
    }
    activities.forEach(activity -> addStored(activity.transmissionId(), ids));
    Lookup.RowsInUse lookup = new Lookup.RowsInUse(ids, keys, newTransmissions, newActivities);
    if (lookup.isEmpty()) {
      return then.apply(this);
    }
    return new Decision.Needs<>(
        lookup,
        answer -> {
          used = answer;
          return then.apply(this);
        });
  }

  private void addStored(UUID id, Set<UUID> ids) {
    if (id != null && !isNew(id)) {
      ids.add(id);
    }
  }

  /** The stored transmission with this id, null when the dialog has none. */
  Transmission stored(UUID id) {
    return id == null ? null : used.transmissions().get(id);
  }

  int depth(UUID id) {
    return hierarchy.depth(id);
  }

  /** 422 for ids that activities of the dialog have already. */
  void checkActivityIds(Faults faults) {
    for (NewActivity activity : activities) {
      if (used.takenActivities().contains(activity.id())) {
        faults.add("DialogActivity", Uniqueness.taken(activity.id()));
      }
    }
  }

  /** 422 for ids that transmissions of the dialog have already. */
  void checkTransmissionIds(Faults faults) {
    for (UUID id : transmissions.keySet()) {
      if (used.takenTransmissions().contains(id)) {
        faults.add("DialogTransmission", Uniqueness.taken(id));
      }
    }
  }

  /** Depth, width, cycles, parents and the counters. */
  void checkHierarchy(Dialog.Facts facts, Faults faults) {
    Map<UUID, UUID> parents = new LinkedHashMap<>();
    transmissions.values().forEach(t -> parents.put(t.id(), t.parent()));
    Map<UUID, Integer> depths = new HashMap<>();
    used.transmissions().forEach((id, transmission) -> depths.put(id, transmission.depth()));
    hierarchy = new Hierarchy(parents, depths, used.children()).check(faults);
    int fromParty =
        (int) transmissions.values().stream().filter(t -> t.type().isFromParty()).count();
    FactsTally.checkCounters(facts, transmissions.size() - fromParty, fromParty, faults);
  }

  /** 409 for keys that are used twice in the request. */
  void checkKeys(Faults collected) {
    checkKeys(collected, null, false);
  }

  /**
   * 409 for keys that are used twice or taken.
   *
   * @param own whether the dialog is the caller's own, so that the holder of a key may be named
   */
  void checkKeys(Faults collected, UUID dialogId, boolean own) {
    Set<String> seen = new LinkedHashSet<>();
    Set<String> refused = new LinkedHashSet<>();
    Taken holder = null;
    for (NewTransmission transmission : transmissions.values()) {
      String key = transmission.key();
      UUID stored = key == null ? null : used.takenKeys().get(key);
      if (key != null && (!seen.add(key) || stored != null)) {
        refused.add(key);
      }
      if (stored != null && holder == null) {
        holder = new Taken(Taken.Entity.DialogTransmission, stored, key, dialogId, false, own);
      }
    }
    if (!refused.isEmpty()) {
      Problem problem = Taken.keys(refused);
      Gate.refuse(collected, holder == null ? problem : holder.named(problem));
    }
  }

  /** 422 for activities that name a transmission the dialog does not have. */
  void checkRelations(String key, Faults faults) {
    for (NewActivity activity : activities) {
      UUID id = activity.transmissionId();
      if (id != null && !isNew(id) && stored(id) == null) {
        faults.add(key, "Transmission " + id + ", which an activity names, does not exist.");
      }
    }
  }

  void checkAttachmentExpiry(Instant now, Faults faults) {
    transmissions
        .values()
        .forEach(t -> TransmissionForm.checkAttachmentExpiry(t.body(), now, faults));
  }

  /** Adds the resources the new transmissions name. */
  void addResources(ResourceSet resources) {
    transmissions.values().forEach(t -> resources.add(t.body()));
  }
}
