package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.command.WithRepresentation;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Decision.Refused;
import dev.dialogporten.dialog.outcome.Decision.Unchanged;
import dev.dialogporten.dialog.outcome.Decision.Write;
import dev.dialogporten.dialog.outcome.Represented;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.connect.KeyTaken;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.persistence.read.ConflictReader;
import dev.dialogporten.persistence.read.DetailsReader;
import dev.dialogporten.persistence.read.DialogReader;
import dev.dialogporten.persistence.read.RevisionCache;
import dev.dialogporten.problem.Conflicts;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one command to its end. The one write path of the service, and one loop: decide on a
 * snapshot; if the decision writes, write on condition that the dialog is still that snapshot, and
 * when it is not, read it and go round again; if the decision writes nothing, believe it only when
 * the snapshot is known to be current. Bound to one event loop.
 *
 * <p>The contract: what is answered was true of the stored dialog at some moment between question
 * and answer, and a command is committed at most once. What writes does so in its turn in the
 * dialog's lane, and not after its turn; what only reads leaves the lane to others.
 *
 * <p>For example: this node keeps revision A, another node has since written B, and a PATCH with
 * {@code If-Match: "B"} arrives. Decided on A it is a 412; but A was only kept, so that is doubted:
 * B is read, outside of the lane, together with whatever else is read just now. Decided on B it is
 * a write, so it queues for its turn, finds B kept, and is written on condition of B. Had a third
 * node written C meanwhile, nothing would be written; C is read, and decided on C it is a 412 that
 * is believed.
 */
public final class CommandRunner {
  private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

  private final Lanes lanes;
  private final RevisionCache cache;
  private final DialogReader<Dialog> snapshots;
  private final DetailsReader details;
  private final ConflictReader conflicts;
  private final Decider decider;
  private final TakenKeys takenKeys;
  private final Writer writer;
  private final Bounds bounds;

  /** Commits a write unit; see {@link WriteBatch#write}. */
  public interface Writer {
    /**
     * @param shown whether the row is to carry what was below the dialog
     */
    Future<Row> write(WriteUnit unit, Turn turn, boolean shown);
  }

  /**
   * @param attempts how often a command is run at most when others keep being faster
   * @param patienceNanos how long a command may take, waiting included
   */
  public record Bounds(int attempts, long patienceNanos) {}

  /**
   * @param dialog null when there is none
   * @param current whether it was read for this command, or only kept
   */
  private record Snapshot(Dialog dialog, boolean current) {}

  /** How a run in the lane ended. */
  private sealed interface Outcome {
    /**
     * @param details the dialog as committed, if asked for; null when nothing was written
     */
    record Settled(CommandResult result, DialogDetails details) implements Outcome {}

    /** Nothing to write, if the kept snapshot is to be believed. */
    record Doubted() implements Outcome {}
  }

  public CommandRunner(
      Lanes lanes,
      RevisionCache cache,
      DialogReader<Dialog> snapshots,
      DetailsReader details,
      ConflictReader conflicts,
      Decider decider,
      TakenKeys takenKeys,
      Writer writer,
      Bounds bounds) {
    this.lanes = lanes;
    this.cache = cache;
    this.snapshots = snapshots;
    this.details = details;
    this.conflicts = conflicts;
    this.decider = decider;
    this.takenKeys = takenKeys;
    this.writer = writer;
    this.bounds = bounds;
  }

  /** The command's result once it is committed; fails with a {@code ProblemException}. */
  public Future<CommandResult> run(DialogCommand command) {
    return run(command, false).map(Outcome.Settled::result);
  }

  /**
   * The same with the dialog as this very command has left it: made of what was decided on and what
   * the statement that wrote it saw below. Only when nothing was written is the dialog read.
   */
  public Future<Represented> run(WithRepresentation asked) {
    DialogCommand command = asked.command();
    return run(command, true)
        .compose(
            settled ->
                settled.details != null || command instanceof PurgeDialog
                    ? Future.succeededFuture(new Represented(settled.result, settled.details))
                    : details
                        .read(command.dialogId())
                        .map(read -> new Represented(settled.result, read)));
  }

  private Future<Outcome.Settled> run(DialogCommand command, boolean shown) {
    long deadline = System.nanoTime() + bounds.patienceNanos;
    UUID id = command.dialogId();
    return lanes
        .run(id, deadline, turn -> start(command, turn, shown))
        .compose(
            outcome ->
                outcome instanceof Outcome.Settled settled
                    ? Future.succeededFuture(settled)
                    : readFirst(command, deadline, shown));
  }

  /**
   * Everybody who is doubted at the same time shares one read. Should there be something to write
   * after all, the command takes another turn, with what was read unless somebody was faster.
   */
  private Future<Outcome.Settled> readFirst(DialogCommand command, long deadline, boolean shown) {
    UUID id = command.dialogId();
    return stored(id)
        .compose(
            snapshot ->
                decider
                    .decide(command, snapshot.dialog)
                    .compose(
                        decision ->
                            decision instanceof Write
                                ? lanes.run(id, deadline, turn -> insist(command, turn, shown))
                                : answer(command, snapshot, decision)));
  }

