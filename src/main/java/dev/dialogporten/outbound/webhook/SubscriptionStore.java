package dev.dialogporten.outbound.webhook;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.WebhookSubscription;
import dev.dialogporten.event.WebhookSubscription.Draft;
import dev.dialogporten.event.WebhookSubscription.Status;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Webhook subscriptions in the database. */
final class SubscriptionStore {
  private static final String COLUMNS =
      """
      id, revision, org, url, description, types, resources, parties, dialog_ids, status, disabled_reason,
             secret, old_secret, old_secret_until, created_at, updated_at\
      """;

  /** Several at once may get past the limit; it only bounds, it is not a promise. */
  private static final String INSERT =
      """
      WITH room AS (
        SELECT 1 WHERE (SELECT count(*) FROM webhook_subscription WHERE org = $3) < $13
      ), cursor AS (
        INSERT INTO event_cursor (name, txid, seq)
        SELECT 'webhook:' || $1::uuid::text, coalesce($14, e.txid), coalesce($15, e.seq)
        FROM room, dialog_log_end() e
      )
      INSERT INTO webhook_subscription (id, revision, org, url, description, types, resources, parties, dialog_ids, status,
                                        secret, created_at, updated_at)
      SELECT $1, $2, $3, $4, $5, $6::text[], $7::text[], $8::text[], $9::uuid[], $10, $11, $12, $12 FROM room
      RETURNING %s
      """
          .formatted(COLUMNS);

  private static final String LIST =
      "SELECT %s FROM webhook_subscription WHERE org = $1 ORDER BY created_at, id"
          .formatted(COLUMNS);

  private static final String GET =
      "SELECT %s FROM webhook_subscription WHERE org = $1 AND id = $2".formatted(COLUMNS);

  private static final String ACTIVE =
      "SELECT %s FROM webhook_subscription WHERE status = 'active'".formatted(COLUMNS);

  private static final String REPLACE =
      """
      UPDATE webhook_subscription
      SET revision = $4, url = $5, description = $6, types = $7::text[], resources = $8::text[], parties = $9::text[],
          dialog_ids = $10::uuid[], status = $11, disabled_reason = NULL, updated_at = now()
      WHERE org = $1 AND id = $2 AND revision = $3
      RETURNING %s
      """
          .formatted(COLUMNS);

  private static final String ROTATE =
      """
      UPDATE webhook_subscription
      SET revision = $3, old_secret = secret, old_secret_until = now() + interval '1 day', secret = $4, updated_at = now()
      WHERE org = $1 AND id = $2
      RETURNING %s
      """
          .formatted(COLUMNS);

  private static final String DISABLE =
      """
      UPDATE webhook_subscription
      SET revision = $2, status = 'disabled', disabled_reason = $3, updated_at = now()
      WHERE id = $1 AND status = 'active'
      """;

  private static final String DELETE =
      """
      WITH gone AS (
        DELETE FROM webhook_subscription WHERE org = $1 AND id = $2 AND revision = $3 RETURNING 'webhook:' || id::text AS sink
      ), cursor AS (
        DELETE FROM event_cursor c USING gone WHERE c.name = gone.sink
      )
      SELECT count(*) AS deleted FROM gone
      """;

  /**
   * What else there is, in an order of its own: who serves the subscription holds its cursor while
   * it writes here, a replay the letters. Each statement sees what those wrote whom the one before
   * has waited for.
   */
  private static final List<String> DELETE_REST =
      List.of(
          "DELETE FROM event_dead_letter WHERE sink = $1",
          "DELETE FROM event_retry WHERE sink = $1");

  private final Pool client;

  SubscriptionStore(Pool client) {
    this.client = client;
  }

  /** A subscription with the keys that sign its deliveries. */
  record Stored(WebhookSubscription subscription, List<WebhookSink.Key> keys) {}

  /**
   * @param after null for "from now on"
   * @return empty when the organisation has as many as it may have
   */
  Future<Optional<Stored>> insert(
      WebhookSubscription made, byte[] key, Position after, int mostPerOrg) {
    Tuple values =
        Tuple.of(made.id(), made.revision(), made.org())
            .addString(made.draft().url())
            .addString(made.draft().description());
    addFilter(values, made.draft().filter());
    values
        .addString(made.status().name())
        .addBuffer(Buffer.buffer(key))
        .addValue(made.createdAt().atOffset(ZoneOffset.UTC))
        .addInteger(mostPerOrg)
        .addLong(after == null ? null : after.txid())
        .addLong(after == null ? null : after.seq());
    return client.preparedQuery(INSERT).execute(values).map(SubscriptionStore::one);
  }

