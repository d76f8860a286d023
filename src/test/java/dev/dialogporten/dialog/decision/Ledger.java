package dev.dialogporten.dialog.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.problem.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps dialogs in memory: decides commands, looks up what they need, applies what they write. */
final class Ledger {
  final World world = new World();
  final Map<UUID, Dialog> dialogs = new HashMap<>();
  final Map<UUID, Transmission> transmissions = new LinkedHashMap<>();
  final Map<UUID, Activity> activities = new LinkedHashMap<>();
  final Map<ElementId, UUID> elementIds = new HashMap<>();
  final Map<UUID, Set<String>> labels = new HashMap<>();
  final Map<UUID, SeenEntry> seen = new LinkedHashMap<>();
  final List<LabelLogEntry> labelLog = new ArrayList<>();
  final List<DialogChange> changes = new ArrayList<>();

  /** What the last command asked for; null when it asked for nothing. */
  Lookup<?> asked;

  /** The last write; null when the last command made none. */
  WriteUnit written;

  /** Decides, answers needs, and applies a write. */
  Decision send(DialogCommand command) {
    asked = null;
    written = null;
    Decision decision = Decisions.decide(dialogs.get(command.dialogId()), command, world.context());
    if (decision instanceof Decision.Needs<?> needs) {
      asked = needs.lookup();
      decision = settle(command.dialogId(), needs);
      assertThat(decision).isNotInstanceOf(Decision.Needs.class);
    }
    if (decision instanceof Decision.Write write) {
      apply(write.unit());
    }
    return decision;
  }

  private <A> Decision settle(UUID dialogId, Decision.Needs<A> needs) {
    return needs.then().apply(answer(dialogId, needs.lookup()));
  }

