package dev.dialogporten.chaos;

import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.sink.KafkaBroker;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * One of every kind the service delivers to, for one service owner; they remember what they got.
 */
final class Receivers implements AutoCloseable {
  /** Webhook, Altinn Events, Kafka, log. */
  private static final int KINDS = 4;

  private static final String LOG_IS_AT_THE_END =
      """
      SELECT count(*) FROM event_cursor WHERE name = 'log'
      AND (txid, seq) >= (SELECT txid, seq FROM dialog_change ORDER BY txid DESC, seq DESC LIMIT 1)
      """;

  final Receiver webhook = new Receiver();
  final Receiver altinn = new Receiver();
  private final KafkaBroker broker;
  private final String topic = "events-" + UUID.randomUUID();
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final List<String> published = new CopyOnWriteArrayList<>();

  Receivers(KafkaBroker broker) {
    this.broker = broker;
    work();
  }

  /** They take everything from now on. */
  void work() {
    remember(webhook, posted);
    remember(altinn, published);
  }

  /** What makes a service deliver to them, with these settings more. */
  Map<String, String> settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("events.webhooks.allow-private-targets", "true");
    all.put("events.webhooks.allow-http", "true");
    all.put("events.altinn.url", altinn.url());
    all.put("events.altinn.credentials.endpoint", altinn.url() + "/token");
    all.put("events.altinn.credentials.id", "client");
    all.put("events.altinn.credentials.secret", "secret");
    all.put("events.kafka.servers", broker.address());
    all.put("events.kafka.topic", topic);
    all.put("events.log", "true");
    all.put("events.lease", "2s");
    all.put("events.poll", "50ms");
    all.putAll(more);
    return all;
  }

  /** Returns when what is written from now on is for all of them. */
  void subscribe(ApiClient client, TestDatabase database) {
    JsonObject wish = new JsonObject().put("url", webhook.url() + "/hook");
    client.post("/api/v1/serviceowner/subscriptions", wish).expect(201);
    Patience.until(() -> database.count("SELECT count(owner) FROM event_cursor") == KINDS);
  }

  /** How many events came by webhook. */
  int posted() {
    return posted.size();
  }

  /** Ids of the events that each of them got, by its name. */
  Map<String, Supplier<List<String>>> received() {
    return Map.of(
        "webhook", () -> posted, "Altinn Events", () -> published, "Kafka", this::records);
  }

  void check(Claim claim, TestDatabase database) {
    claim.isFulfilledBy("webhook", () -> posted);
    claim.isFulfilledBy("Altinn Events", () -> published);
    claim.isFulfilledBy("Kafka", this::records);
    Patience.until(() -> database.count(LOG_IS_AT_THE_END) == 1);
  }

  @Override
  public void close() {
    webhook.close();
    altinn.close();
  }

  private List<String> records() {
    return broker.readAll(topic).stream()
        .map(record -> new JsonObject(Buffer.buffer(record.value())).getString("id"))
        .toList();
  }

  private static void remember(Receiver receiver, List<String> ids) {
    receiver.answer = Buffer.buffer("{\"access_token\":\"t\",\"expires_in\":60}");
    receiver.script =
        request -> {
          if (!request.path().equals("/token")) {
            ids.add(request.json().getString("id"));
          }
          return 200;
        };
  }
}
