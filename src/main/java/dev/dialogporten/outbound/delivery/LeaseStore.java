package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Who may move which cursor, in the database; its clock is the only one that counts. */
final class LeaseStore {
  private static final String CREATE =
      """
      INSERT INTO event_cursor (name, txid, seq)
      SELECT n.name,
             CASE WHEN n.beginning THEN f.txid ELSE e.txid END,
             CASE WHEN n.beginning THEN f.seq ELSE e.seq END
      FROM unnest($1::text[], $2::boolean[]) AS n(name, beginning), event_log_floor f, dialog_log_end() e
      ON CONFLICT (name) DO NOTHING
      """;

  /**
   * The rows are locked in one order, or two nodes could wait for each other. A turn goes on only
   * for the cursors the owner is serving now; any other grant begins a new one.
   */
  private static final String LEASE =
      """
      WITH free AS (
        SELECT name FROM event_cursor
        WHERE name = ANY($1::text[]) AND (owner = $2 OR owner IS NULL OR lease_until < clock_timestamp())
        ORDER BY name FOR UPDATE
      )
      UPDATE event_cursor c
      SET epoch = CASE WHEN c.owner = $2 AND c.name = ANY($3::text[]) THEN c.epoch ELSE c.epoch + 1 END,
          owner = $2, lease_until = clock_timestamp() + $4::bigint * interval '1 millisecond'
      FROM free WHERE c.name = free.name
      RETURNING c.name, c.epoch, c.txid, c.seq, dialog_log_epoch() AS log_epoch
      """;

  private static final String RELEASE =
      "UPDATE event_cursor SET owner = NULL, lease_until = NULL WHERE owner = $1";

  private final SqlClient client;

  LeaseStore(SqlClient client) {
    this.client = client;
  }

  /**
   * Creates the cursors that do not exist.
   *
   * @param fromBeginning by name: before the oldest kept row, or behind the newest readable one
   */
  Future<Void> create(Map<String, Boolean> fromBeginning) {
    String[] names = fromBeginning.keySet().toArray(String[]::new);
    Boolean[] beginnings = fromBeginning.values().toArray(Boolean[]::new);
    Tuple values = Tuple.tuple().addArrayOfString(names).addArrayOfBoolean(beginnings);
    return client.preparedQuery(CREATE).execute(values).mapEmpty();
  }

  /**
   * Renews the leases of this owner and takes those that are free.
   *
   * @param served those of the names that the owner is serving now
   * @return what the owner has after that, by name
   */
  Future<Map<String, Lease>> lease(
      Collection<String> names, Collection<String> served, UUID owner, long millis) {
    return client
        .preparedQuery(LEASE)
        .execute(Tuple.of(array(names), owner, array(served), millis))
        .map(
            rows -> {
              Map<String, Lease> leases = new LinkedHashMap<>();
              for (Row row : rows) {
                Position position = new Position(row.getLong("txid"), row.getLong("seq"));
                String name = row.getString("name");
                Lease lease =
                    new Lease(
                        name, owner, row.getLong("epoch"), position, row.getLong("log_epoch"));
                leases.put(name, lease);
              }
              return leases;
            });
  }

  /** Gives up every lease of this owner at once, so that nobody has to wait for their end. */
  Future<Void> release(UUID owner) {
    return client.preparedQuery(RELEASE).execute(Tuple.of(owner)).mapEmpty();
  }

  private static String[] array(Collection<String> names) {
    return names.toArray(String[]::new);
  }
}
