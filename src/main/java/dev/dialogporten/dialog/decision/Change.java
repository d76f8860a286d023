package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Contexts;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.WriteUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** A change of a stored dialog while it is being put together. Not thread-safe. */
final class Change {
  /** Members of the contexts: changing them alone leaves revision and times of the dialog be. */
  private static final Set<ChangedMember> CONTEXT =
      Collections.unmodifiableSet(
          EnumSet.of(
              ChangedMember.systemLabels, ChangedMember.serviceOwnerLabels, ChangedMember.seen));

  private final Dialog before;
  private final DialogCommand command;
  private final DecisionContext context;
  private final Set<ChangedMember> members = EnumSet.noneOf(ChangedMember.class);
  private final List<Appended> appended = new ArrayList<>(0);
  private final ChildRows rows = new ChildRows();
  private Dialog after;

  Change(Dialog before, DialogCommand command, DecisionContext context) {
    this.before = before;
    this.command = command;
    this.context = context;
    this.after = before;
  }

  /** The dialog as changed so far. */
  Dialog after() {
    return after;
  }

  ChildRows rows() {
    return rows;
  }

  void set(Dialog next) {
    after = next;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void touch(ChangedMember member) {
    members.add(member);
  }

  void touchAll(Set<ChangedMember> changed) {
    members.addAll(changed);
  }

  /**
   * Adds rows and facts of what is appended.
   *
   * @param appends checked
   */
  void append(Appends appends, FactsTally facts, Actors actors) {
    appended.addAll(
        new AppendedRows(appends, before.id(), before.identity(), context, actors)
            .addTo(rows, facts));
    if (appends.hasTransmissions()) {
      touch(ChangedMember.transmissions);
    }
    if (!appends.activities().isEmpty()) {
      touch(ChangedMember.activities);
    }
    after = after.withFacts(facts.toFacts());
  }

  void hasUnopenedContent(boolean next) {
    State state = after.state();
    if (state.hasUnopenedContent() != next) {
      after = after.withState(new State(state.frozen(), state.contentSeen(), next));
      touch(ChangedMember.hasUnopenedContent);
    }
  }

  /**
   * Sets the system labels, with their log. Returns whether that changes anything.
   *
   * @param performedBy actor JSON for the log
   */
  boolean systemLabels(SystemLabels next, Supplier<String> performedBy) {
    SystemLabels labels = after.contexts().systemLabels();
    if (next.mask() == labels.mask()) {
      return false;
    }
    rows.labelLog.addAll(LabelLog.entries(labels, next, performedBy.get(), context));
    Contexts contexts = after.contexts();
    after =
        after.withContexts(
            new Contexts(contexts.serviceOwnerRevision(), contexts.endUserRevision(), next));
    touch(ChangedMember.systemLabels);
    return true;
  }

  /** As {@link #systemLabels}, with a new revision of the end user context. */
  void relabel(SystemLabels next, Supplier<String> performedBy) {
    if (systemLabels(next, performedBy)) {
      Contexts contexts = after.contexts();
      after =
          after.withContexts(
              new Contexts(
                  contexts.serviceOwnerRevision(),
                  context.newRevision().get(),
                  contexts.systemLabels()));
    }
  }

  /**
   * The outcome of an update: nothing, a change of contexts only, or a new revision.
   *
   * @param createdId for the answer, or null
   */
  Decision toUpdate(UUID createdId) {
    if (members.isEmpty()) {
      return new Decision.Unchanged(new CommandResult(before.revision(), createdId));
    }
    if (CONTEXT.containsAll(members)) {
      return write(ChangeKind.CONTEXT, new CommandResult(before.revision(), createdId), null);
    }
    after = ContentUpdate.stamp(after, members, command.silent(), context.now());
    return toRevision(ChangeKind.UPDATED, createdId);
  }

  /** A new revision, with the times as they are. */
  Decision toRevision(ChangeKind kind, UUID createdId) {
    after = after.withRevision(context.newRevision().get());
    return write(kind, new CommandResult(after.revision(), createdId), null);
  }

  /** A write that keeps the revision. */
  Decision write(ChangeKind kind, CommandResult result, UUID seenLogId) {
    after = after.withVersion(before.version() + 1);
    DialogChange row =
        ChangeLogRow.of(before, after, command, context.now(), kind, members, appended, seenLogId);
    return new Decision.Write(new WriteUnit(before, after, rows.toChildren(), row), result);
  }
}
