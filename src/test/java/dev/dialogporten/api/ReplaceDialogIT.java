package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ServiceExtension.class)
class ReplaceDialogIT {
  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  ReplaceDialogIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  private static JsonObject least() {
    return Dialogs.replace("Title").put("status", "NotApplicable");
  }

  private static String path(JsonObject dialog) {
    return DIALOGS + "/" + dialog.getString("id");
  }

  private JsonObject read(JsonObject dialog) {
    return client.get(path(dialog)).expect(200).json();
  }

  /** What a client sends that has read the dialog: everything but what would be appended. */
  private static JsonObject echo(JsonObject dialog) {
    JsonObject echo = dialog.copy();
    echo.remove("transmissions");
    echo.remove("activities");
    return echo;
  }

  @Test
  void leftOutIsCleared() {
    JsonObject body = FullDialog.create(owner, FullDialog.id());
    body.remove("visibleFrom");
    body.remove("expiresAt");
    JsonObject dialog = client.created(body);
    ApiResponse response = client.put(path(dialog), least()).expect(204);
    assertThat(response.body()).isEmpty();
    JsonObject after = read(dialog);
    assertThat(response.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getString("revision")).isNotEqualTo(dialog.getString("revision"));
    for (String cleared :
        new String[] {
          "progress", "extendedStatus", "externalReference", "dueAt", "process", "precedingProcess"
        }) {
      assertThat(after.containsKey(cleared)).as(cleared).isFalse();
    }
    for (String emptied : new String[] {"attachments", "guiActions", "apiActions", "searchTags"}) {
      assertThat(after.getJsonArray(emptied)).as(emptied).isEmpty();
    }
    assertThatJson(after.getJsonObject("content").encode())
        .isEqualTo(least().getJsonObject("content").encode());
    assertThat(after.getJsonArray("transmissions")).hasSize(1);
    assertThat(after.getJsonArray("activities")).hasSize(2);
    assertThat(after.getString("idempotentKey")).isEqualTo("key-1");
  }

  @Test
  void echoOfARead_changesNothing() {
    JsonObject body = FullDialog.create(owner, FullDialog.id());
    body.remove("visibleFrom");
    body.remove("activities");
    JsonObject dialog = client.created(body);
    ApiResponse response = client.put(path(dialog), echo(dialog)).expect(204);
    assertThat(response.etag()).isEqualTo("\"" + dialog.getString("revision") + "\"");
    JsonObject after = read(dialog);
    assertThat(after.getJsonObject("endUserContext").getString("revision"))
        .as("the label reset has a revision of its own")
        .isNotEqualTo(dialog.getJsonObject("endUserContext").getString("revision"));
    assertThat(after.getString("systemLabel")).isEqualTo("Default");
    dialog.put("systemLabel", "Default").put("endUserContext", after.getValue("endUserContext"));
    assertThatJson(after.encode()).isEqualTo(dialog.encode());
  }

  @Test
  void elementsWithoutId_areNewOnes() {
    JsonObject attachment =
        new JsonObject("{\"urls\":[{\"url\":\"https://example.com/a\",\"consumerType\":\"Gui\"}]}");
    JsonObject body = Dialogs.create(owner).put("attachments", new JsonArray().add(attachment));
    JsonObject dialog = client.created(body);
    String id = dialog.getJsonArray("attachments").getJsonObject(0).getString("id");
    JsonObject echo = echo(dialog);
    echo.getJsonArray("attachments").getJsonObject(0).put("urls", attachment.getValue("urls"));
    client.put(path(dialog), echo).expect(204);
    JsonObject kept = read(dialog).getJsonArray("attachments").getJsonObject(0);
    assertThat(kept.getString("id")).isEqualTo(id);
    assertThat(kept.getJsonArray("urls"))
        .isNotEqualTo(dialog.getJsonArray("attachments").getJsonObject(0).getJsonArray("urls"));
    client
        .put(path(dialog), least().put("attachments", new JsonArray().add(attachment)))
        .expect(204);
    assertThat(read(dialog).getJsonArray("attachments").getJsonObject(0).getString("id"))
        .isNotEqualTo(id);
  }

  @Test
  void elementIdOfAnotherDialog_422AndNothingStored() {
    String id = FullDialog.id();
    JsonObject attachment =
        new JsonObject("{\"urls\":[{\"url\":\"https://example.com/a\",\"consumerType\":\"Gui\"}]}")
            .put("id", id);
    JsonArray attachments = new JsonArray().add(attachment);
    client.created(Dialogs.create(owner).put("attachments", attachments));
    JsonObject dialog = client.created(Dialogs.create(owner));
    JsonObject body = least().put("attachments", attachments).put("progress", 17);
    assertThat(client.put(path(dialog), body).problem(422, "Attachment")).contains(id);
    assertThatJson(read(dialog).encode()).isEqualTo(dialog.encode());
  }

