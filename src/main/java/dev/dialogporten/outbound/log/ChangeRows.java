package dev.dialogporten.outbound.log;

import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.Position;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the change log from the database. Only rows of transactions below the oldest one still
 * running are read: their order is final, nothing can appear between them any more.
 *
 * <p>The upper bits of a row's transaction number are the epoch of the log, which rises whenever
 * PostgreSQL may count its transactions from a lower number again, as after a failover. Rows of
 * earlier epochs are final whatever their numbers.
 */
public final class ChangeRows {
  /**
   * In the order that {@link #logged} expects: reading seventeen by name costs more than all else.
   */
  private static final String COLUMNS =
      """
      txid, seq, at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
             service_resource, party, process, preceding_process, appended::text AS appended, seen_log_id\
      """;

  private static final String HORIZON = "(SELECT dialog_log_horizon())";

  private static final String FOLLOWING =
      """
      SELECT %s FROM dialog_change
      WHERE (txid, seq) > ($1, $2) AND txid < %s
      ORDER BY txid, seq LIMIT $3
      """
          .formatted(COLUMNS, HORIZON);

  /** How many columns stand before {@link #COLUMNS} in the following. */
  private static final int EXTENT = 5;

  /**
   * How far was looked, and from where on rows are kept, is known all the same when only one
   * service owner's are returned, or none: in one row at least. One statement, so that no day is
   * dropped in between.
   */
  private static final String STRETCH =
      """
      WITH scanned AS MATERIALIZED (
        %s
      ), last AS (
        SELECT txid, seq FROM scanned ORDER BY txid DESC, seq DESC LIMIT 1
      )
      SELECT (SELECT count(*) FROM scanned) AS looked_at, last.txid AS last_txid, last.seq AS last_seq,
             f.txid AS floor_txid, f.seq AS floor_seq, wanted.*
      FROM event_log_floor f LEFT JOIN last ON true
           LEFT JOIN (SELECT * FROM scanned WHERE ($4::text IS NULL OR org = $4) AND ($5 OR NOT silent)
                      ORDER BY txid, seq LIMIT $6) wanted ON true
      ORDER BY wanted.txid, wanted.seq
      """
          .formatted(FOLLOWING);

  private static final String LAST =
      "SELECT txid AS last_txid, seq AS last_seq, dialog_log_epoch() AS epoch FROM"
          + " dialog_log_end()";

  /** As {@link #FOLLOWING}, with the epoch in a first column: in one row at least. */
  private static final String NEWEST =
      """
      SELECT e.epoch, f.* FROM (SELECT dialog_log_epoch() AS epoch) e LEFT JOIN (
        %s
      ) f ON true
      ORDER BY f.txid, f.seq
      """
          .formatted(FOLLOWING);

  private static final String OF_DIALOG =
      """
      SELECT %s FROM dialog_change
      WHERE dialog_id = $1 AND (txid, seq) > ($2, $3) AND txid < %s AND org = $4
      ORDER BY txid, seq LIMIT $5
      """
          .formatted(COLUMNS, HORIZON);

  private static final String KNOWN =
      "SELECT EXISTS (SELECT FROM dialog_change WHERE dialog_id = $1 AND org = $2)";

  private final SqlClient client;
  private final CloudEvents derivation;
  private final SetAside aside;

  public ChangeRows(SqlClient client, CloudEvents derivation, SetAside aside) {
    this.client = client;
    this.derivation = derivation;
    this.aside = aside;
  }

  /**
   * Looks at up to {@code limit} rows behind a position.
   *
   * @param org only this service owner's rows are returned; null for all
   */
  public Future<LogPage> following(Position after, String org, int limit) {
    return following(after, org, true, limit, limit);
  }

  /**
   * The same, but no further than to the last of {@code most} rows that are wanted: the others
   * would be read for nothing.
   */
  public Future<LogPage> following(
      Position after, String org, boolean withSilent, int limit, int most) {
    return client
        .preparedQuery(STRETCH)
        .execute(Tuple.of(after.txid(), after.seq(), limit, org, withSilent, most))
        .map(rows -> stretch(rows, after, limit, most));
  }

