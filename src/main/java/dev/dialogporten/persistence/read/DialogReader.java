package dev.dialogporten.persistence.read;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Passenger;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.persistence.rows.DialogRows;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Reads rows by dialog id, many ids in one statement: what is asked for while a read is under way
 * is gathered and read together when it lands. Everyone who waits for the same id shares one read.
 * A row that cannot be mapped fails those who asked for it, and nobody else. Bound to one event
 * loop.
 */
public final class DialogReader<T> {

  public static final String SNAPSHOTS =
      "SELECT " + DialogRows.COLUMNS + " FROM dialog d WHERE d.id = ANY($1)";

  private final SqlClient client;
  private final String statement;
  private final Function<Row, T> mapper;
  private final Flights<UUID, T> flights;
  private final Map<UUID, Passenger<UUID, T>> waiting = new HashMap<>();
  private final Turn endless = Turn.endless();

  /**
   * @param statement takes an array of ids as {@code $1} and returns at most one row per id, the id
   *     first
   * @param endOfTick runs a task on this event loop behind what waits there already
   */
  public DialogReader(
      SqlClient client,
      String statement,
      Function<Row, T> mapper,
      Flights.Limits limits,
      Executor endOfTick,
      Progress progress) {
    this.client = client;
    this.statement = statement;
    this.mapper = mapper;
    this.flights = new Flights<>(limits, endOfTick, progress, this::carry);
  }

  /** A reader of snapshots. */
  public static DialogReader<Dialog> ofSnapshots(
      SqlClient client, Flights.Limits limits, Executor endOfTick, Progress progress) {
    return new DialogReader<>(client, SNAPSHOTS, DialogRows::read, limits, endOfTick, progress);
  }

  /** What is stored now under the id, or null. */
  public Future<T> read(UUID id) {
    Passenger<UUID, T> passenger = waiting.get(id);
    if (passenger != null) {
      return passenger.join();
    }
    if (flights.isFull()) {
      return Future.failedFuture(Problem.queueFull().toException());
    }
    passenger = new Passenger<>(id, endless);
    waiting.put(id, passenger);
    Future<T> answer = passenger.join();
    flights.board(passenger);
    return answer;
  }

  private Future<Runnable> carry(List<Passenger<UUID, T>> batch) {
    UUID[] ids = new UUID[batch.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = batch.get(i).item();
      waiting.remove(ids[i]);
    }
    return SqlErrors.asked(() -> client.preparedQuery(statement).execute(Tuple.of(ids)))
        .map(rows -> () -> tell(batch, rows));
  }

  private void tell(List<Passenger<UUID, T>> batch, RowSet<Row> rows) {
    Map<UUID, Row> found = new HashMap<>();
    rows.forEach(row -> found.put(row.getUUID(0), row));
    for (Passenger<UUID, T> passenger : batch) {
      Row row = found.get(passenger.item());
      T read;
      try {
        read = row == null ? null : mapper.apply(row);
      } catch (RuntimeException e) {
        passenger.fail(e);
        continue;
      }
      passenger.tell(read);
    }
  }
}