  @Test
  void transmissionAttachmentIdOfTheSameDialog_422UnderAKeyOfItsOwn() {
    String id = FullDialog.id();
    JsonObject attachment =
        new JsonObject("{\"urls\":[{\"url\":\"https://example.com/a\",\"consumerType\":\"Gui\"}]}")
            .put("id", id);
    JsonObject transmission =
        Dialogs.transmission().put("attachments", new JsonArray().add(attachment));
    JsonArray transmissions = new JsonArray().add(transmission);
    JsonObject dialog = client.created(Dialogs.create(owner).put("transmissions", transmissions));
    JsonObject body = least().put("transmissions", transmissions);
    assertThat(client.put(path(dialog), body).problem(422, "DialogAttachment")).contains(id);
    assertThatJson(read(dialog).encode()).isEqualTo(dialog.encode());
  }

  @Test
  void activityIdInUse_422AndNoScalarStored() {
    JsonObject dialog =
        client.created(
            Dialogs.create(owner).put("activities", new JsonArray().add(Dialogs.activity())));
    JsonObject again = dialog.getJsonArray("activities").getJsonObject(0);
    JsonObject body = least().put("progress", 17).put("activities", new JsonArray().add(again));
    client.put(path(dialog), body).problem(422, "DialogActivity");
    assertThatJson(read(dialog).encode()).isEqualTo(dialog.encode());
  }