  /**
   * The same of everybody's rows for who reads on and on at the end of the log, and so is never
   * overtaken by the dropping of old days; that is not looked at.
   */
  Future<Tip> newest(Position after, int limit) {
    return client
        .preparedQuery(NEWEST)
        .execute(Tuple.of(after.txid(), after.seq(), limit))
        .map(rows -> new Tip(rows.iterator().next().getLong(0), page(rows, 1, after, limit)));
  }

  /** Where the log ends now, as an empty page. */
  Future<Tip> tip() {
    return client
        .preparedQuery(LAST)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Tip(row.getLong("epoch"), new LogPage(List.of(), last(row), true)));
  }

  /**
   * The newest stretch of the log.
   *
   * @param epoch that writes are in now
   */
  record Tip(long epoch, LogPage page) {}

  /** The same for one dialog of one service owner, silent changes included. */
  public Future<LogPage> ofDialog(UUID dialogId, String org, Position after, int limit) {
    return client
        .preparedQuery(OF_DIALOG)
        .execute(Tuple.of(dialogId, after.txid(), after.seq(), org, limit))
        .map(rows -> page(rows, 0, after, limit));
  }

  /** Whether there is any change of one dialog of one service owner, readable by now or not. */
  public Future<Boolean> isKnown(UUID dialogId, String org) {
    return client
        .preparedQuery(KNOWN)
        .execute(Tuple.of(dialogId, org))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Where a reader stands that wants only what is not yet readable. */
  public Future<Position> end() {
    return client.preparedQuery(LAST).execute().map(rows -> last(rows.iterator().next()));
  }

  /** From where to where the log can be read now. */
  public Future<Extent> extent() {
    return client
        .preparedQuery("SELECT txid, seq, dialog_log_horizon() AS horizon FROM event_log_floor")
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

  /**
   * @param first position of {@link #COLUMNS} in the rows
   */
  private LogPage page(RowSet<Row> rows, int first, Position after, int limit) {
    Position reached = after;
    for (Row row : rows) {
      reached = row.getLong(first) == null ? reached : position(row, first);
    }
    return new LogPage(changes(rows, first), reached, rows.size() < limit);
  }

  private LogPage stretch(RowSet<Row> rows, Position after, int limit, int most) {
    Row first = rows.iterator().next();
    long lookedAt = first.getLong("looked_at");
    Position floor = new Position(first.getLong("floor_txid"), first.getLong("floor_seq"));
    Position reached = lookedAt == 0 ? after.max(floor) : last(first);
    boolean atEnd = lookedAt < limit;
    if (rows.size() == most && lookedAt > most && first.getLong(EXTENT) != null) {
      for (Row row : rows) {
        reached = position(row, EXTENT);
      }
      atEnd = false; // perhaps it is; the next page tells
    }
    return new LogPage(changes(rows, EXTENT), reached, atEnd, floor.isAfter(after));
  }

  private static Position last(Row row) {
    return new Position(row.getLong("last_txid"), row.getLong("last_seq"));
  }

  /**
   * @param first position of {@link #COLUMNS} in the rows
   */
  private List<LoggedChange> changes(RowSet<Row> rows, int first) {
    List<LoggedChange> changes = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row.getLong(first) != null) {
        Position position = position(row, first);
        LoggedChange change =
            aside.unlessPoisonous(position, () -> logged(position, row, first), null);
        if (change != null) {
          changes.add(change);
        }
      }
    }
    return changes;
  }

  private static Position position(Row row, int first) {
    return new Position(row.getLong(first), row.getLong(first + 1));
  }

  private LoggedChange logged(Position position, Row row, int first) {
    DialogChange change =
        new DialogChange(
            row.getUUID(first + 3),
            row.getUUID(first + 4),
            row.getUUID(first + 5),
            row.getOffsetDateTime(first + 2).toInstant(),
            row.getString(first + 6),
            ChangeKind.ofNumber(row.getShort(first + 7)),
            ChangedMember.ofMask(row.getInteger(first + 8)),
            row.getBoolean(first + 9),
            row.getString(first + 10),
            row.getString(first + 11),
            row.getString(first + 12),
            row.getString(first + 13),
            row.getString(first + 14),
            appended(row.getString(first + 15)),
            row.getUUID(first + 16));
    return new LoggedChange(position, change, derivation, aside);
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
