package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.log.SetAside;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What sinks have achieved, in the database. */
final class SinkStore {
  private static final String SAVE =
      """
      WITH fence AS (
        UPDATE event_cursor SET txid = $4, seq = $5
        WHERE name = $1 AND owner = $2 AND epoch = $3 AND (txid, seq) <= ($4, $5) AND dialog_log_epoch() = $24
        RETURNING name
      ), removed AS (
        DELETE FROM event_retry r USING fence, unnest($6::bigint[], $7::bigint[], $8::int[]) AS p(txid, seq, ordinal)
        WHERE r.sink = fence.name AND r.txid = p.txid AND r.seq = p.seq AND r.ordinal = p.ordinal
      ), kept AS (
        INSERT INTO event_retry (sink, txid, seq, ordinal, dialog_id, event, attempts, next_attempt_at, last_error)
        SELECT fence.name, k.txid, k.seq, k.ordinal, k.dialog_id, k.event, k.attempts, k.at, k.last_error
        FROM fence, unnest($9::bigint[], $10::bigint[], $11::int[], $12::uuid[], $13::text[], $14::int[], $15::timestamptz[],
                           $16::text[]) AS k(txid, seq, ordinal, dialog_id, event, attempts, at, last_error)
        ON CONFLICT (sink, txid, seq, ordinal) DO UPDATE
        SET attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at, last_error = excluded.last_error,
            replay = false
      ), buried AS (
        INSERT INTO event_dead_letter (sink, txid, seq, ordinal, dialog_id, event, attempts, failed_at, last_error)
        SELECT fence.name, k.txid, k.seq, k.ordinal, k.dialog_id, k.event, k.attempts, now(), k.last_error
        FROM fence, unnest($17::bigint[], $18::bigint[], $19::int[], $20::uuid[], $21::text[], $22::int[],
                           $23::text[]) AS k(txid, seq, ordinal, dialog_id, event, attempts, last_error)
        ON CONFLICT (sink, txid, seq, ordinal) DO UPDATE
        SET attempts = excluded.attempts, failed_at = excluded.failed_at, last_error = excluded.last_error
      )
      SELECT count(*) AS saved FROM fence
      """;

  private static final String RETRIES =
      """
      SELECT sink, txid, seq, ordinal, dialog_id, event, attempts, next_attempt_at, last_error
      FROM event_retry WHERE sink = $1 ORDER BY txid, seq, ordinal
      """;

  private static final String REPLAYS =
      """
      SELECT sink, txid, seq, ordinal, dialog_id, event, attempts, next_attempt_at, last_error
      FROM event_retry WHERE sink = ANY($1::text[]) AND replay ORDER BY txid, seq, ordinal
      """;

  private static final String BACKLOG =
      """
      SELECT count(*) AS rows FROM (
        SELECT 1 FROM dialog_change
        WHERE (txid, seq) > ($1, $2) AND txid < (SELECT dialog_log_horizon())
        LIMIT 100000) behind
      """;

  private final SqlClient client;
  private final SetAside aside;

  SinkStore(SqlClient client, SetAside aside) {
    this.client = client;
    this.aside = aside;
  }

  /**
   * False when the lease is lost, or the log is in another epoch than when it was granted; then
   * nothing was saved.
   */
  Future<Boolean> save(Lease lease, Progress progress) {
    List<EventPosition> removed = new ArrayList<>(progress.delivered());
    progress.givenUp().forEach(row -> removed.add(row.event().position()));
    Tuple values =
        Tuple.of(lease.name(), lease.owner(), lease.epoch())
            .addLong(progress.cursor().txid())
            .addLong(progress.cursor().seq());
    addPositions(values, removed);
    addRows(values, progress.kept());
    values.addValue(times(progress.kept()));
    values.addValue(texts(progress.kept(), RetryRow::lastError));
    addRows(values, progress.givenUp());
    values.addValue(texts(progress.givenUp(), RetryRow::lastError));
    values.addLong(lease.logEpoch());
    return client
        .preparedQuery(SAVE)
        .execute(values)
        .map(rows -> rows.iterator().next().getLong("saved") > 0);
  }

  /** Everything that waits for another attempt, in log order. */
  Future<List<RetryRow>> retries(String name) {
    return client
        .preparedQuery(RETRIES)
        .execute(Tuple.of(name))
        .map(rows -> rows(rows).getOrDefault(name, List.of()));
  }

  /**
   * Dead letters that were put back, by sink. Told again until they are delivered or were tried in
   * vain: whoever picks them up may not live to do so.
   */
  Future<Map<String, List<RetryRow>>> replays(Collection<String> names) {
    return client
        .preparedQuery(REPLAYS)
        .execute(Tuple.of(names.toArray(String[]::new)))
        .map(this::rows);
  }

  /** Rows behind a position, counted up to a limit. */
  Future<Long> backlog(Position position) {
    return client
        .preparedQuery(BACKLOG)
        .execute(Tuple.of(position.txid(), position.seq()))
        .map(rows -> rows.iterator().next().getLong("rows"));
  }

  private Map<String, List<RetryRow>> rows(RowSet<Row> rows) {
    Map<String, List<RetryRow>> bySink = new LinkedHashMap<>();
    for (Row row : rows) {
      EventPosition position = position(row);
      RetryRow retry =
          aside.unlessPoisonous(
              row.getString("sink") + " " + position, () -> retryRow(position, row), null);
      if (retry != null) {
        bySink.computeIfAbsent(row.getString("sink"), s -> new ArrayList<>()).add(retry);
      }
    }
    return bySink;
  }

  private static EventPosition position(Row row) {
    Position change = new Position(row.getLong("txid"), row.getLong("seq"));
    return new EventPosition(change, row.getInteger("ordinal"));
  }

  private static RetryRow retryRow(EventPosition position, Row row) {
    String json = row.getString("event");
    JsonObject event = new JsonObject(json);
    PublishedEvent published =
        new PublishedEvent(
            position,
            null,
            UUID.fromString(event.getString("id")),
            row.getUUID("dialog_id"),
            event.getString("type"),
            OffsetDateTime.parse(event.getString("time")).toInstant(),
            json);
    return new RetryRow(
        published,
        row.getInteger("attempts"),
        row.getOffsetDateTime("next_attempt_at").toInstant(),
        row.getString("last_error"));
  }

  private static void addPositions(Tuple values, List<EventPosition> positions) {
    values.addValue(longs(positions, p -> p.change().txid()));
    values.addValue(longs(positions, p -> p.change().seq()));
    values.addValue(positions.stream().map(EventPosition::ordinal).toArray(Integer[]::new));
  }

  private static void addRows(Tuple values, List<RetryRow> rows) {
    addPositions(values, rows.stream().map(row -> row.event().position()).toList());
    values.addValue(rows.stream().map(row -> row.event().dialogId()).toArray(UUID[]::new));
    values.addValue(texts(rows, row -> row.event().json()));
    values.addValue(rows.stream().map(RetryRow::attempts).toArray(Integer[]::new));
  }

  private static <T> Long[] longs(List<T> items, Function<T, Long> value) {
    return items.stream().map(value).toArray(Long[]::new);
  }

  private static String[] texts(List<RetryRow> rows, Function<RetryRow, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(List<RetryRow> rows) {
    return rows.stream()
        .map(row -> row.nextAttempt().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }
}
