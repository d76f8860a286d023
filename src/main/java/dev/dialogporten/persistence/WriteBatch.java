package dev.dialogporten.persistence;

import dev.dialogporten.dialog.decision.WriteUnit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Gathers write units of one kind and commits many of them with one statement. When nothing is
 * under way a unit leaves at the end of the tick; otherwise it waits until a flight lands or a
 * batch is full. Units of one dialog never meet here: their lane sends one at a time. Bound to one
 * event loop.
 */
final class WriteBatch {
  private static final int TRANSIENT_RETRIES = 5;

  private final SqlClient client;
  private final WriteStatement statement;
  private final int batchSize;
  private final int maxFlights;
  private final Executor endOfTick;
  private final Runnable onCommit;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private int flights;
  private boolean departing;

  private record Waiting(WriteUnit unit, Promise<Boolean> promise) {}

  /**
   * @param batchSize most units of one statement
   * @param maxFlights most statements under way at once
   * @param endOfTick runs a task on this event loop behind what waits there already
   * @param onCommit runs once for every statement that committed something
   */
  WriteBatch(
      SqlClient client,
      WriteStatement.Kind kind,
      int batchSize,
      int maxFlights,
      Executor endOfTick,
      Runnable onCommit) {
    this.client = client;
    this.statement = new WriteStatement(kind);
    this.batchSize = batchSize;
    this.maxFlights = maxFlights;
    this.endOfTick = endOfTick;
    this.onCommit = onCommit;
  }

  /**
   * Commits a unit. True when it is committed, false when the dialog no longer had the unit's
   * revision and version and nothing was written. Fails with a {@code ProblemException}: a
   * constraint that refused it, or 503.
   */
  Future<Boolean> write(WriteUnit unit) {
    Promise<Boolean> promise = Promise.promise();
    queue.add(new Waiting(unit, promise));
    if (!departing && (flights == 0 || (flights < maxFlights && queue.size() >= batchSize))) {
      departing = true;
      endOfTick.execute(
          () -> {
            departing = false;
            depart();
          });
    }
    return promise.future();
  }

  private void depart() {
    if (queue.isEmpty() || flights >= maxFlights) {
      return;
    }
    List<Waiting> batch = new ArrayList<>(Math.min(queue.size(), batchSize));
    while (batch.size() < batchSize && !queue.isEmpty()) {
      batch.add(queue.poll());
    }
    // One order for all nodes: two batches that share dialogs queue up behind each other instead of
    // deadlocking.
    batch.sort(Comparator.comparing(waiting -> waiting.unit().dialogId()));
    flights++;
    fly(batch, 0)
        .onSuccess(
            delivery -> {
              flights--;
              // first keep the database busy, then tell those who have arrived
              depart();
              delivery.run();
            });
  }

  /** Never fails; the result tells everybody in the batch what became of his unit. */
  private Future<Runnable> fly(List<Waiting> batch, int retries) {
    return execute(batch)
        .map(written -> committed(batch, written))
        .recover(failure -> failed(batch, failure, retries));
  }

  private Runnable committed(List<Waiting> batch, Set<UUID> written) {
    return () -> {
      for (Waiting waiting : batch) {
        waiting.promise().complete(written.contains(waiting.unit().dialogId()));
      }
      if (!written.isEmpty()) {
        onCommit.run();
      }
    };
  }

  private Future<Runnable> failed(List<Waiting> batch, Throwable failure, int retries) {
    if (SqlErrors.isTransient(failure) && retries < TRANSIENT_RETRIES) {
      return fly(batch, retries + 1);
    }
    if (SqlErrors.isRowFault(failure) && batch.size() > 1) {
      return replay(batch, 0);
    }
    Throwable problem = SqlErrors.translateWrite(failure);
    return Future.succeededFuture(() -> batch.forEach(waiting -> waiting.promise().fail(problem)));
  }

  /** Row by row, so that a bad request hurts only itself. */
  private Future<Runnable> replay(List<Waiting> batch, int index) {
    if (index == batch.size()) {
      return Future.succeededFuture(() -> {});
    }
    return fly(List.of(batch.get(index)), 0)
        .compose(
            delivery -> {
              delivery.run();
              return replay(batch, index + 1);
            });
  }

  private Future<Set<UUID>> execute(List<Waiting> batch) {
    WriteStatement.Bound bound;
    try {
      bound = statement.bind(batch.stream().map(Waiting::unit).toList());
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return client.preparedQuery(bound.text()).execute(bound.parameters()).map(WriteBatch::ids);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    Set<UUID> ids = new HashSet<>(rows.size() * 2);
    for (Row row : rows) {
      ids.add(row.getUUID(0));
    }
    return ids;
  }
}
