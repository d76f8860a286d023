package dev.dialogporten.events.log;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.dialog.event.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the change log from the database. Only rows of transactions below the oldest one still
 * running are read: their order is final, nothing can appear between them any more.
 *
 * <p>A reader's place is always that of a row, never the horizon itself: PostgreSQL may forget, in
 * a crash, the numbers of transactions that wrote nothing durable, and give them to others.
 */
public final class ChangeRows {
  private static final String COLUMNS =
      """
      txid, seq, at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
             service_resource, party, process, preceding_process, appended::text AS appended, seen_log_id""";

  private static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  /** One row at least, so that it is known how far was looked. */
  private static final String FOLLOWING =
      """
      WITH scanned AS MATERIALIZED (
        SELECT %s FROM dialog_change
        WHERE (txid, seq) > ($1, $2) AND txid < %s
        ORDER BY txid, seq LIMIT $3
      ), extent AS (
        SELECT count(*) AS rows,
               (array_agg(txid ORDER BY txid DESC, seq DESC))[1] AS last_txid,
               (array_agg(seq ORDER BY txid DESC, seq DESC))[1] AS last_seq
        FROM scanned
      )
      SELECT extent.*, wanted.*
      FROM extent LEFT JOIN (SELECT * FROM scanned WHERE $4::text IS NULL OR org = $4) wanted ON true
      ORDER BY txid, seq
      """
          .formatted(COLUMNS, HORIZON);

  private static final String LAST =
      """
      SELECT coalesce(last.txid, f.txid) AS last_txid, coalesce(last.seq, f.seq) AS last_seq
      FROM event_log_floor f LEFT JOIN LATERAL (
        SELECT txid, seq FROM dialog_change WHERE txid < %s ORDER BY txid DESC, seq DESC LIMIT 1) last ON true
      """
          .formatted(HORIZON);

  private static final String OF_DIALOG =
      """
      SELECT %s FROM dialog_change
      WHERE dialog_id = $1 AND (txid, seq) > ($2, $3) AND txid < %s AND org = $4
      ORDER BY txid, seq LIMIT $5
      """
          .formatted(COLUMNS, HORIZON);

  private final SqlClient client;
  private final CloudEvents derivation;

  public ChangeRows(SqlClient client, CloudEvents derivation) {
    this.client = client;
    this.derivation = derivation;
  }

  /**
   * Looks at up to {@code limit} rows behind a position.
   *
   * @param org only this service owner's rows are returned; null for all
   */
  public Future<LogPage> following(Position after, String org, int limit) {
    return client
        .preparedQuery(FOLLOWING)
        .execute(Tuple.of(after.txid(), after.seq(), limit, org))
        .map(rows -> page(rows, after, limit));
  }

  /** The same for one dialog of one service owner, silent changes included. */
  public Future<List<LoggedChange>> ofDialog(UUID dialogId, String org, Position after, int limit) {
    return client
        .preparedQuery(OF_DIALOG)
        .execute(Tuple.of(dialogId, after.txid(), after.seq(), org, limit))
        .map(this::changes);
  }

  /** Where a reader stands that wants only what is not yet readable. */
  public Future<Position> end() {
    return client.preparedQuery(LAST).execute().map(rows -> last(rows.iterator().next()));
  }

  /** From where to where the log can be read now. */
  public Future<Extent> extent() {
    return client
        .preparedQuery("SELECT txid, seq, " + HORIZON + " AS horizon FROM event_log_floor")
        .execute()
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Extent(
                  new Position(row.getLong("txid"), row.getLong("seq")),
                  new Position(row.getLong("horizon"), 0));
            });
  }

  /**
   * @param oldest nothing behind it is missing
   * @param end everything readable lies before it
   */
  public record Extent(Position oldest, Position end) {}

  private LogPage page(RowSet<Row> rows, Position after, int limit) {
    Row first = rows.iterator().next();
    Position reached = first.getLong("rows") == 0 ? after : last(first);
    return new LogPage(changes(rows), reached, first.getLong("rows") < limit);
  }

  private static Position last(Row row) {
    return new Position(row.getLong("last_txid"), row.getLong("last_seq"));
  }

  private List<LoggedChange> changes(RowSet<Row> rows) {
    List<LoggedChange> changes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getLong("txid") != null) {
        Position position = new Position(row.getLong("txid"), row.getLong("seq"));
        changes.add(new LoggedChange(position, change(row), derivation));
      }
    }
    return changes;
  }

  private static DialogChange change(Row row) {
    return new DialogChange(
        row.getUUID("dialog_id"),
        row.getUUID("revision_before"),
        row.getUUID("revision_after"),
        instant(row),
        row.getString("actor"),
        ChangeKind.ofNumber(row.getShort("kind")),
        ChangedMember.ofMask(row.getInteger("members")),
        row.getBoolean("silent"),
        row.getString("org"),
        row.getString("service_resource"),
        row.getString("party"),
        row.getString("process"),
        row.getString("preceding_process"),
        appended(row.getString("appended")),
        row.getUUID("seen_log_id"));
  }

  private static Instant instant(Row row) {
    return row.getOffsetDateTime("at").toInstant();
  }

  private static List<Appended> appended(String json) {
    if (json == null) {
      return List.of();
    }
    List<Appended> list = new ArrayList<>();
    for (Object item : new JsonArray(json)) {
      JsonObject object = (JsonObject) item;
      String transmission = object.getString("t");
      list.add(
          transmission != null
              ? new AppendedTransmission(UUID.fromString(transmission), object.getString("s"))
              : new AppendedActivity(
                  UUID.fromString(object.getString("a")),
                  ActivityType.ofNumber(object.getInteger("y")),
                  object.getString("x")));
    }
    return list;
  }
}
