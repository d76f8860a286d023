package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.connect.KeyTaken;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Passenger;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.persistence.rows.Unbindable;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits many write units of one kind with one statement. Units of one dialog never meet here:
 * their lane sends one at a time. Bound to one event loop.
 */
public final class WriteBatch {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBatch.class);
  private static final int TRANSIENT_RETRIES = 5;

  private final SqlClient client;
  private final WriteStatement statement;
  private final Flights<WriteUnit, Row> flights;
  private final Runnable onCommit;

  /**
   * @param endOfTick runs a task on this event loop behind what waits there already
   * @param onCommit runs once for every statement that committed something
   */
  public WriteBatch(
      SqlClient client,
      WriteStatement.Kind kind,
      Flights.Limits limits,
      Executor endOfTick,
      Progress progress,
      Runnable onCommit) {
    this.client = client;
    this.statement = new WriteStatement(kind);
    this.flights = new Flights<>(limits, endOfTick, progress, this::carry);
    this.onCommit = onCommit;
  }

  /**
   * Commits a unit. Answers the row that the statement returned for it, or null when the dialog no
   * longer had the unit's revision and version and nothing was written. Fails with {@link
   * KeyTaken}, or with a {@code ProblemException}: 503, whose code tells whether the outcome is
   * known.
   */
  public Future<Row> write(WriteUnit unit, Turn turn) {
    return flights.send(unit, turn);
  }

  /** Forgets the units whose turn ended before they could leave. */
  public void sweep() {
    flights.sweep();
  }

  /**
   * One order for all nodes: two batches that share dialogs queue up behind each other instead of
   * deadlocking.
   */
  private Future<Runnable> carry(List<Passenger<WriteUnit, Row>> batch) {
    batch.sort(Comparator.comparing(passenger -> passenger.item().dialogId()));
    return fly(batch, 0);
  }

  /** Never fails; the result tells everybody in the batch the outcome of their unit. */
  private Future<Runnable> fly(List<Passenger<WriteUnit, Row>> batch, int retries) {
    return execute(batch)
        .map(written -> committed(batch, written))
        .recover(failure -> failed(batch, failure, retries));
  }

  private Runnable committed(List<Passenger<WriteUnit, Row>> batch, Map<UUID, Row> written) {
    return () -> {
      for (Passenger<WriteUnit, Row> passenger : batch) {
        passenger.tell(written.get(passenger.item().dialogId()));
      }
      if (!written.isEmpty()) {
        notifyOthers();
      }
    };
  }

  /** What is committed stays committed: whoever follows the change log finds it without this. */
  private void notifyOthers() {
    try {
      onCommit.run();
    } catch (RuntimeException e) {
      LOG.error("A commit could not be announced", e);
    }
  }

  private Future<Runnable> failed(
      List<Passenger<WriteUnit, Row>> batch, Throwable failure, int retries) {
    if (SqlErrors.isTransient(failure) && retries < TRANSIENT_RETRIES) {
      return fly(batch, retries + 1);
    }
    if (batch.size() > 1 && SqlErrors.isRowFault(failure)) {
      return replay(batch, 0);
    }
    Throwable problem = SqlErrors.translateWrite(failure);
    return Future.succeededFuture(() -> batch.forEach(passenger -> passenger.fail(problem)));
  }

  /** Row by row, so that a bad request hurts only itself. */
  private Future<Runnable> replay(List<Passenger<WriteUnit, Row>> batch, int index) {
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

  /** A unit that cannot be bound is a fault of that row: the others fly without it. */
  private Future<Map<UUID, Row>> execute(List<Passenger<WriteUnit, Row>> batch) {
    WriteStatement.Bound bound;
    try {
      bound = statement.bind(batch.stream().map(Passenger::item).toList());
    } catch (RuntimeException e) {
      return Future.failedFuture(new Unbindable(e));
    }
    try {
      return client.preparedQuery(bound.text()).execute(bound.parameters()).map(WriteBatch::byId);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static Map<UUID, Row> byId(RowSet<Row> rows) {
    Map<UUID, Row> byId = new HashMap<>(rows.size() * 2);
    for (Row row : rows) {
      byId.put(row.getUUID(0), row);
    }
    return byId;
  }
}