  @Test
  void statusIsMandatory() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    JsonObject body = Dialogs.replace("Title");
    body.remove("status");
    client.put(path(dialog), body).problem(400, "dto.status");
  }

  @Test
  void immutableMembers_areIgnored() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    JsonObject body = least();
    body.mergeIn(Dialogs.create(ServiceOwner.fresh()));
    body.put("idempotentKey", "abc").put("visibleFrom", "2091-01-01T00:00:00Z");
    body.put("systemLabel", "Bin").put("org", "x").put("createdAt", "2001-01-01T00:00:00Z");
    client.put(path(dialog), body.put("content", dialog.getValue("content"))).expect(204);
    assertThatJson(read(dialog).encode()).isEqualTo(dialog.encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status | \"Draft\" | true",
        "extendedStatus | \"x\" | true",
        "guiActions |"
            + " [{\"action\":\"a\",\"url\":\"https://e.no/\",\"priority\":\"Primary\",\"title\":[{\"value\":\"t\",\"languageCode\":\"nb\"}]}]"
            + " | true",
        "apiActions |"
            + " [{\"action\":\"a\",\"endpoints\":[{\"url\":\"https://e.no/\",\"httpMethod\":\"GET\"}]}]"
            + " | true",
        "attachments | [{\"urls\":[{\"url\":\"https://e.no/\",\"consumerType\":\"Gui\"}]}] | true",
        "transmissions |"
            + " [{\"type\":\"Information\",\"sender\":{\"actorType\":\"ServiceOwner\"},\"content\":{\"title\":{\"value\":[{\"value\":\"t\",\"languageCode\":\"nb\"}]},\"summary\":{\"value\":[{\"value\":\"s\",\"languageCode\":\"nb\"}]}}}]"
            + " | true",
        "progress | 17 | false",
        "externalReference | \"x\" | false",
        "dueAt | \"2091-01-01T00:00:00Z\" | false",
        "expiresAt | \"2091-01-01T00:00:00Z\" | false",
        "process | \"urn:p\" | false",
        "isApiOnly | true | false",
        "searchTags | [{\"value\":\"tag\"}] | false",
        "activities | [{\"type\":\"FormSaved\",\"performedBy\":{\"actorType\":\"ServiceOwner\"}}] |"
            + " false"
      })
  void timesMove_byWhatChanged(String member, String value, boolean content) {
    JsonObject dialog = client.created(Dialogs.create(owner));
    JsonObject body = least().put(member, io.vertx.core.json.Json.decodeValue(value));
    client.put(path(dialog) + "?isSilentUpdate=true", body).expect(204);
    JsonObject silent = read(dialog);
    assertThat(silent.getString("revision")).isNotEqualTo(dialog.getString("revision"));
    assertThat(silent.getString("updatedAt")).isEqualTo(dialog.getString("updatedAt"));
    assertThat(silent.getString("contentUpdatedAt"))
        .isEqualTo(dialog.getString("contentUpdatedAt"));
    JsonObject loud = client.created(Dialogs.create(owner));
    client.put(path(loud), body).expect(204);
    JsonObject after = read(loud);
    assertThat(after.getInstant("updatedAt")).isAfter(loud.getInstant("updatedAt"));
    assertThat(after.getInstant("contentUpdatedAt").isAfter(loud.getInstant("contentUpdatedAt")))
        .isEqualTo(content);
  }

  @Test
  void preconditions() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    String stale = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";
    String revision = dialog.getString("revision");
    JsonObject refused = client.ifMatch(stale).put(path(dialog), least()).problem(412);
    assertThat(refused.getString("currentRevision")).isEqualTo(revision);
    assertThat(refused.containsKey("errors")).isFalse();
    client.ifMatch("W/\"" + revision + "\"").put(path(dialog), least()).problem(412);
    client.ifMatch("nonsense").put(path(dialog), least()).problem(400, "If-Match");
    ApiClient matching = client.ifMatch("\"" + stale + "\", " + revision.toUpperCase());
    matching.put(path(dialog), least().put("progress", 1)).expect(204);
    matching.put(path(dialog), least().put("progress", 2)).problem(412);
    client.ifMatch("*").put(path(dialog), least().put("progress", 3)).expect(204);
    assertThat(read(dialog).getInteger("progress")).isEqualTo(3);
  }

  @Test
  void whichFailureWins() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    String unknown = DIALOGS + "/" + FullDialog.id();
    client.put(unknown, new JsonObject()).problem(404, "DialogEntity");
    client.put(unknown, "{\"status\":17 4}").problem(400, "SerializerErrors");
    ApiClient stale = client.ifMatch("5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11");
    stale.put(path(dialog), new JsonObject()).problem(400, "dto.status");
    client.delete(path(dialog)).expect(204);
    client.put(path(dialog), new JsonObject()).problem(400, "dto.status");
    client.put(path(dialog), least()).problem(410, "DialogEntity");
    service.client(ServiceOwner.fresh()).put(path(dialog), least()).problem(404, "DialogEntity");
  }

  @Test
  void dueAt_onlyAChangedOneMustLieInTheFuture() {
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    JsonObject body = Dialogs.create(owner).put("dueAt", "2025-01-01T12:00:00Z");
    JsonObject dialog = admin.created(body);
    client.put(path(dialog), least().put("dueAt", "2025-01-01T13:00:00+01:00")).expect(204);
    assertThatJson(read(dialog).encode()).isEqualTo(dialog.encode());
    JsonObject changed = least().put("dueAt", "2025-01-01T12:00:01Z");
    assertThat(client.put(path(dialog), changed).problem(422, "DueAt"))
        .containsIgnoringCase("must be in the future");
    client.put(path(dialog) + "?isSilentUpdate=true", changed).expect(204);
    client.put(path(dialog), least()).expect(204);
  }

  @Test
  void expiresAt_isNotClearedAloud() {
    JsonObject dialog =
        client.created(Dialogs.create(owner).put("expiresAt", "2091-01-01T00:00:00Z"));
    client.put(path(dialog), least()).problem(422, "ExpiresAt");
    client.put(path(dialog) + "?isSilentUpdate=true", least()).expect(204);
    assertThat(read(dialog).containsKey("expiresAt")).isFalse();
    JsonObject other =
        client.created(Dialogs.create(owner).put("expiresAt", "2091-01-01T00:00:00Z"));
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    admin.put(path(other), least()).expect(204);
    assertThat(read(other).containsKey("expiresAt")).isFalse();
  }

  @Test
  void updatedAt_neverMovesBack() {
    String soon = Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS).toString();
    JsonObject dialog =
        client.created(Dialogs.create(owner).put("createdAt", soon).put("updatedAt", soon));
    client.put(path(dialog), least().put("progress", 1)).expect(204);
    assertThat(read(dialog).getInstant("updatedAt")).isEqualTo(Instant.parse(soon));
  }

  @Test
  void transmissionOpenedInItsCreate_leavesNothingToCorrect() {
    String id = FullDialog.id();
    JsonObject opened =
        Dialogs.activity().put("type", "TransmissionOpened").put("transmissionId", id);
    JsonObject dialog =
        client.created(
            Dialogs.create(owner)
                .put("transmissions", new JsonArray().add(Dialogs.transmission().put("id", id)))
                .put("activities", new JsonArray().add(opened)));
    assertThat(dialog.getBoolean("hasUnopenedContent")).isFalse();
    assertThat(dialog.getJsonArray("transmissions").getJsonObject(0).getBoolean("isOpened"))
        .isTrue();
    client.put(path(dialog), echo(dialog)).expect(204);
    assertThat(read(dialog)).isEqualTo(dialog);
  }

  @Test
  void contentlessTransmission_keepsTheDialogApiOnly() {
    JsonObject transmission = Dialogs.transmission();
    transmission.remove("content");
    JsonObject body = Dialogs.create(owner).put("isApiOnly", true);
    JsonObject dialog =
        client.created(body.put("transmissions", new JsonArray().add(transmission)));
    client.put(path(dialog), least()).problem(400, "dto.transmissions");
    client.put(path(dialog), least().put("isApiOnly", true)).expect(204);
  }
}
