package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Access;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.SystemLabels;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.command.DialogCommand.OpenDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A person opens the dialog. One seen entry per person and state of the dialog; no revision and no
 * time of the dialog moves.
 */
final class Opening {
  private final Dialog stored;
  private final OpenDialog command;
  private final DecisionContext context;
  private final String person;
  private final boolean marked;
  private final UUID seenId;

  private Opening(Dialog stored, OpenDialog command, DecisionContext context) {
    this.stored = stored;
    this.command = command;
    this.context = context;
    this.person = command.caller().endUserId();
    this.marked = stored.contexts().systemLabels().contains(SystemLabel.MarkedAsUnopened);
    this.seenId = seenId(stored, person);
  }

  static Decision decide(Dialog stored, OpenDialog command, DecisionContext context) {
    Gate.ownedByResource(stored, command, context);
    Dialog.Identity identity = stored.identity();
    if (!context
        .access()
        .mayAccess(command.caller().endUserId(), identity.party(), identity.serviceResource())) {
      throw Access.notFound(stored.id()).toException();
    }
    Opening opening = new Opening(stored, command, context);
    return new Decision.Needs<>(new Lookup.SeenBy(opening.seenId, opening.person), opening::apply);
  }

  private Decision apply(Lookup.LastSeen seen) {
    if (hasSeen(seen) && !marked) {
      return new Decision.Unchanged(CommandResult.of(stored.revision()));
    }
    Faults unknown = new Faults();
    ObjectNode actor = new Actors(context.names(), unknown).representative(person);
    if (!unknown.isEmpty()) {
      throw Problem.of(ProblemType.BAD_GATEWAY)
          .withDetail("The name of the person could not be looked up; try again later.")
          .toException();
    }
    Change change = new Change(stored, command, context);
    State state = stored.state();
    change.set(stored.withState(new State(state.frozen(), true, state.hasUnopenedContent())));
    change.touch(ChangedMember.seen);
    SystemLabels labels = stored.contexts().systemLabels();
    change.systemLabels(labels.without(SystemLabel.MarkedAsUnopened), () -> JsonText.write(actor));
    if (!seen.exists()) {
      change.rows().seen(entry(Bound.text(actor, "actorName")));
    }
    UUID entered = seen.exists() ? null : seenId;
    return change.write(ChangeKind.SEEN, new CommandResult(stored.revision(), entered), entered);
  }

  private boolean hasSeen(Lookup.LastSeen seen) {
    boolean sinceUpdate =
        seen.newest() != null
            && seen.newest().isAfter(stored.times().updatedAt())
            && stored.state().contentSeen();
    return sinceUpdate || seen.exists();
  }

  private SeenEntry entry(String name) {
    return new SeenEntry(seenId, stored.id(), context.now(), person, name, true);
  }

  /**
   * The same for parallel openings, another for each state of the dialog (RFC 9562 section 5.3).
   */
  private static UUID seenId(Dialog dialog, String person) {
    String name =
        dialog.id()
            + "|"
            + dialog.times().updatedAt()
            + "|"
            + dialog.state().contentSeen()
            + "|"
            + person;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
