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
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Runs one command to its end: snapshot, decision, commit, and the whole again when another process
 * was faster. The one write path of the service. Bound to one event loop; the caller sees to it
 * that the commands on one dialog come one after another.
 */
final class CommandRunner {
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
      RevisionCache cache,
      DialogReader<Dialog> snapshots,
      RelatedReader related,
      ElementReuse elements,
      Writer writer,
      Supplier<DecisionContext> contexts,
      int attempts) {
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
    if (command instanceof CreateDialog) {
      return decide(command, null, true, 1);
    }
    Dialog cached = cache.get(command.dialogId());
    return cached == null ? runFresh(command, 1) : decide(command, cached, false, 1);
  }

  private Future<CommandResult> runFresh(DialogCommand command, int attempt) {
    return snapshots
        .read(command.dialogId())
        .compose(
            stored -> {
              if (stored != null) {
                cache.put(stored);
              } else {
                cache.remove(command.dialogId());
              }
              return decide(command, stored, true, attempt);
            });
  }

  private Future<CommandResult> decide(
      DialogCommand command, Dialog stored, boolean fresh, int attempt) {
    return settle(command.dialogId(), Decisions.decide(stored, command, contexts.get()))
        .compose(decision -> act(command, decision, fresh, attempt));
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

  private Future<CommandResult> act(
      DialogCommand command, Decision decision, boolean fresh, int attempt) {
    if (decision instanceof Write write) {
      return commit(command, write, attempt);
    }
    if (!fresh) {
      // Another node may have moved on since: only a write proves that the snapshot is current.
      return runFresh(command, attempt);
    }
    if (decision instanceof Refused refused) {
      return Future.failedFuture(refused.problem().toException());
    }
    return Future.succeededFuture(((Unchanged) decision).result());
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
