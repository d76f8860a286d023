package dev.dialogporten.persistence.read;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.outcome.References;
import dev.dialogporten.dialog.outcome.Related;
import dev.dialogporten.dialog.outcome.Related.KeyHolder;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.persistence.rows.ChildRows;
import dev.dialogporten.persistence.rows.DialogRows;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what a decision must know of rows below its dialog. Each question is one indexed read whose
 * cost does not grow with the dialog, save the whole hierarchy, which only the correction of one
 * transmission asks for.
 */
public final class RelatedReader {

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

  public RelatedReader(SqlClient client) {
    this.client = client;
  }

  /** The answers to all questions of the references. */
  public Future<Related> read(UUID dialogId, References references) {
    Future<List<Transmission>> transmissions = transmissions(dialogId, references);
    Future<Map<UUID, Integer>> answers = answers(dialogId, references);
    Future<Map<String, UUID>> keys = keys(dialogId, references);
    Future<Activity> activity = activity(dialogId, references);
    Future<Set<UUID>> takenTransmissions =
        taken(TAKEN_TRANSMISSIONS, dialogId, references.newTransmissions());
    Future<Set<UUID>> takenActivities =
        taken(TAKEN_ACTIVITIES, dialogId, references.newActivities());
    Future<List<String>> labels = labels(dialogId, references);
    Future<KeyHolder> holder = keyHolder(references);
    Future<Row> seen = seen(dialogId, references);
    return Future.all(
            List.of(
                transmissions,
                answers,
                keys,
                activity,
                takenTransmissions,
                takenActivities,
                labels,
                holder,
                seen))
        .map(
            done ->
                new Related(
                    byId(transmissions.result()),
                    answers.result(),
                    keys.result(),
                    activity.result(),
                    takenTransmissions.result(),
                    takenActivities.result(),
                    labels.result(),
                    holder.result(),
                    seen.result() != null && seen.result().getBoolean(0),
                    seen.result() == null ? null : instant(seen.result())));
  }

  private Future<List<Transmission>> transmissions(UUID dialogId, References references) {
    if (references.allTransmissions()) {
      return query(ALL_TRANSMISSIONS, Tuple.of(dialogId)).map(RelatedReader::toTransmissions);
    }
    if (references.transmissions().isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return query(TRANSMISSIONS, ids(dialogId, references.transmissions()))
        .map(RelatedReader::toTransmissions);
  }

  private Future<Map<UUID, Integer>> answers(UUID dialogId, References references) {
    if (references.transmissions().isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return query(ANSWERS, ids(dialogId, references.transmissions()))
        .map(
            rows -> {
              Map<UUID, Integer> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getUUID(0), row.getInteger(1)));
              return counts;
            });
  }

  private Future<Map<String, UUID>> keys(UUID dialogId, References references) {
    if (references.transmissionKeys().isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return query(
            KEYS,
            Tuple.tuple()
                .addUUID(dialogId)
                .addArrayOfString(references.transmissionKeys().toArray(new String[0])))
        .map(
            rows -> {
              Map<String, UUID> keys = new HashMap<>();
              rows.forEach(row -> keys.put(row.getString(0), row.getUUID(1)));
              return keys;
            });
  }

  private Future<Activity> activity(UUID dialogId, References references) {
    if (references.activity() == null) {
      return Future.succeededFuture();
    }
    return query(ACTIVITY, Tuple.of(dialogId, references.activity()))
        .map(rows -> rows.size() == 0 ? null : ChildRows.activity(rows.iterator().next()));
  }

  private Future<Set<UUID>> taken(String sql, UUID dialogId, Set<UUID> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return query(sql, ids(dialogId, ids))
        .map(
            rows -> {
              Set<UUID> taken = new HashSet<>();
              rows.forEach(row -> taken.add(row.getUUID(0)));
              return taken;
            });
  }

  private Future<List<String>> labels(UUID dialogId, References references) {
    if (!references.serviceOwnerLabels()) {
      return Future.succeededFuture(List.of());
    }
    return query(LABELS, Tuple.of(dialogId))
        .map(
            rows -> {
              List<String> labels = new ArrayList<>();
              rows.forEach(row -> labels.add(row.getString(0)));
              return labels;
            });
  }

  private Future<KeyHolder> keyHolder(References references) {
    if (references.dialogKey() == null) {
      return Future.succeededFuture();
    }
    return query(KEY_HOLDER, Tuple.of(references.org(), references.dialogKey()))
        .map(
            rows -> {
              if (rows.size() == 0) {
                return null;
              }
              Row row = rows.iterator().next();
              return new KeyHolder(row.getUUID(0), row.getBoolean(1));
            });
  }

  private Future<Row> seen(UUID dialogId, References references) {
    if (references.seenId() == null) {
      return Future.succeededFuture();
    }
    return query(SEEN, Tuple.of(dialogId, references.seenId(), references.seenActor()))
        .map(rows -> rows.iterator().next());
  }

  /** Not {@code Tuple.of}, which takes an array for the rest of its arguments. */
  private static Tuple ids(UUID dialogId, Set<UUID> ids) {
    return Tuple.tuple().addUUID(dialogId).addArrayOfUUID(ids.toArray(new UUID[0]));
  }

  private Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return SqlErrors.asked(() -> client.preparedQuery(sql).execute(parameters));
  }

  private static List<Transmission> toTransmissions(RowSet<Row> rows) {
    List<Transmission> transmissions = new ArrayList<>(rows.size());
    rows.forEach(row -> transmissions.add(ChildRows.transmission(row)));
    return transmissions;
  }

  private static Map<UUID, Transmission> byId(List<Transmission> transmissions) {
    Map<UUID, Transmission> byId = new HashMap<>();
    transmissions.forEach(transmission -> byId.put(transmission.id(), transmission));
    return byId;
  }

  private static Instant instant(Row row) {
    return DialogRows.time(row, 1);
  }
}