  Future<List<Stored>> list(String org) {
    return client.preparedQuery(LIST).execute(Tuple.of(org)).map(SubscriptionStore::all);
  }

  Future<List<Stored>> active() {
    return client.preparedQuery(ACTIVE).execute().map(SubscriptionStore::all);
  }

  Future<Optional<Stored>> get(String org, UUID id) {
    return client.preparedQuery(GET).execute(Tuple.of(org, id)).map(SubscriptionStore::one);
  }

  /** Empty when the revision is not the current one any more. */
  Future<Optional<Stored>> replace(String org, UUID id, UUID expected, Draft draft) {
    Tuple values =
        Tuple.of(org, id, expected, UUID.randomUUID())
            .addString(draft.url())
            .addString(draft.description());
    addFilter(values, draft.filter());
    values.addString((draft.paused() ? Status.paused : Status.active).name());
    return client.preparedQuery(REPLACE).execute(values).map(SubscriptionStore::one);
  }

  Future<Optional<Stored>> rotate(String org, UUID id, byte[] key) {
    return client
        .preparedQuery(ROTATE)
        .execute(Tuple.of(org, id, UUID.randomUUID(), Buffer.buffer(key)))
        .map(SubscriptionStore::one);
  }

  Future<Void> disable(UUID id, String reason) {
    return client
        .preparedQuery(DISABLE)
        .execute(Tuple.of(id, UUID.randomUUID(), reason))
        .mapEmpty();
  }

  /** False when the revision is not the current one any more. */
  Future<Boolean> delete(String org, UUID id, UUID expected) {
    return client.withTransaction(
        connection ->
            connection
                .preparedQuery(DELETE)
                .execute(Tuple.of(org, id, expected))
                .compose(
                    deleted ->
                        deleted.iterator().next().getLong("deleted") == 0
                            ? Future.succeededFuture(false)
                            : deleteRest(connection, WebhookSinks.name(id), 0)));
  }

  private static Future<Boolean> deleteRest(SqlConnection connection, String sink, int from) {
    return from == DELETE_REST.size()
        ? Future.succeededFuture(true)
        : connection
            .preparedQuery(DELETE_REST.get(from))
            .execute(Tuple.of(sink))
            .compose(done -> deleteRest(connection, sink, from + 1));
  }

  private static void addFilter(Tuple values, EventFilter filter) {
    values.addValue(filter.types().toArray(String[]::new));
    values.addValue(filter.resources().toArray(String[]::new));
    values.addValue(filter.parties().toArray(String[]::new));
    values.addValue(filter.dialogIds().toArray(UUID[]::new));
  }

  private static Optional<Stored> one(RowSet<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<Stored> all(RowSet<Row> rows) {
    List<Stored> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(stored(row)));
    return list;
  }

  private static Stored stored(Row row) {
    EventFilter filter =
        new EventFilter(
            Set.of(row.getArrayOfStrings("types")),
            Set.of(row.getArrayOfStrings("resources")),
            Set.of(row.getArrayOfStrings("parties")),
            Set.of(row.getArrayOfUUIDs("dialog_ids")));
    Status status = Status.valueOf(row.getString("status"));
    Draft draft =
        new Draft(
            row.getString("url"), row.getString("description"), filter, status == Status.paused);
    WebhookSubscription subscription =
        new WebhookSubscription(
            row.getUUID("id"),
            row.getUUID("revision"),
            row.getString("org"),
            draft,
            status,
            row.getString("disabled_reason"),
            row.getOffsetDateTime("created_at").toInstant(),
            row.getOffsetDateTime("updated_at").toInstant());
    return new Stored(subscription, keys(row));
  }

  private static List<WebhookSink.Key> keys(Row row) {
    List<WebhookSink.Key> keys = new ArrayList<>(2);
    keys.add(new WebhookSink.Key(row.getBuffer("secret").getBytes(), null));
    OffsetDateTime until = row.getOffsetDateTime("old_secret_until");
    if (until != null) {
      keys.add(new WebhookSink.Key(row.getBuffer("old_secret").getBytes(), until.toInstant()));
    }
    return keys;
  }
}
