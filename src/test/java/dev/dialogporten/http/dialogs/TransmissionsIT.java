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
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServiceExtension.class)
class TransmissionsIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient changer;
  private final JsonObject dialog;
  private final String path;
  private final String transmissions;

  TransmissionsIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.changer = fixture.client(Scope.CHANGE_TRANSMISSIONS);
    this.dialog = fixture.dialog();
    this.path = fixture.path();
    this.transmissions = path + "/transmissions";
  }

  @Test
  void append_andReadBack() {
    JsonObject body = Dialogs.transmission().put("idempotentKey", "letter-1");
    ApiResponse created = client.post(transmissions, body).expect(201);
    assertThat(created.header("Location")).isEqualTo(transmissions + "/" + created.id());
    String expected =
        """
        { "id": "%s", "idempotentKey": "letter-1", "createdAt": "${json-unit.any-string}",
          "type": "Information", "sender": { "actorType": "ServiceOwner" }, "content": %s,
          "attachments": [], "navigationalActions": [] }
        """
            .formatted(created.id(), body.getJsonObject("content").encode());
    ApiResponse one = client.get(created.header("Location")).expect(200);
    assertThatJson(one.body()).isEqualTo(expected);
    assertThat(one.etag()).isNull();
    assertThatJson(client.get(transmissions).expect(200).body()).isEqualTo("[" + expected + "]");
    JsonObject after = fixture.read();
    assertThat(created.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getBoolean("hasUnopenedContent")).isTrue();
    assertThat(after.getInteger("fromServiceOwnerTransmissionsCount")).isEqualTo(1);
    assertThat(after.getInstant("contentUpdatedAt"))
        .isAfter(dialog.getInstant("contentUpdatedAt"))
        .isEqualTo(after.getInstant("updatedAt"));
    assertThat(after.getJsonArray("transmissions").getJsonObject(0).getBoolean("isOpened"))
        .isFalse();
  }

  @Test
  void lists_newestFirstAlone_oldestFirstInTheDialog() {
    JsonObject old = Dialogs.transmission().put("createdAt", "2020-01-01T00:00:00Z");
    String newer = client.post(transmissions, Dialogs.transmission()).expect(201).id().toString();
    String older = client.post(transmissions, old).expect(201).id().toString();
    assertThatJson(client.get(transmissions).body())
        .inPath("$[*].id")
        .isEqualTo(new JsonArray().add(newer).add(older).encode());
    assertThatJson(fixture.read().encode())
        .inPath("$.transmissions[*].id")
        .isEqualTo(new JsonArray().add(older).add(newer).encode());
  }

  @Test
  void sameIdempotentKey_409_inAnotherDialogFine() {
    JsonObject body = Dialogs.transmission().put("idempotentKey", "letter-1");
    client.post(transmissions, body).expect(201);
    client.post(transmissions, body).problem(409, "IdempotentKey");
    client.post(transmissions, body.put("idempotentKey", "Letter-1")).expect(201);
    String other = DIALOGS + "/" + client.created(Dialogs.create(fixture.owner())).getString("id");
    client.post(other + "/transmissions", body).expect(201);
  }

  @Test
  void submission_countsForThePartyAndLabelsTheDialog() {
    client
        .post(
            transmissions + "?isSilentUpdate=true",
            Dialogs.transmission().put("type", "Submission"))
        .expect(201);
    JsonObject after = fixture.read();
    assertThat(after.getInteger("fromPartyTransmissionsCount")).isEqualTo(1);
    assertThat(after.getBoolean("hasUnopenedContent")).isFalse();
    assertThat(after.getString("updatedAt")).isEqualTo(dialog.getString("updatedAt"));
    assertThat(after.getJsonObject("endUserContext").getJsonArray("systemLabels"))
        .containsExactly("Default", "Sent");
  }

  @Test
  void relatedTransmission_mustExist() {
    String first = client.post(transmissions, Dialogs.transmission()).expect(201).id().toString();
    JsonObject answer = Dialogs.transmission().put("relatedTransmissionId", first);
    client.post(transmissions, answer).expect(201);
    client
        .post(transmissions, answer.put("relatedTransmissionId", FullDialog.id()))
        .problem(422, "Transmissions");
  }

  @Test
  void whichFailureWins() {
    JsonObject invalid = Dialogs.transmission();
    invalid.getJsonObject("content").remove("title");
    String unknown = DIALOGS + "/" + FullDialog.id() + "/transmissions";
    client.post(unknown, invalid).problem(400, "transmissions[0].content");
    client.post(unknown, Dialogs.transmission()).problem(404, "DialogEntity");
    ServiceOwner other = ServiceOwner.fresh();
    fixture
        .service()
        .client(other)
        .post(transmissions, Dialogs.transmission())
        .problem(404, "DialogEntity");
    JsonObject foreign =
        Dialogs.transmission().put("authorizationAttribute", other.resource().toUpperCase());
    assertThat(client.post(transmissions, foreign.copy().put("authorizationAttribute", "URN:x:y")))
        .satisfies(r -> r.problem(400, "transmissions[0].authorizationAttribute"));
    foreign.put("authorizationAttribute", other.resource());
    foreign.put("relatedTransmissionId", FullDialog.id());
    assertThat(client.post(transmissions, foreign).problem(403, "Forbidden"))
        .contains(other.resource());
    client
        .ifMatch("5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11")
        .post(transmissions, Dialogs.transmission())
        .problem(412);
    client.get(transmissions + "/" + FullDialog.id()).problem(404, "DialogTransmission");
    client.get(transmissions + "/17").problem(400, "transmissionId");
    client.delete(path).expect(204);
    client.post(transmissions, Dialogs.transmission()).problem(410, "DialogEntity");
    client.get(transmissions).problem(410, "DialogEntity");
  }

  @Test
  void attachmentUrlOfAnAppended_mayBeOfAnyScheme() {
    JsonObject url = new JsonObject("{\"url\":\"http://example.com/a\",\"consumerType\":\"Api\"}");
    JsonObject attachment = new JsonObject().put("urls", new JsonArray().add(url));
    JsonObject body = Dialogs.transmission().put("attachments", new JsonArray().add(attachment));
    client.post(transmissions, body).expect(201);
    client
        .post(
            DIALOGS,
            Dialogs.create(fixture.owner()).put("transmissions", new JsonArray().add(body)))
        .problem(400, "dto.transmissions[0].attachments[0].urls[0].url");
    client
        .put(path, fixture.unchanged().put("transmissions", new JsonArray().add(body)))
        .problem(400, "dto.transmissions[0].attachments[0].urls[0].url");
    String place = client.post(transmissions, body).expect(201).header("Location");
    changer
        .put(place + "?isSilentUpdate=true", body)
        .problem(400, "dto.attachments[0].urls[0].url");
  }

  @Test
  void idInUse_422() {
    String id = FullDialog.id();
    client.post(transmissions, Dialogs.transmission().put("id", id)).expect(201);
    assertThat(
            client
                .post(transmissions, Dialogs.transmission().put("id", id))
                .problem(422, "DialogTransmission"))
        .contains(id);
  }

  @Test
  void manyAtOnce_allAppended() {
    var sent =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> client.post(transmissions, Dialogs.transmission()).status()))
            .toList();
    assertThat(sent).extracting(CompletableFuture::join).containsOnly(201);
    assertThat(fixture.read().getInteger("fromServiceOwnerTransmissionsCount")).isEqualTo(12);
  }

  @Test
  void update_needsScopeAndSilence() {
    String one = client.post(transmissions, Dialogs.transmission()).expect(201).header("Location");
    JsonObject body = Dialogs.transmission().put("type", "Submission");
    ApiClient without =
        client.with(fixture.service().tokens().withOnly(fixture.owner(), Scope.SERVICE_PROVIDER));
    JsonObject refused = without.put(one + "?isSilentUpdate=true", body).problem(403);
    assertThat(refused.containsKey("errors")).isFalse();
    changer.put(one, body).problem(400, "isSilentUpdate");
    JsonObject before = fixture.read();
    ApiResponse first = changer.put(one + "?isSilentUpdate=true", body).expect(204);
    ApiResponse second = changer.put(one, body.copy().put("isSilentUpdate", true)).expect(204);
    assertThat(second.etag()).isNotEqualTo(first.etag());
    JsonObject after = fixture.read();
    assertThat(second.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getInteger("fromPartyTransmissionsCount")).isZero();
    assertThat(after.getString("updatedAt")).isEqualTo(before.getString("updatedAt"));
    JsonObject changed = after.getJsonArray("transmissions").getJsonObject(0);
    assertThat(changed.getString("type")).isEqualTo("Submission");
    assertThat(changed.getString("createdAt"))
        .isEqualTo(before.getJsonArray("transmissions").getJsonObject(0).getString("createdAt"));
  }

  @Test
  void update_keysAndHierarchy() {
    JsonObject body = Dialogs.transmission().put("isSilentUpdate", true);
    client.post(transmissions, Dialogs.transmission().put("idempotentKey", "taken")).expect(201);
    ApiResponse one = client.post(transmissions, Dialogs.transmission()).expect(201);
    String place = one.header("Location");
    changer.put(place, body.copy().put("idempotentKey", "taken")).problem(409, "IdempotentKey");
    assertThat(
            changer
                .put(place, body.copy().put("relatedTransmissionId", one.id().toString()))
                .problem(422, "Transmissions"))
        .containsIgnoringCase("cyclic");
    changer.put(transmissions + "/" + FullDialog.id(), body).problem(404, "DialogTransmission");
    changer.ifMatch("5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11").put(place, body).problem(412);
  }
}