  /** The result of a command that must succeed. */
  CommandResult ok(DialogCommand command) {
    Decision decision = send(command);
    if (decision instanceof Decision.Write write) {
      return write.result();
    }
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Unchanged.class);
    return ((Decision.Unchanged) decision).result();
  }

  /** The problem of a command that must be refused, and change nothing. */
  Problem refused(DialogCommand command) {
    Decision decision = send(command);
    assertThat(decision).as("%s", command).isInstanceOf(Decision.Refused.class);
    return ((Decision.Refused) decision).problem();
  }

  Dialog dialog(UUID id) {
    return dialogs.get(id);
  }

  DialogChange lastChange() {
    return changes.get(changes.size() - 1);
  }

  List<Transmission> transmissionsOf(UUID dialogId) {
    return transmissions.values().stream().filter(t -> t.dialogId().equals(dialogId)).toList();
  }

  List<Activity> activitiesOf(UUID dialogId) {
    return activities.values().stream().filter(a -> a.dialogId().equals(dialogId)).toList();
  }

  /** As persistence would: by the type of the question. */
  @SuppressWarnings("unchecked") // each case answers with its question's own type
  private <A> A answer(UUID dialogId, Lookup<A> lookup) {
    return (A) answerOf(dialogId, lookup);
  }

  private Object answerOf(UUID dialogId, Lookup<?> lookup) {
    if (lookup instanceof Lookup.RowsInUse rows) {
      return used(dialogId, rows);
    } else if (lookup instanceof Lookup.OneActivity activity) {
      return activitiesOf(dialogId).stream().filter(a -> a.id().equals(activity.id())).findFirst();
    } else if (lookup instanceof Lookup.LabelValues) {
      return List.copyOf(new TreeSet<>(labels.getOrDefault(dialogId, Set.of())));
    } else if (lookup instanceof Lookup.IdempotentKey key) {
      return keyHolder(key);
    } else if (lookup instanceof Lookup.SeenBy by) {
      return new Lookup.LastSeen(seen.containsKey(by.id()), newestSeen(dialogId, by.actor()));
    }
    assertThat(lookup).isInstanceOf(Lookup.AllTransmissions.class);
    return transmissionsOf(dialogId).stream().collect(Collectors.toMap(Transmission::id, t -> t));
  }

  private Lookup.UsedRows used(UUID dialogId, Lookup.RowsInUse asked) {
    Map<UUID, Transmission> found =
        transmissionsOf(dialogId).stream()
            .filter(t -> asked.transmissions().contains(t.id()))
            .collect(Collectors.toMap(Transmission::id, t -> t));
    Map<UUID, Integer> children = new HashMap<>();
    for (Transmission transmission : transmissionsOf(dialogId)) {
      if (found.containsKey(transmission.relatedTransmissionId())) {
        children.merge(transmission.relatedTransmissionId(), 1, Integer::sum);
      }
    }
    Map<String, UUID> takenKeys =
        transmissionsOf(dialogId).stream()
            .filter(t -> t.idempotentKey() != null)
            .filter(t -> asked.keys().contains(t.idempotentKey()))
            .collect(Collectors.toMap(Transmission::idempotentKey, Transmission::id));
    return new Lookup.UsedRows(
        found,
        children,
        takenKeys,
        transmissionsOf(dialogId).stream()
            .map(Transmission::id)
            .filter(asked.newTransmissions()::contains)
            .collect(Collectors.toSet()),
        activitiesOf(dialogId).stream()
            .map(Activity::id)
            .filter(asked.newActivities()::contains)
            .collect(Collectors.toSet()));
  }

  private Optional<Lookup.KeyHolder> keyHolder(Lookup.IdempotentKey asked) {
    return dialogs.values().stream()
        .filter(
            d ->
                asked.key().equals(d.identity().idempotentKey())
                    && d.identity().org().equals(asked.org()))
        .map(d -> new Lookup.KeyHolder(d.id(), d.isDeleted()))
        .findFirst();
  }

  private Instant newestSeen(UUID dialogId, String actor) {
    return seen.values().stream()
        .filter(entry -> entry.dialogId().equals(dialogId) && entry.actorId().equals(actor))
        .map(SeenEntry::seenAt)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** As the database would, uniqueness included. */
  void apply(WriteUnit unit) {
    written = unit;
    UUID id = unit.dialogId();
    assertThat(dialogs.get(id)).isSameAs(unit.before());
    changes.add(unit.change());
    if (unit.isPurge()) {
      purge(id);
      return;
    }
    long version = unit.isCreate() ? 1 : unit.before().version() + 1;
    assertThat(unit.after().version()).isEqualTo(version);
    dialogs.put(id, unit.after());
    WriteUnit.Children children = unit.children();
    children.transmissions().forEach(t -> assertThat(transmissions.put(t.id(), t)).isNull());
    children
        .rewrittenTransmissions()
        .forEach(t -> assertThat(transmissions.put(t.id(), t)).isNotNull());
    children.activities().forEach(a -> assertThat(activities.put(a.id(), a)).isNull());
    children.rewrittenActivities().forEach(a -> assertThat(activities.put(a.id(), a)).isNotNull());
    children.openedTransmissions().forEach(this::open);
    children.released().forEach(e -> assertThat(elementIds.remove(e)).isEqualTo(id));
    children.claimed().forEach(e -> assertThat(elementIds.put(e, id)).as("%s", e).isNull());
    Set<String> own = labels.computeIfAbsent(id, k -> new HashSet<>());
    children.addedLabels().forEach(label -> assertThat(own.add(label)).isTrue());
    children.removedLabels().forEach(label -> assertThat(own.remove(label)).isTrue());
    labelLog.addAll(children.labelLog());
    if (children.seen() != null) {
      seen.putIfAbsent(children.seen().id(), children.seen());
    }
  }

  private void open(UUID id) {
    Transmission t = Objects.requireNonNull(transmissions.get(id));
    assertThat(t.opened()).isFalse();
    transmissions.put(
        id,
        new Transmission(
            t.id(),
            t.dialogId(),
            t.createdAt(),
            t.type(),
            t.idempotentKey(),
            t.relatedTransmissionId(),
            t.depth(),
            true,
            t.document()));
  }

  private void purge(UUID id) {
    dialogs.remove(id);
    transmissions.values().removeIf(t -> t.dialogId().equals(id));
    activities.values().removeIf(a -> a.dialogId().equals(id));
    elementIds.values().removeIf(id::equals);
    labels.remove(id);
    seen.values().removeIf(entry -> entry.dialogId().equals(id));
  }
}
