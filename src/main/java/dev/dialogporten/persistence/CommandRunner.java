package dev.dialogporten.persistence;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.decision.CommandResult;
import dev.dialogporten.dialog.decision.Decision;
import dev.dialogporten.dialog.decision.Decision.Needs;
import dev.dialogporten.dialog.decision.Decision.Refused;
import dev.dialogporten.dialog.decision.Decision.Unchanged;
import dev.dialogporten.dialog.decision.Decision.Write;
import dev.dialogporten.dialog.decision.DecisionContext;
import dev.dialogporten.dialog.decision.Decisions;
import dev.dialogporten.dialog.decision.WriteUnit;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs one command to its end: snapshot, decision, commit, and the whole again when another process
 * was faster. The one write path of the service. What writes goes through the dialog's lane; a
 * refusal only reads, and leaves the lane to others. Bound to one event loop.
 */
final class CommandRunner {
  private final Lanes lanes;
  private final RevisionCache cache;
  private final DialogReader<Dialog> snapshots;
  private final RelatedReader related;
  private final ElementReuse elements;
  private final Writer writer;
  private final Supplier<DecisionContext> contexts;
  private final int attempts;

  /** Commits a write unit; see {@link WriteBatch#write}. */
  interface Writer {
    Future<Boolean> write(WriteUnit unit);
  }

  /**
   * @param contexts makes the context of one request, with its own instant
   * @param attempts how often a command is run at most when others keep being faster
   */
  CommandRunner(
      Lanes lanes,
      RevisionCache cache,
      DialogReader<Dialog> snapshots,
      RelatedReader related,
      ElementReuse elements,
      Writer writer,
      Supplier<DecisionContext> contexts,
      int attempts) {
    this.lanes = lanes;
    this.cache = cache;
    this.snapshots = snapshots;
    this.related = related;
    this.elements = elements;
    this.writer = writer;
    this.contexts = contexts;
    this.attempts = attempts;
  }

  /** The command's result once it is committed; fails with a {@code ProblemException}. */
  Future<CommandResult> run(DialogCommand command) {
    return orElse(
        lanes.run(command.dialogId(), () -> runInLane(command)), () -> runWithoutWriting(command));
  }

  /** Empty when a kept snapshot gives nothing to write, see {@link #runWithoutWriting}. */
  private Future<Optional<CommandResult>> runInLane(DialogCommand command) {
    if (command instanceof CreateDialog) {
      return decide(command, null).compose(decision -> act(command, decision, 1)).map(Optional::of);
    }
    Dialog cached = cache.get(command.dialogId());
    if (cached == null) {
      return runFresh(command, 1).map(Optional::of);
    }
    return decide(command, cached)
        .compose(
            decision ->
                decision instanceof Write write
                    ? commit(command, write, 1).map(Optional::of)
                    : Future.succeededFuture(Optional.empty()));
  }

  /**
   * A refusal, or that nothing changes, must be true of what is stored now: another node may have
   * moved on since the snapshot was kept, and only a write proves that it is current. Everybody who
   * is refused at the same time shares one read. Should there be something to write after all, the
   * command goes through the lane once more, with what was read unless somebody was faster.
   */
  private Future<CommandResult> runWithoutWriting(DialogCommand command) {
    return decideOnStored(command)
        .compose(
            decision ->
                decision instanceof Write
                    ? lanes.run(
                        command.dialogId(),
                        () -> orElse(runInLane(command), () -> runFresh(command, 1)))
                    : answer(decision));
  }

  private Future<CommandResult> runFresh(DialogCommand command, int attempt) {
    return decideOnStored(command).compose(decision -> act(command, decision, attempt));
  }

  private Future<Decision> decideOnStored(DialogCommand command) {
    return snapshots
        .read(command.dialogId())
        .compose(
            stored -> {
              if (stored == null) {
                cache.remove(command.dialogId());
              } else {
                cache.putUnlessOlder(stored);
              }
              return decide(command, stored);
            });
  }

  private static Future<CommandResult> orElse(
      Future<Optional<CommandResult>> first, Supplier<Future<CommandResult>> otherwise) {
    return first.compose(result -> result.map(Future::succeededFuture).orElseGet(otherwise));
  }

  private Future<Decision> decide(DialogCommand command, Dialog stored) {
    return settle(command.dialogId(), Decisions.decide(stored, command, contexts.get()));
  }

  /** Answers what the decision still needs to know, until it needs nothing. */
  private Future<Decision> settle(UUID dialogId, Decision decision) {
    if (decision instanceof Needs needs) {
      return related
          .read(dialogId, needs.references())
          .compose(found -> settle(dialogId, needs.then().apply(found)));
    }
    return Future.succeededFuture(decision);
  }

  private Future<CommandResult> act(DialogCommand command, Decision decision, int attempt) {
    return decision instanceof Write write ? commit(command, write, attempt) : answer(decision);
  }

  private static Future<CommandResult> answer(Decision decision) {
    return decision instanceof Refused refused
        ? Future.failedFuture(refused.problem().toException())
        : Future.succeededFuture(((Unchanged) decision).result());
  }

  private Future<CommandResult> commit(DialogCommand command, Write write, int attempt) {
    WriteUnit unit = write.unit();
    return writer
        .write(unit)
        .onFailure(failure -> cache.remove(unit.dialogId()))
        .recover(failure -> elements.explain(command, failure))
        .compose(
            written -> {
              if (written) {
                remember(unit);
                return Future.succeededFuture(write.result());
              }
              return attempt < attempts ? runFresh(command, attempt + 1) : lost(unit);
            });
  }

  private void remember(WriteUnit unit) {
    if (unit.isPurge()) {
      cache.remove(unit.dialogId());
    } else {
      cache.put(unit.after());
    }
  }

  private Future<CommandResult> lost(WriteUnit unit) {
    cache.remove(unit.dialogId());
    return Future.failedFuture(
        Problem.of(
                ProblemType.CONFLICT,
                "",
                "The dialog is being changed by others all the time. Try again.")
            .toException());
  }
}
