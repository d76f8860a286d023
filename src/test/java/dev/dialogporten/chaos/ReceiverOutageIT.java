package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.sink.KafkaBroker;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A receiver that is down for a while misses nothing, and does not hold back another. */
class ReceiverOutageIT {
  private static final Map<String, String> RETRIES =
      Map.of(
          "events.retry.quick",
          "50ms",
          "events.retry.slow",
          String.join(",", Collections.nCopies(100, "300ms")));

  private static final Map<String, String> SETTINGS = new HashMap<>(RETRIES);

  static {
    SETTINGS.put("events.webhooks.allow-private-targets", "true");
    SETTINGS.put("events.webhooks.allow-http", "true");
    SETTINGS.put("events.lease", "2s");
  }

  private final ServiceOwner owner = ServiceOwner.fresh();

  @Test
  void receiverDown_andBack() {
    TestDatabase database = TestDatabase.fresh();
    List<String> failing = new CopyOnWriteArrayList<>();
    List<String> healthy = new CopyOnWriteArrayList<>();
    Receiver first = new Receiver();
    int port = first.port();
    try (Receiver other = new Receiver();
        TestService service = TestService.start(database, SETTINGS)) {
      first.script = request -> 500;
      remember(other, healthy);
      ApiClient client = service.client(owner);
      subscribe(client, first.url());
      subscribe(client, other.url());
      try (Writers writers = new Writers(client, owner)) {
        writers.awaitMore(150);
        first.next(3);
        first.close();
        writers.awaitMore(150);
        writers.stop();
        Claim claim = Claim.of(database, owner).contains(writers.acknowledged());

        claim.isFulfilledBy("healthy", () -> healthy);

        assertThat(failing).isEmpty();
        try (Receiver back = new Receiver(port)) {
          remember(back, failing);
          claim.isFulfilledBy("failing", () -> failing);
          Patience.until(() -> database.count("SELECT count(*) FROM event_retry") == 0);
        }
        assertThat(database.count("SELECT count(*) FROM event_dead_letter")).isZero();
      }
    }
  }

  /** Those of the operator; the stream of the service owner goes on meanwhile. */
  @Test
  void brokerAndAltinnEventsDown_andBack() {
    TestDatabase database = TestDatabase.fresh();
    try (KafkaBroker broker = new KafkaBroker();
        Receivers receivers = new Receivers(broker);
        TestService service = TestService.start(database, receivers.settings(RETRIES))) {
      ApiClient client = service.client(owner);
      receivers.subscribe(client, database);
      try (Follower follower = new Follower(client);
          Writers writers = new Writers(client, owner)) {
        writers.awaitMore(50);
        broker.stop();
        receivers.altinn.script = request -> request.path().equals("/token") ? 500 : 401;
        writers.awaitMore(200);
        writers.stop();
        Claim claim = Claim.of(database, owner).contains(writers.acknowledged());
        claim.isFulfilledBy("stream", follower::ids);

        broker.start();
        receivers.work();

        receivers.check(claim, database);
        assertThat(database.count("SELECT count(*) FROM event_dead_letter")).isZero();
      }
    }
  }

  private static void remember(Receiver receiver, List<String> ids) {
    receiver.script =
        request -> {
          ids.add(request.headers().get("webhook-id"));
          return 200;
        };
  }

  private static void subscribe(ApiClient client, String url) {
    JsonObject wish = new JsonObject().put("url", url);
    client.post("/api/v1/serviceowner/subscriptions", wish).expect(201);
  }
}