  private Future<Outcome.Settled> insist(DialogCommand command, Turn turn, boolean shown) {
    return start(command, turn, shown)
        .compose(
            outcome ->
                outcome instanceof Outcome.Settled
                    ? Future.succeededFuture(outcome)
                    : stored(command.dialogId())
                        .compose(snapshot -> round(command, turn, snapshot, 1, shown)))
        .map(outcome -> (Outcome.Settled) outcome);
  }

  private Future<Outcome> start(DialogCommand command, Turn turn, boolean shown) {
    if (command instanceof CreateDialog) {
      // that there is no such dialog yet is what the database will tell
      return round(command, turn, new Snapshot(null, true), 1, shown);
    }
    Dialog kept = cache.get(command.dialogId());
    return kept == null
        ? stored(command.dialogId()).compose(snapshot -> round(command, turn, snapshot, 1, shown))
        : round(command, turn, new Snapshot(kept, false), 1, shown);
  }

  private Future<Snapshot> stored(UUID id) {
    return snapshots
        .read(id)
        .map(
            dialog -> {
              if (dialog == null) {
                cache.remove(id);
              } else {
                cache.putUnlessOlder(dialog);
              }
              return new Snapshot(dialog, true);
            });
  }

  /** The loop. */
  private Future<Outcome> round(
      DialogCommand command, Turn turn, Snapshot snapshot, int attempt, boolean shown) {
    return decider
        .decide(command, snapshot.dialog)
        .compose(
            decision -> {
              if (decision instanceof Write write) {
                return commit(command, turn, write, shown)
                    .compose(
                        settled ->
                            settled != null
                                ? Future.succeededFuture(settled)
                                : again(command, turn, attempt, shown));
              }
              return snapshot.current
                  ? answer(command, snapshot, decision).map(settled -> settled)
                  : Future.succeededFuture(new Outcome.Doubted());
            });
  }

  private Future<Outcome> again(DialogCommand command, Turn turn, int attempt, boolean shown) {
    cache.remove(command.dialogId());
    if (turn.isOver() || attempt >= bounds.attempts) {
      return stored(command.dialogId())
          .compose(snapshot -> outpaced(command, snapshot.dialog))
          .map(settled -> settled);
    }
    return stored(command.dialogId())
        .compose(snapshot -> round(command, turn, snapshot, attempt + 1, shown));
  }

  private Future<Outcome.Settled> answer(
      DialogCommand command, Snapshot snapshot, Decision decision) {
    return decision instanceof Refused refused
        ? refuse(command, snapshot.dialog, refused.problem())
        : Future.succeededFuture(new Outcome.Settled(((Unchanged) decision).result(), null));
  }

  private Future<Outcome.Settled> outpaced(DialogCommand command, Dialog dialog) {
    Problem problem =
        Problem.of(
            ProblemType.CONFLICT,
            "",
            "The dialog is being changed by others all the time. Try again.");
    return dialog == null
        ? Future.failedFuture(problem.toException())
        : explained(command, dialog.revision(), problem.withCurrentRevision(dialog.revision()));
  }

  /** A stale revision of the dialog is explained; that of a context means another thing. */
  private Future<Outcome.Settled> refuse(DialogCommand command, Dialog dialog, Problem problem) {
    return problem.type() == ProblemType.PRECONDITION_FAILED
            && dialog.revision().equals(problem.currentRevision())
        ? explained(command, dialog.revision(), problem)
        : Future.failedFuture(problem.toException());
  }

  private Future<Outcome.Settled> explained(DialogCommand command, UUID current, Problem problem) {
    return conflicts
        .read(
            command.dialogId(),
            command.precondition().revisions(),
            command.precondition().isBound() ? Conflicts.Base.UNKNOWN : Conflicts.Base.UNNAMED,
            current)
        .compose(
            found ->
                Future.failedFuture(
                    (found == null ? problem : problem.withConflicts(found)).toException()));
  }

  /** Null when the dialog is no longer what was decided on. */
  private Future<Outcome.Settled> commit(
      DialogCommand command, Turn turn, Write write, boolean shown) {
    WriteUnit unit = write.unit();
    return writer
        .write(unit, turn, shown)
        .map(
            row -> {
              if (row == null) {
                return null;
              }
              remember(unit);
              return new Outcome.Settled(
                  write.result(), shown ? CommittedDetails.of(unit, row) : null);
            })
        .recover(
            failure -> {
              cache.remove(unit.dialogId());
              return failure instanceof KeyTaken
                  ? takenKeys.of(command, unit).compose(CommandRunner::refuse)
                  : Future.failedFuture(failure);
            });
  }

  /** Keys that are free again by now are a lost race like any other. */
  private static Future<Outcome.Settled> refuse(Optional<Problem> taken) {
    return taken
        .map(problem -> Future.<Outcome.Settled>failedFuture(problem.toException()))
        .orElseGet(() -> Future.succeededFuture(null));
  }

  /** What is committed stays committed, whatever becomes of the copy. */
  private void remember(WriteUnit unit) {
    try {
      if (unit.isPurge()) {
        cache.remove(unit.dialogId());
      } else {
        cache.put(unit.after());
      }
    } catch (RuntimeException e) {
      LOG.error("A snapshot could not be kept", e);
    }
  }
}
