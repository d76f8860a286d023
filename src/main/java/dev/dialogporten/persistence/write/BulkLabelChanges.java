package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.dialog.decision.BulkSystemLabels;
import dev.dialogporten.dialog.decision.DecisionContext;
import dev.dialogporten.dialog.outcome.BulkDecision;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.read.DialogReader;
import dev.dialogporten.persistence.rows.DialogRows;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Changes labels of several dialogs in one transaction, all or none. The dialogs may belong to
 * different shards, so this is a conditional write like any other: read, decide, write what is
 * still as it was read, and all of it again when something is not. Nothing is locked before the
 * write: a lock would give the transaction its number, and another write that commits while the
 * lock is waited for would then stand behind this one in the change log, although it came first.
 */
public final class BulkLabelChanges {
  private static final int ATTEMPTS = 20;

  private final Pool pool;
  private final Supplier<DecisionContext> contexts;
  private final Runnable onCommit;
  private final WriteStatement statement = new WriteStatement(WriteStatement.Kind.UPDATE);

  public BulkLabelChanges(Pool pool, Supplier<DecisionContext> contexts, Runnable onCommit) {
    this.pool = pool;
    this.contexts = contexts;
    this.onCommit = onCommit;
  }

  /**
   * Completes with true once everything is committed; fails with a {@code ProblemException},
   * nothing changed.
   */
  public Future<Boolean> run(BulkSetSystemLabels command) {
    return attempt(command, 1).onSuccess(changed -> onCommit.run());
  }

  private Future<Boolean> attempt(BulkSetSystemLabels command, int attempt) {
    return pool.withTransaction(connection -> change(connection, command))
        .recover(
            failure ->
                attempt < ATTEMPTS
                        && (failure instanceof LostRace || SqlErrors.isTransient(failure))
                    ? attempt(command, attempt + 1)
                    : Future.failedFuture(translate(failure)));
  }

  private static Throwable translate(Throwable failure) {
    return failure instanceof LostRace
        ? Problem.of(
                ProblemType.CONFLICT,
                "",
                "The dialogs are being changed by others all the time. Try again.")
            .toException()
        : SqlErrors.translateWrite(failure);
  }

  /** One of the dialogs is no longer what was decided on; the transaction is rolled back. */
  private static final class LostRace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostRace() {
      super("lost a race", null, false, false);
    }
  }

  private Future<Boolean> change(SqlConnection connection, BulkSetSystemLabels command) {
    UUID[] ids = command.dialogs().stream().map(Target::dialogId).toArray(UUID[]::new);
    return connection
        .preparedQuery(DialogReader.SNAPSHOTS)
        .execute(Tuple.of(ids))
        .compose(
            rows -> {
              BulkDecision decision = BulkSystemLabels.decide(byId(rows), command, contexts.get());
              if (decision instanceof BulkDecision.Refused refused) {
                return Future.failedFuture(refused.problem().toException());
              }
              return write(connection, ((BulkDecision.Writes) decision).units());
            });
  }

  private Future<Boolean> write(SqlConnection connection, List<WriteUnit> units) {
    if (units.isEmpty()) {
      return Future.succeededFuture(true);
    }
    // in the order of all writes, so that they queue up behind each other instead of deadlocking
    WriteStatement.Bound bound =
        statement.bind(units.stream().sorted(Comparator.comparing(WriteUnit::dialogId)).toList());
    return connection
        .preparedQuery(bound.text())
        .execute(bound.parameters())
        .compose(
            written ->
                written.size() == units.size()
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(new LostRace()));
  }

  private static Map<UUID, Dialog> byId(RowSet<Row> rows) {
    Map<UUID, Dialog> dialogs = new HashMap<>();
    for (Row row : rows) {
      Dialog dialog = DialogRows.read(row);
      dialogs.put(dialog.id(), dialog);
    }
    return dialogs;
  }
}
