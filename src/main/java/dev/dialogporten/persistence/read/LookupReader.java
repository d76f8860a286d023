package dev.dialogporten.persistence.read;

import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.outcome.Lookup;
import dev.dialogporten.dialog.outcome.Lookup.KeyHolder;
import dev.dialogporten.dialog.outcome.Lookup.LastSeen;
import dev.dialogporten.dialog.outcome.Lookup.UsedRows;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.rows.ChildRows;
import dev.dialogporten.persistence.rows.DialogRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Answers what a decision asks of stored rows. Each answer takes indexed reads whose cost does not
 * grow with the dialog, save that of all transmissions, which only the correction of one
 * transmission asks for.
 */
public final class LookupReader {

  private static final String TRANSMISSIONS =
      "SELECT "
          + ChildRows.TRANSMISSION
          + " FROM transmission t WHERE t.id = ANY($2) AND t.dialog_id = $1";

  private static final String ALL_TRANSMISSIONS =
      "SELECT " + ChildRows.TRANSMISSION + " FROM transmission t WHERE t.dialog_id = $1";

  private static final String ANSWERS =
      """
      SELECT related_id, count(*)::int FROM transmission
      WHERE dialog_id = $1 AND related_id = ANY($2) GROUP BY related_id\
      """;

  private static final String KEYS =
      "SELECT idempotent_key, id FROM transmission WHERE dialog_id = $1 AND idempotent_key ="
          + " ANY($2)";

  private static final String ACTIVITY =
      "SELECT " + ChildRows.ACTIVITY + " FROM activity a WHERE a.id = $2 AND a.dialog_id = $1";

  private static final String TAKEN_TRANSMISSIONS =
      "SELECT id FROM transmission WHERE id = ANY($2) AND dialog_id = $1";

  private static final String TAKEN_ACTIVITIES =
      "SELECT id FROM activity WHERE id = ANY($2) AND dialog_id = $1";

  private static final String LABELS =
      "SELECT value FROM service_owner_label WHERE dialog_id = $1 ORDER BY value";

  private static final String KEY_HOLDER =
      "SELECT id, deleted_at IS NOT NULL FROM dialog WHERE org = $1 AND idempotent_key = $2";

  private static final String SEEN =
      """
      SELECT coalesce(bool_or(id = $2), false), max(seen_at) FILTER (WHERE actor_id = $3)
      FROM seen_log WHERE dialog_id = $1\
      """;

  private final SqlClient client;

  public LookupReader(SqlClient client) {
    this.client = client;
  }

  /** The answer to a question about the dialog. */
  @SuppressWarnings("unchecked") // each case answers with its question's own type
  public <A> Future<A> read(UUID dialogId, Lookup<A> lookup) {
    return (Future<A>) answer(dialogId, lookup);
  }

  private Future<?> answer(UUID dialogId, Lookup<?> lookup) {
    if (lookup instanceof Lookup.RowsInUse rows) {
      return used(dialogId, rows);
    } else if (lookup instanceof Lookup.AllTransmissions) {
      return query(ALL_TRANSMISSIONS, Tuple.of(dialogId)).map(LookupReader::transmissions);
    } else if (lookup instanceof Lookup.OneActivity activity) {
      return query(ACTIVITY, Tuple.of(dialogId, activity.id()))
          .map(rows -> first(rows, ChildRows::activity));
    } else if (lookup instanceof Lookup.LabelValues) {
      return query(LABELS, Tuple.of(dialogId)).map(LookupReader::labels);
    } else if (lookup instanceof Lookup.IdempotentKey key) {
      return query(KEY_HOLDER, Tuple.of(key.org(), key.key()))
          .map(rows -> first(rows, row -> new KeyHolder(row.getUUID(0), row.getBoolean(1))));
    } else if (lookup instanceof Lookup.SeenBy seen) {
      return query(SEEN, Tuple.of(dialogId, seen.id(), seen.actor()))
          .map(rows -> rows.iterator().next())
          .map(row -> new LastSeen(row.getBoolean(0), DialogRows.time(row, 1)));
    }
    throw new IllegalArgumentException("no reader answers " + lookup);
  }

  private Future<UsedRows> used(UUID dialogId, Lookup.RowsInUse asked) {
    Future<Map<UUID, Transmission>> transmissions =
        byId(TRANSMISSIONS, dialogId, asked.transmissions()).map(LookupReader::transmissions);
    Future<Map<UUID, Integer>> answers =
        byId(ANSWERS, dialogId, asked.transmissions())
            .map(rows -> toMap(rows, row -> row.getUUID(0), row -> row.getInteger(1)));
    Future<Map<String, UUID>> keys =
        byKey(dialogId, asked.keys())
            .map(rows -> toMap(rows, row -> row.getString(0), row -> row.getUUID(1)));
    Future<Set<UUID>> takenTransmissions =
        byId(TAKEN_TRANSMISSIONS, dialogId, asked.newTransmissions()).map(LookupReader::ids);
    Future<Set<UUID>> takenActivities =
        byId(TAKEN_ACTIVITIES, dialogId, asked.newActivities()).map(LookupReader::ids);
    return Future.all(transmissions, answers, keys, takenTransmissions, takenActivities)
        .map(
            done ->
                new UsedRows(
                    transmissions.result(),
                    answers.result(),
                    keys.result(),
                    takenTransmissions.result(),
                    takenActivities.result()));
  }

  /** No rows, and no question to PostgreSQL, for no ids. */
  private Future<List<Row>> byId(String sql, UUID dialogId, Set<UUID> ids) {
    // not Tuple.of, which takes an array for the rest of its arguments
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : query(sql, Tuple.tuple().addUUID(dialogId).addArrayOfUUID(ids.toArray(new UUID[0])));
  }

  private Future<List<Row>> byKey(UUID dialogId, Set<String> keys) {
    return keys.isEmpty()
        ? Future.succeededFuture(List.of())
        : query(
            KEYS, Tuple.tuple().addUUID(dialogId).addArrayOfString(keys.toArray(new String[0])));
  }

  private Future<List<Row>> query(String sql, Tuple parameters) {
    return SqlErrors.asked(() -> client.preparedQuery(sql).execute(parameters))
        .map(LookupReader::rows);
  }

  private static List<Row> rows(RowSet<Row> set) {
    List<Row> rows = new ArrayList<>(set.size());
    set.forEach(rows::add);
    return rows;
  }

  private static <T> Optional<T> first(List<Row> rows, Function<Row, T> mapper) {
    return rows.stream().findFirst().map(mapper);
  }

  private static Map<UUID, Transmission> transmissions(List<Row> rows) {
    return toMap(rows, row -> row.getUUID(0), ChildRows::transmission);
  }

  private static List<String> labels(List<Row> rows) {
    return rows.stream().map(row -> row.getString(0)).toList();
  }

  private static Set<UUID> ids(List<Row> rows) {
    Set<UUID> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }

  private static <K, V> Map<K, V> toMap(
      List<Row> rows, Function<Row, K> key, Function<Row, V> value) {
    Map<K, V> map = new HashMap<>();
    rows.forEach(row -> map.put(key.apply(row), value.apply(row)));
    return map;
  }
}
