package dev.dialogporten.persistence;

import dev.dialogporten.dialog.Dialog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Reads rows by dialog id, many ids in one statement: what is asked for while a read is under way
 * is gathered and read together when it lands, and so is what comes in one tick: an idle system
 * pays no delay and a busy one few round trips. Bound to one event loop.
 */
final class DialogReader<T> {

  static final String SNAPSHOTS =
      "SELECT " + DialogRows.COLUMNS + " FROM dialog d WHERE d.id = ANY($1)";

  private final SqlClient client;
  private final String statement;
  private final Function<Row, T> mapper;
  private final int batchSize;
  private final int maxFlights;
  private final Executor endOfTick;
  private Map<UUID, Promise<T>> waiting = new HashMap<>();
  private int flights;
  private boolean departing;

  /**
   * @param statement takes an array of ids as {@code $1} and returns at most one row per id, the id
   *     first
   * @param batchSize most ids of one statement
   * @param maxFlights most statements under way at once
   * @param endOfTick runs a task on this event loop behind what waits there already
   */
  DialogReader(
      SqlClient client,
      String statement,
      Function<Row, T> mapper,
      int batchSize,
      int maxFlights,
      Executor endOfTick) {
    this.client = client;
    this.statement = statement;
    this.mapper = mapper;
    this.batchSize = batchSize;
    this.maxFlights = maxFlights;
    this.endOfTick = endOfTick;
  }

  /** A reader of snapshots. */
  static DialogReader<Dialog> ofSnapshots(
      SqlClient client, int batchSize, int maxFlights, Executor endOfTick) {
    return new DialogReader<>(
        client, SNAPSHOTS, DialogRows::read, batchSize, maxFlights, endOfTick);
  }

  /**
   * What is stored now under the id, or null. Everyone who waits for the same id shares one read.
   */
  Future<T> read(UUID id) {
    Future<T> answer = waiting.computeIfAbsent(id, k -> Promise.promise()).future();
    if (!departing && flights < maxFlights) {
      departing = true;
      endOfTick.execute(
          () -> {
            departing = false;
            fly();
          });
    }
    return answer;
  }

  private void fly() {
    if (flights >= maxFlights || waiting.isEmpty()) {
      return;
    }
    Map<UUID, Promise<T>> batch = next();
    flights++;
    client
        .preparedQuery(statement)
        .execute(Tuple.of(batch.keySet().toArray(new UUID[0])))
        .onComplete(
            rows -> {
              flights--;
              fly();
              for (Row row : rows) {
                batch.remove(row.getUUID(0)).complete(mapper.apply(row));
              }
              batch.values().forEach(Promise::complete);
            },
            failure -> {
              flights--;
              Throwable problem = SqlErrors.translate(failure);
              batch.values().forEach(promise -> promise.fail(problem));
              fly();
            });
  }

  private Map<UUID, Promise<T>> next() {
    if (waiting.size() <= batchSize) {
      Map<UUID, Promise<T>> batch = waiting;
      waiting = new HashMap<>();
      return batch;
    }
    List<UUID> ids = new ArrayList<>(waiting.keySet()).subList(0, batchSize);
    Map<UUID, Promise<T>> batch = new HashMap<>();
    ids.forEach(id -> batch.put(id, waiting.remove(id)));
    return batch;
  }
}
