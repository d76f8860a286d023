package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;

/** A service whose webhooks may reach this machine, a receiver, and a service owner per test. */
abstract class WebhookFixture {
  static final String SUBSCRIPTIONS = "/api/v1/serviceowner/subscriptions";
  static final Map<String, String> SETTINGS =
      Map.of(
          "events.webhooks.allow-private-targets", "true",
          "events.webhooks.allow-http", "true",
          "events.webhooks.timeout", "400ms",
          "events.retry.quick", "20ms,20ms",
          "events.retry.slow", "50ms",
          "events.lease", "1s",
          "events.poll", "20ms");

  /** Of {@link #SETTINGS}. */
  static final int ATTEMPTS = 6;

  final TestService service = Lenient.SERVICE;
  final ServiceOwner owner;
  final ApiClient client;
  final Receiver receiver = new Receiver();

  WebhookFixture(ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  final String create() {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id().toString();
  }

  final JsonObject wish() {
    return new JsonObject().put("url", receiver.url() + "/hook");
  }

  final JsonObject subscribe(JsonObject wish) {
    return client.post(SUBSCRIPTIONS, wish).expect(201).json();
  }

  static String path(JsonObject subscription) {
    return SUBSCRIPTIONS + "/" + subscription.getString("id");
  }

  final JsonObject read(JsonObject subscription) {
    return client.get(path(subscription)).expect(200).json();
  }

  final void drain() {
    while (!receiver.isQuiet()) {
      receiver.next();
    }
  }

  final JsonArray awaitLetters(String path, int count) {
    Patience.until(() -> letters(client, path).size() == count);
    return letters(client, path);
  }

  static JsonArray letters(ApiClient client, String path) {
    return client.get(path + "/deadletters").expect(200).json().getJsonArray("items");
  }

  static boolean isUpdate(Posted posted) {
    return posted.json().getString("type").equals("dialogporten.dialog.updated.v1");
  }

  static String dialog(Posted posted) {
    return posted.json().getString("resourceinstance");
  }

  /** As the Standard Webhooks specification tells receivers to compute it. */
  static String signature(String secret, Posted posted) throws Exception {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String content =
        posted.headers().get("webhook-id")
            + "."
            + posted.headers().get("webhook-timestamp")
            + "."
            + posted.body();
    byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(signature);
  }

  /** Services on one database share the deliveries, so this one has its own. */
  private static final class Lenient {
    static final TestService SERVICE = TestService.start(TestDatabase.fresh(), SETTINGS);

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close));
    }
  }
}
