package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.outbound.Receiver.Posted;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.EventReader;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a subscriber's server gets when it takes everything. */
@ExtendWith(ServiceExtension.class)
public class WebhookDeliveryIT extends WebhookFixture {
  WebhookDeliveryIT(ServiceOwner owner) {
    super(owner);
  }

  @Test
  void deliver_structuredAndSigned() throws Exception {
    JsonObject subscription = subscribe(wish());

    String dialog = create();

    Posted posted = receiver.next();
    assertThat(posted.path()).isEqualTo("/hook");
    assertThat(posted.headers().get("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThatJson(posted.body())
        .isObject()
        .containsEntry("specversion", "1.0")
        .containsEntry("type", "dialogporten.dialog.created.v1")
        .containsEntry("resourceinstance", dialog);
    assertThat(posted.headers().get("webhook-id")).isEqualTo(posted.json().getString("id"));
    Instant sent = Instant.ofEpochSecond(Long.parseLong(posted.headers().get("webhook-timestamp")));
    assertThat(Duration.between(sent, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    assertThat(posted.headers().get("webhook-signature"))
        .isEqualTo(signature(subscription.getString("secret"), posted));
  }

  @Test
  void deliver_sameEventsAsTheStream_inOrder() {
    subscribe(wish());
    try (EventReader reader = client.stream("/api/v1/serviceowner/events")) {
      assertThat(reader.comment()).isEqualTo("connected");
      JsonObject body =
          Dialogs.create(owner).put("transmissions", new JsonArray().add(Dialogs.transmission()));
      String path = DIALOGS + "/" + client.post(DIALOGS, body).expect(201).id();
      client.patch(path, Dialogs.newTitle("One")).expect(204);
      client.patch(path + "?isSilentUpdate=true", Dialogs.newTitle("Two")).expect(204);
      client.delete(path).expect(204);

      List<String> streamed = reader.next(4).stream().map(EventReader.Event::data).toList();
      assertThat(receiver.next(4)).extracting(Posted::body).isEqualTo(streamed);
    }
  }

  @Test
  void deliver_onlyWhatIsWanted(ServiceOwner other) {
    subscribe(wish().put("types", List.of("dialogporten.dialog.deleted.v1")));
    String path = DIALOGS + "/" + create();
    service
        .client(other)
        .delete(DIALOGS + "/" + service.client(other).post(DIALOGS, Dialogs.create(other)).id());
    client.delete(path).expect(204);

    assertThat(path).endsWith(receiver.next().json().getString("resourceinstance"));
  }

  @Test
  void since_whatHappenedBefore() {
    String first = create();
    String second = create();

    subscribe(wish().put("since", "0.0"));

    assertThat(receiver.next(2))
        .extracting(WebhookFixture::dialog)
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  void paused_goesOnWhereItWas() {
    JsonObject subscription = subscribe(wish());
    create();
    receiver.next();
    client.put(path(subscription), wish().put("paused", true)).expect(200);
    String meanwhile = create();

    client.put(path(subscription), wish()).expect(200);

    Posted posted = receiver.next();
    while (!dialog(posted).equals(meanwhile)) {
      posted = receiver.next(); // delivered before, but not noted yet when it was paused
    }
  }

  @Test
  void changedAddress_isUsedFromThenOn() {
    JsonObject subscription = subscribe(wish());
    client.put(path(subscription), wish().put("url", receiver.url() + "/other")).expect(200);

    create();

    Patience.until(() -> receiver.next().path().equals("/other"));
  }

  @Test
  void rotatedSecret_signedWithBoth() throws Exception {
    JsonObject subscription = subscribe(wish());
    JsonObject rotated =
        client.post(path(subscription) + "/actions/rotateSecret").expect(200).json();

    Posted posted = firstSignedWithTwoKeys();

    assertThat(posted.headers().get("webhook-signature"))
        .isEqualTo(
            signature(rotated.getString("secret"), posted)
                + " "
                + signature(subscription.getString("secret"), posted));
  }

  /** The node that delivers learns of the new secret a moment later; the old one is valid still. */
  private Posted firstSignedWithTwoKeys() throws Exception {
    Instant deadline = Instant.now().plusSeconds(30);
    while (true) {
      create();
      Posted posted = receiver.next();
      if (posted.headers().get("webhook-signature").contains(" ")
          || Instant.now().isAfter(deadline)) {
        return posted;
      }
    }
  }

  @Test
  void test_tellsHowItWent() throws Exception {
    JsonObject subscription = subscribe(wish().put("paused", true));
    String test = path(subscription) + "/actions/test";
    receiver.script = posted -> 204;

    JsonObject good = client.post(test).expect(200).json();

    assertThat(good.getBoolean("delivered")).isTrue();
    assertThat(good.getInteger("status")).isEqualTo(204);
    Posted posted = receiver.next();
    assertThat(posted.json().getString("type")).isEqualTo("dialogporten.subscription.test.v1");
    assertThat(posted.json().getString("source"))
        .isEqualTo("http://127.0.0.1:" + service.port() + path(subscription));
    assertThat(posted.headers().get("webhook-signature"))
        .isEqualTo(signature(subscription.getString("secret"), posted));

    receiver.script = request -> 500;
    JsonObject bad = client.post(test).expect(200).json();
    assertThat(bad.getBoolean("delivered")).isFalse();
    assertThat(bad.getInteger("status")).isEqualTo(500);
    assertThat(bad.getString("error")).isEqualTo("answered 500");

    receiver.script = request -> 0;
    JsonObject mute = client.post(test).expect(200).json();
    assertThat(mute.getBoolean("delivered")).isFalse();
    assertThat(mute.containsKey("status")).isFalse();
    assertThat(mute.getString("error")).isEqualTo("no answer in time");
    assertThat(mute.getInteger("milliseconds")).isBetween(350, 10_000);

    receiver.close();
    assertThat(client.post(test).expect(200).json().getString("error"))
        .isEqualTo("no connection could be made");
  }
}
