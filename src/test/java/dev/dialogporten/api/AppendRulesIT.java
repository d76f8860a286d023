package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transmissions and activities that come after the creation, on the routes that take them. */
@ExtendWith(ServiceExtension.class)
class AppendRulesIT {
  private static final String URLS = "[{\"url\":\"https://e.no/\",\"consumerType\":\"Gui\"}]";
  private static final String NAVIGATION =
      "[{\"url\":\"https://e.no/\",\"title\":[{\"value\":\"t\",\"languageCode\":\"nb\"}],"
          + "\"expiresAt\":\"%s\"}]";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient changer;
  private final String transmissions;
  private final String activities;

  AppendRulesIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.changer = fixture.client(Scope.CHANGE_TRANSMISSIONS);
    this.transmissions = fixture.path() + "/transmissions";
    this.activities = fixture.path() + "/activities";
  }

  private static JsonObject withAttachment(String members) {
    String attachment = "{\"urls\":%s,%s}".formatted(URLS, members);
    return Edit.of(Dialogs.transmission(), "/attachments = [" + attachment + "]");
  }

  private String stored() {
    return client.post(transmissions, Dialogs.transmission()).expect(201).header("Location")
        + "?isSilentUpdate=true";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11",
        "00000000-0000-0000-0000-000000000000",
        "{id+17}"
      })
  void idsOfOtherForm(String id) {
    String json = "\"" + Edit.expand(id) + "\"";
    client
        .post(transmissions, Edit.of(Dialogs.transmission(), "/id = " + json))
        .problem(400, "transmissions[0].id");
    client
        .post(activities, Edit.of(Dialogs.activity(), "/id = " + json))
        .problem(400, "activity.id");
    JsonObject attached = withAttachment("\"id\":" + json);
    client.post(transmissions, attached).problem(400, "transmissions[0].attachments[0].id");
    String place = stored();
    changer.put(place, attached).problem(400, "dto.attachments[0].id");
    JsonObject url =
        Edit.of(attached, "/attachments/0/id = none; /attachments/0/urls/0/id = " + json);
    changer.put(place, url).problem(400, "dto.attachments[0].urls[0].id");
    client.post(transmissions, url).expect(201);
  }

  @Test
  void attachmentExpiry_mustLieAhead_butNotInACorrection() {
    JsonObject past = withAttachment("\"expiresAt\":\"{now-1}\"");
    String key = "Transmissions.Attachments.ExpiresAt";
    client.post(transmissions + "?isSilentUpdate=true", past).problem(422, key);
    JsonObject replace = fixture.unchanged().put("transmissions", DialogFixture.one(past));
    fixture.admin().put(fixture.path(), replace).problem(422, key);
    JsonArray patch = new JsonArray().add(Dialogs.operation("add", "/transmissions/-", past));
    client.patch(fixture.path(), patch).problem(422, key);
    changer.put(stored(), past).expect(204);
    client.post(transmissions, withAttachment("\"expiresAt\":\"{now+60}\"")).expect(201);
  }

  @Test
  void navigationExpiry_mustLieAheadOnEveryRoute() {
    String edit = "/navigationalActions = " + NAVIGATION.formatted("{now-1}");
    JsonObject past = Edit.of(Dialogs.transmission(), edit);
    String member = "navigationalActions[0].expiresAt";
    client.post(transmissions, past).problem(400, "transmissions[0]." + member);
    changer.put(stored(), past).problem(400, "dto." + member);
    JsonObject replace = fixture.unchanged().put("transmissions", DialogFixture.one(past));
    client.put(fixture.path(), replace).problem(400, "dto.transmissions[0]." + member);
  }

  @Test
  void correction_mayMoveTheTimeAnywhere_andKeepsItWhenNotToldAny() {
    String place = stored();
    JsonObject future = Dialogs.transmission().put("createdAt", "2091-01-01T00:00:00Z");
    changer.put(place, future).expect(204);
    changer.put(place, Dialogs.transmission().putNull("createdAt")).expect(204);
    assertThat(client.get(transmissions).array().getJsonObject(0).getString("createdAt"))
        .isEqualTo("2091-01-01T00:00:00.0000000Z");
    client.post(transmissions, future).problem(400, "transmissions[0].createdAt");
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, true",
    "'', false, false",
    "?isSilentUpdate=false, true, false",
    "?isSilentUpdate=true, false, true"
  })
  void silence_inQueryOrBody_theQueryWins(String query, boolean inBody, boolean silent) {
    String before = fixture.dialog().getString("updatedAt");
    client.post(activities + query, Dialogs.activity().put("isSilentUpdate", inBody)).expect(201);
    assertThat(fixture.read().getString("updatedAt").equals(before)).isEqualTo(silent);
    DialogFixture other = fixture.with(Dialogs.create(fixture.owner()));
    client
        .post(
            other.path() + "/transmissions" + query,
            Dialogs.transmission().put("isSilentUpdate", inBody))
        .expect(201);
    assertThat(other.read().getString("updatedAt").equals(other.dialog().getString("updatedAt")))
        .isEqualTo(silent);
  }

  @Test
  void restOfTheDialog_isNotLookedAt() {
    JsonObject html = Dialogs.text("<p>x</p>").put("mediaType", "text/html");
    JsonObject body = Dialogs.create(fixture.owner());
    body.getJsonObject("content").put("additionalInfo", html);
    String path = fixture.with(fixture.client(Scope.LEGACY_HTML), body).path();
    client.patch(path, "[]").problem(400, "dto.content.mediaType");
    client.post(path + "/activities", Dialogs.activity()).expect(201);
    client.post(path + "/transmissions", Dialogs.transmission()).expect(201);
  }

  @Test
  void contentIsNeeded_alsoInApiOnlyDialogs() {
    JsonObject body = Dialogs.create(fixture.owner()).put("isApiOnly", true);
    String path = fixture.with(body).path();
    JsonObject without = Dialogs.transmission();
    without.remove("content");
    client.post(path + "/transmissions", without).problem(400, "transmissions[0].content");
    JsonObject replace = fixture.unchanged().put("isApiOnly", true);
    client.put(path, replace.put("transmissions", DialogFixture.one(without))).expect(204);
    JsonObject stored = client.get(path + "/transmissions").array().getJsonObject(0);
    assertThat(stored.containsKey("content")).isFalse();
    changer
        .put(path + "/transmissions/" + stored.getString("id") + "?isSilentUpdate=true", without)
        .problem(400, "dto.content");
  }

  @Test
  void labelsUnderTheirOldName_comeAfterTheOthers() {
    String path = fixture.path() + "/endusercontext/systemlabels?endUserId=08844397713";
    client.put(path, "{\"systemLabels\":[\"Archive\"],\"addLabels\":[\"Bin\"]}").expect(204);
    JsonObject context = fixture.read().getJsonObject("endUserContext");
    assertThat(context.getJsonArray("systemLabels")).containsExactly("Bin");
    client.put(path, "{\"addLabels\":[\"Bin\"],\"systemLabels\":[\"Archive\"]}").expect(204);
    assertThat(fixture.read().getString("systemLabel")).isEqualTo("Archive");
  }

  @Test
  void bulkByAnAdmin_inTheNameOfTheServiceOwner() {
    String bulk = DIALOGS + "/endusercontext/systemlabels/actions/bulkset";
    JsonObject body =
        new JsonObject()
            .put("dialogs", DialogFixture.one(dialogId()))
            .put("addLabels", new JsonArray().add("Bin"))
            .put("performedBy", new JsonObject().put("actorType", "ServiceOwner"));
    client.post(bulk, body).problem(403, "Forbidden");
    client.post(bulk + "?endUserId=08844397713", body).problem(400, "endUserId");
    fixture.admin().post(bulk, body).expect(204);
    assertThat(fixture.read().getString("systemLabel")).isEqualTo("Bin");
  }

  private JsonObject dialogId() {
    return new JsonObject().put("dialogId", fixture.dialog().getString("id"));
  }

  @Test
  void tagsAndLabels_areTrimmedAfterTheyAreMeasured() {
    String labels = fixture.path() + "/context/labels";
    client.post(labels, new JsonObject().put("value", " B ")).expect(204);
    client.post(labels, new JsonObject().put("value", "B")).problem(400);
    assertThat(client.get(labels).body()).isEqualTo("[{\"value\":\"b\"}]");
    String tags = "/searchTags = [{\"value\":\" A \"},{\"value\":\"  Two Words \"}]";
    client.put(fixture.path(), Edit.of(fixture.unchanged(), tags)).expect(204);
    assertThat(fixture.read().getJsonArray("searchTags"))
        .containsExactly(
            new JsonObject().put("value", "a"), new JsonObject().put("value", "two words"));
  }
}
