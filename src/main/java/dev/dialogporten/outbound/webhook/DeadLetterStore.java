package dev.dialogporten.outbound.webhook;

import dev.dialogporten.event.DeadLetter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Events a receiver did not take, in the database. */
final class DeadLetterStore {
  private static final String LIST =
      """
      SELECT txid, seq, ordinal, dialog_id, event, attempts, failed_at, last_error FROM event_dead_letter
      WHERE sink = $1 AND (txid, seq, ordinal) > ($2, $3, $4)
      ORDER BY txid, seq, ordinal LIMIT $5
      """;

  private static final String REPLAY =
      """
      WITH chosen AS (
        SELECT sink, txid, seq, ordinal FROM event_dead_letter
        WHERE sink = $1
          AND ($2 OR (txid, seq, ordinal) IN (SELECT * FROM unnest($3::bigint[], $4::bigint[], $5::int[])))
        ORDER BY txid, seq, ordinal LIMIT $6 FOR UPDATE
      ), moved AS (
        DELETE FROM event_dead_letter d USING chosen c
        WHERE d.sink = c.sink AND d.txid = c.txid AND d.seq = c.seq AND d.ordinal = c.ordinal
        RETURNING d.*
      )
      INSERT INTO event_retry (sink, txid, seq, ordinal, dialog_id, event, attempts, next_attempt_at, replay)
      SELECT sink, txid, seq, ordinal, dialog_id, event, 0, now(), true FROM moved
      ON CONFLICT (sink, txid, seq, ordinal) DO NOTHING
      """;

  private final SqlClient client;

  DeadLetterStore(SqlClient client) {
    this.client = client;
  }

  Future<List<DeadLetter>> list(String sink, EventPosition after, int limit) {
    return client
        .preparedQuery(LIST)
        .execute(
            Tuple.of(sink, after.change().txid(), after.change().seq(), after.ordinal(), limit))
        .map(
            rows -> {
              List<DeadLetter> letters = new ArrayList<>(rows.size());
              rows.forEach(row -> letters.add(letter(row)));
              return letters;
            });
  }

  /**
   * Puts events back in the queue of their sink.
   *
   * @param positions empty for all
   * @return how many, at most {@code most}
   */
  Future<Integer> replay(String sink, List<EventPosition> positions, int most) {
    return client
        .preparedQuery(REPLAY)
        .execute(
            Tuple.of(sink, positions.isEmpty())
                .addValue(positions.stream().map(p -> p.change().txid()).toArray(Long[]::new))
                .addValue(positions.stream().map(p -> p.change().seq()).toArray(Long[]::new))
                .addValue(positions.stream().map(EventPosition::ordinal).toArray(Integer[]::new))
                .addInteger(most))
        .map(rows -> rows.rowCount());
  }

  private static DeadLetter letter(Row row) {
    Position change = new Position(row.getLong("txid"), row.getLong("seq"));
    return new DeadLetter(
        new EventPosition(change, row.getInteger("ordinal")),
        row.getUUID("dialog_id"),
        row.getString("event"),
        row.getInteger("attempts"),
        row.getOffsetDateTime("failed_at").toInstant(),
        row.getString("last_error"));
  }
}
