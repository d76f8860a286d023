package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What changes besides what a request names: labels, flags, parts of a corrected transmission. */
@ExtendWith(ServiceExtension.class)
class UpdateEffectsIT {
  private final DialogFixture fixture;
  private final ApiClient client;

  UpdateEffectsIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
  }

  @Test
  void correction_replacesNavigationAndMergesAttachmentsById() {
    JsonObject attachment =
        new JsonObject("{\"urls\":[{\"url\":\"https://e.no/\",\"consumerType\":\"Gui\"}]}");
    JsonArray navigation =
        new JsonArray(
            "[{\"url\":\"https://e.no/1\",\"title\":[{\"value\":\"t\",\"languageCode\":\"nb\"}]}]");
    JsonObject body =
        Dialogs.transmission()
            .put("attachments", new JsonArray().add(attachment).add(attachment.copy()))
            .put("navigationalActions", navigation)
            .put("externalReference", "x");
    String place =
        client.post(fixture.path() + "/transmissions", body).expect(201).header("Location");
    JsonArray before = client.get(place).json().getJsonArray("attachments");
    JsonObject kept = before.getJsonObject(0);
    JsonObject next = Dialogs.transmission().put("isSilentUpdate", true);
    next.put("attachments", new JsonArray().add(kept).add(attachment.copy()));
    fixture.client(Scope.CHANGE_TRANSMISSIONS).put(place, next).expect(204);
    JsonObject after = client.get(place).json();
    assertThat(after.getJsonArray("navigationalActions")).isEmpty();
    assertThat(after.containsKey("externalReference")).isFalse();
    assertThat(after.getJsonArray("attachments")).hasSize(2).contains(kept);
    assertThat(after.getJsonArray("attachments")).doesNotContain(before.getJsonObject(1));
  }

  @Test
  void labelReset_leavesTheMark() {
    String labels = fixture.path() + "/endusercontext/systemlabels?endUserId=08844397713";
    client.put(labels, "{\"addLabels\":[\"Archive\",\"MarkedAsUnopened\"]}").expect(204);
    client.post(fixture.path() + "/activities?isSilentUpdate=true", Dialogs.activity()).expect(201);
    assertThat(labelsOf(fixture.read())).containsExactly("Archive", "MarkedAsUnopened");
    client.post(fixture.path() + "/activities", Dialogs.activity()).expect(201);
    assertThat(labelsOf(fixture.read())).containsExactlyInAnyOrder("Default", "MarkedAsUnopened");
  }

  private static JsonArray labelsOf(JsonObject dialog) {
    return dialog.getJsonObject("endUserContext").getJsonArray("systemLabels");
  }

  @Test
  void correspondence_isUnopenedUntilItIsReported() {
    ApiClient letters = fixture.client(Scope.CORRESPONDENCE);
    DialogFixture letter = fixture.with(letters, Dialogs.create(fixture.owner().correspondence()));
    assertThat(letter.dialog().getBoolean("hasUnopenedContent")).isTrue();
    client.put(letter.path(), fixture.unchanged()).problem(403, "Forbidden");
    client.post(letter.path() + "/activities", Dialogs.activity()).problem(403, "Forbidden");
    JsonObject confirmed = Dialogs.activity().put("type", "CorrespondenceConfirmed");
    letters.post(letter.path() + "/activities", confirmed).expect(201);
    assertThat(letter.read().getBoolean("hasUnopenedContent")).isTrue();
    JsonObject opened = Dialogs.activity().put("type", "CorrespondenceOpened");
    letters.post(letter.path() + "/activities", opened).expect(201);
    assertThat(letter.read().getBoolean("hasUnopenedContent")).isFalse();
    letters.post(letter.path() + "/transmissions", Dialogs.transmission()).expect(201);
    letters.post(letter.path() + "/activities", opened).expect(201);
    assertThat(letter.read().getBoolean("hasUnopenedContent")).isTrue();
  }

  @Test
  void actorNobodyKnows_422AndNoTrace(@TempDir Path directory) throws Exception {
    Path names = Files.writeString(directory.resolve("names.json"), "{}");
    try (TestService strict =
        TestService.start(Map.of("names.file", names.toString(), "names.unknown", "refuse"))) {
      ApiClient refusing = strict.client(fixture.owner());
      String labels = fixture.path() + "/endusercontext/systemlabels?endUserId=08844397713";
      client.put(labels, "{\"addLabels\":[\"Archive\"]}").expect(204);
      String before = fixture.read().encode();
      JsonObject actor =
          new JsonObject()
              .put("actorType", "PartyRepresentative")
              .put("actorId", "urn:altinn:person:identifier-no:08844397713");
      JsonObject activity = Dialogs.activity().put("performedBy", actor);
      JsonObject transmission = Dialogs.transmission().put("sender", actor);
      String path = fixture.path();
      refusing.post(path + "/activities", activity).problem(422, "ActorId");
      refusing.post(path + "/transmissions", transmission).problem(422, "ActorId");
      JsonObject replace = fixture.unchanged().put("activities", DialogFixture.one(activity));
      refusing.put(path, replace).problem(422, "ActorId");
      JsonObject create = Dialogs.create(fixture.owner()).put("idempotentKey", "no-trace");
      refusing
          .post(DIALOGS, create.copy().put("activities", DialogFixture.one(activity)))
          .problem(422, "ActorId");
      assertThat(fixture.read().encode()).isEqualTo(before);
      refusing.post(DIALOGS, create).expect(201);
      ApiClient admin = refusing.with(strict.tokens().of(fixture.owner(), Scope.ADMIN));
      JsonObject labelling =
          new JsonObject().put("addLabels", new JsonArray().add("Bin")).put("performedBy", actor);
      admin.put(path + "/endusercontext/systemlabels", labelling).problem(422, "ActorId");
      JsonArray both =
          DialogFixture.one(new JsonObject().put("dialogId", fixture.dialog().getString("id")));
      admin
          .post(
              DIALOGS + "/endusercontext/systemlabels/actions/bulkset",
              labelling.put("dialogs", both))
          .problem(422, "ActorId");
      assertThat(fixture.read().encode()).isEqualTo(before);
    }
  }
}
