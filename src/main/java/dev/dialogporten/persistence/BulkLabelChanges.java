package dev.dialogporten.persistence;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.BulkSetSystemLabels.Target;
import dev.dialogporten.dialog.decision.BulkDecision;
import dev.dialogporten.dialog.decision.BulkSystemLabels;
import dev.dialogporten.dialog.decision.DecisionContext;
import dev.dialogporten.dialog.decision.WriteUnit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Changes labels of several dialogs in one transaction, all or none. The dialogs may belong to
 * different shards; their rows are locked in the order of their ids, and the version each write
 * raises tells the shards that their snapshots are behind.
 */
final class BulkLabelChanges {
  private static final int TRANSIENT_RETRIES = 5;

  private static final String LOCK =
      "SELECT "
          + DialogRows.COLUMNS
          + " FROM dialog d WHERE d.id = ANY($1) ORDER BY d.id FOR UPDATE";

  private final Pool pool;
  private final Supplier<DecisionContext> contexts;
  private final Runnable onCommit;
  private final WriteStatement statement = new WriteStatement(WriteStatement.Kind.UPDATE);

  BulkLabelChanges(Pool pool, Supplier<DecisionContext> contexts, Runnable onCommit) {
    this.pool = pool;
    this.contexts = contexts;
    this.onCommit = onCommit;
  }

  /**
   * Completes with true once everything is committed; fails with a {@code ProblemException},
   * nothing changed.
   */
  Future<Boolean> run(BulkSetSystemLabels command) {
    return attempt(command, 0).onSuccess(changed -> onCommit.run());
  }

  private Future<Boolean> attempt(BulkSetSystemLabels command, int retries) {
    return pool.withTransaction(connection -> change(connection, command))
        .recover(
            failure ->
                SqlErrors.isTransient(failure) && retries < TRANSIENT_RETRIES
                    ? attempt(command, retries + 1)
                    : Future.failedFuture(SqlErrors.translateWrite(failure)));
  }

  private Future<Boolean> change(SqlConnection connection, BulkSetSystemLabels command) {
    UUID[] ids = command.dialogs().stream().map(Target::dialogId).toArray(UUID[]::new);
    return connection
        .preparedQuery(LOCK)
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
    WriteStatement.Bound bound = statement.bind(units);
    return connection
        .preparedQuery(bound.text())
        .execute(bound.parameters())
        .compose(
            written ->
                written.size() == units.size()
                    ? Future.succeededFuture(true)
                    : Future.failedFuture(
                        new IllegalStateException("a locked dialog was not written")));
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
