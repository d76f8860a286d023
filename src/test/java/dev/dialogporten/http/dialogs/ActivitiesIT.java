package dev.dialogporten.http.dialogs;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.FullDialog;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServiceExtension.class)
class ActivitiesIT {
  private static final String STALE = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient admin;
  private final JsonObject dialog;
  private final String path;
  private final String activities;

  ActivitiesIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.admin = fixture.admin();
    this.dialog = fixture.dialog();
    this.path = fixture.path();
    this.activities = path + "/activities";
  }

  @Test
  void append_andReadBack() {
    JsonObject description = new JsonObject().put("value", "Tekst").put("languageCode", "nb");
    JsonObject body =
        Dialogs.activity()
            .put("type", "information")
            .put("extendedType", "urn:x")
            .put("createdAt", "2025-03-01T13:00:00.5+01:00")
            .put("performedBy", new JsonObject().put("actorType", 1).put("actorName", "Kari"))
            .put("description", new JsonArray().add(description));
    ApiResponse created = client.post(activities, body).expect(201);
    assertThat(created.header("Location")).isEqualTo(activities + "/" + created.id());
    String head =
        """
        "id": "%s", "createdAt": "2025-03-01T12:00:00.5000000Z", "extendedType": "urn:x",
        "type": "Information"
        """
            .formatted(created.id());
    String whole =
        "{"
            + head
            + """
              , "performedBy": { "actorType": "PartyRepresentative", "actorName": "Kari" },
              "description": [ { "value": "Tekst", "languageCode": "nb" } ] }
            """;
    assertThatJson(client.get(activities).expect(200).body()).isEqualTo("[{" + head + "}]");
    assertThatJson(client.get(created.header("Location")).expect(200).body()).isEqualTo(whole);
    JsonObject after = fixture.read();
    assertThatJson(after.getJsonArray("activities").encode()).isEqualTo("[" + whole + "]");
    assertThat(created.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getInstant("updatedAt")).isAfter(dialog.getInstant("updatedAt"));
    assertThat(after.getString("contentUpdatedAt")).isEqualTo(dialog.getString("contentUpdatedAt"));
  }

  @Test
  void resetsTheLabel_unlessSilent() {
    String archived =
        DIALOGS
            + "/"
            + client
                .created(Dialogs.create(fixture.owner()).put("systemLabel", "Archive"))
                .getString("id");
    JsonObject silent = Dialogs.activity().put("isSilentUpdate", true);
    client.post(archived + "/activities", silent).expect(201);
    assertThat(client.get(archived).json().getString("systemLabel")).isEqualTo("Archive");
    client.post(archived + "/activities", Dialogs.activity()).expect(201);
    assertThat(client.get(archived).json().getString("systemLabel")).isEqualTo("Default");
  }

  @Test
  void transmissionOpened_oneAfterTheOther() {
    String first = transmission();
    String second = transmission();
    open(first).expect(201);
    assertThat(fixture.read().getBoolean("hasUnopenedContent")).isTrue();
    open(second).expect(201);
    JsonObject after = fixture.read();
    assertThat(after.getBoolean("hasUnopenedContent")).isFalse();
    assertThatJson(after.encode()).inPath("$.transmissions[*].isOpened").isEqualTo("[true,true]");
    open(FullDialog.id()).problem(422, "Activity.TransmissionId");
  }

  private String transmission() {
    return client.post(path + "/transmissions", Dialogs.transmission()).expect(201).id().toString();
  }

  private ApiResponse open(String transmissionId) {
    return client.post(
        activities,
        Dialogs.activity().put("type", "TransmissionOpened").put("transmissionId", transmissionId));
  }

  @Test
  void whichFailureWins() {
    JsonObject unknownTransmission =
        Dialogs.activity().put("type", "TransmissionOpened").put("transmissionId", FullDialog.id());
    ApiClient stale = client.ifMatch(STALE);
    stale.post(activities, unknownTransmission).problem(422, "Activity.TransmissionId");
    stale.post(activities, Dialogs.activity()).problem(412);
    JsonObject invalid = Dialogs.activity().put("type", "Information");
    String unknown = DIALOGS + "/" + FullDialog.id() + "/activities";
    client.post(unknown, invalid).problem(400, "activity.description");
    client.post(unknown, Dialogs.activity()).problem(404, "DialogEntity");
    assertThat(
            client
                .post(activities, Dialogs.activity().put("type", "CorrespondenceOpened"))
                .problem(403, "Forbidden"))
        .contains(Scope.CORRESPONDENCE);
    fixture.stranger().post(activities, Dialogs.activity()).problem(404, "DialogEntity");
    client.get(activities + "/" + FullDialog.id()).problem(404, "DialogActivity");
  }

  @Test
  void deletedDialog_410ButNotForAdmins() {
    client.delete(path).expect(204);
    client.post(activities, Dialogs.activity()).problem(410, "DialogEntity");
    client.get(activities).problem(410, "DialogEntity");
    admin.post(activities, Dialogs.activity()).expect(201);
    assertThat(fixture.read().containsKey("deletedAt")).isTrue();
    assertThat(fixture.read().getJsonArray("activities")).hasSize(1);
  }

  @Test
  void idInUse_422() {
    String id = FullDialog.id();
    client.post(activities, Dialogs.activity().put("id", id)).expect(201);
    assertThat(
            client
                .post(activities, Dialogs.activity().put("id", id))
                .problem(422, "DialogActivity"))
        .contains(id);
  }

  @Test
  void actorId_nameIsLookedUpAndIdLowerCased() {
    JsonObject actor =
        new JsonObject()
            .put("actorType", "PartyRepresentative")
            .put("actorId", "urn:altinn:person:idporten-email:Kari@Example.no");
    JsonObject body = Dialogs.activity().put("performedBy", actor);
    ApiResponse created = client.post(activities, body).expect(201);
    assertThat(
            client
                .get(created.header("Location"))
                .json()
                .getJsonObject("performedBy")
                .getString("actorId"))
        .isEqualTo("urn:altinn:person:idporten-email:kari@example.no");
  }

  @Test
  void manyAtOnce_allAppended() {
    var sent =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> client.post(activities, Dialogs.activity()).status()))
            .toList();
    assertThat(sent).extracting(CompletableFuture::join).containsOnly(201);
    assertThat(fixture.read().getJsonArray("activities")).hasSize(20);
  }

  @Test
  void formSavedTime_movesAndKeepsUpdatedAtFromGoingBack() {
    JsonObject saved = Dialogs.activity().put("type", "FormSaved");
    String one = client.post(activities, saved).expect(201).header("Location");
    String move = one + "/actions/updateFormSavedActivityTime";
    client.post(move, "\"2025-03-01T12:00:00Z\"").problem(403);
    JsonObject before = fixture.read();
    ApiResponse moved = admin.post(move, "\"2025-03-01T12:00:00Z\"").expect(204);
    JsonObject after = fixture.read();
    assertThat(moved.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getString("updatedAt")).isEqualTo(before.getString("updatedAt"));
    assertThat(after.getJsonArray("activities").getJsonObject(0).getString("createdAt"))
        .isEqualTo("2025-03-01T12:00:00.0000000Z");
    assertThat(admin.post(move, "\"2025-03-01T12:00:00Z\"").expect(204).etag())
        .isNotEqualTo(moved.etag());
    admin.post(move, "\"2091-03-01T12:00:00Z\"").problem(400);
    admin.ifMatch(STALE).post(move, "\"2025-03-01T12:00:00Z\"").problem(412);
    String other = client.post(activities, Dialogs.activity()).expect(201).header("Location");
    admin
        .post(other + "/actions/updateFormSavedActivityTime", "\"2025-03-01T12:00:00Z\"")
        .problem(422, "Type");
    admin
        .post(
            activities + "/" + FullDialog.id() + "/actions/updateFormSavedActivityTime",
            "\"2025-03-01T12:00:00Z\"")
        .problem(404, "DialogActivity");
  }
}
