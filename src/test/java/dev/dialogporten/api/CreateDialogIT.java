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
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServiceExtension.class)
class CreateDialogIT {
  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  CreateDialogIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void least() {
    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    assertThat(created.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(created.body()).isEqualTo("\"" + created.id() + "\"");
    assertThat(created.id().version()).isEqualTo(7);
    assertThat(created.header("Location")).isEqualTo(DIALOGS + "/" + created.id());
    ApiResponse got = client.get(created.header("Location")).expect(200);
    assertThat(got.etag()).isEqualTo(created.etag());
    assertThatJson(got.body())
        .isEqualTo(
            """
            { "id": "%s", "revision": %s, "org": "%s", "serviceResource": "%s",
              "serviceResourceType": "genericaccessresource", "party": "${json-unit.any-string}",
              "createdAt": "${json-unit.any-string}", "updatedAt": "${json-unit.any-string}",
              "contentUpdatedAt": "${json-unit.any-string}",
              "status": "NotApplicable", "systemLabel": "Default", "isApiOnly": false,
              "hasUnopenedContent": false, "isContentSeen": false,
              "fromServiceOwnerTransmissionsCount": 0, "fromPartyTransmissionsCount": 0,
              "content": {
                "title": { "mediaType": "text/plain", "value": [ { "languageCode": "nb", "value": "Title" } ] },
                "summary": { "mediaType": "text/plain", "value": [ { "languageCode": "nb", "value": "Summary" } ] } },
              "searchTags": [], "attachments": [], "transmissions": [], "guiActions": [],
              "apiActions": [], "activities": [], "seenSinceLastUpdate": [],
              "seenSinceLastContentUpdate": [],
              "serviceOwnerContext": { "revision": "${json-unit.any-string}", "serviceOwnerLabels": [] },
              "endUserContext": { "revision": "${json-unit.any-string}", "systemLabels": [ "Default" ] } }
            """
                .formatted(
                    created.id(), created.etag(), owner.organizationCode(), owner.resource()));
  }

  @Test
  void most() {
    String id = FullDialog.id();
    JsonObject body = FullDialog.create(owner, id);
    client.post(DIALOGS, body).expect(201);
    String got = client.get(DIALOGS + "/" + id).expect(200).body();
    assertThatJson(got).isEqualTo(FullDialog.expected(owner, body));
  }

  @Test
  void timesOfTheCreation() {
    Instant before = Instant.now();
    JsonObject dialog = client.created(Dialogs.create(owner));
    Instant createdAt = dialog.getInstant("createdAt");
    assertThat(createdAt).isBetween(before.minusMillis(1), Instant.now());
    assertThat(dialog.getInstant("updatedAt")).isEqualTo(createdAt);
    assertThat(dialog.getInstant("contentUpdatedAt")).isEqualTo(createdAt);
  }

  @Test
  void timesOfAMigration() {
    JsonObject dialog =
        client.created(
            Dialogs.create(owner)
                .put("createdAt", "2020-01-01T00:00:00+01:00")
                .put("updatedAt", "2021-01-01T00:00:00.1234567Z"));
    assertThat(dialog.getString("createdAt")).isEqualTo("2019-12-31T23:00:00.0000000Z");
    assertThat(dialog.getString("updatedAt")).isEqualTo("2021-01-01T00:00:00.1234560Z");
    assertThat(dialog.getString("contentUpdatedAt")).isEqualTo("2021-01-01T00:00:00.1234560Z");
    assertThat(dialog.getBoolean("isContentSeen")).isTrue();
  }

  @Test
  void visibleInTheFuture_ordersEveryTime() {
    JsonObject dialog =
        client.created(
            Dialogs.create(owner)
                .put("visibleFrom", "2091-01-01T00:00:00Z")
                .put("createdAt", "2020-01-01T00:00:00Z")
                .put("updatedAt", "2021-01-01T00:00:00Z"));
    for (String member : new String[] {"createdAt", "updatedAt", "contentUpdatedAt"}) {
      assertThat(dialog.getString(member)).as(member).isEqualTo("2091-01-01T00:00:00.0000000Z");
    }
  }

  @Test
  void sameIdempotentKey_409NamesTheDialog() {
    JsonObject body = Dialogs.create(owner).put("idempotentKey", "case-17");
    UUID first = client.post(DIALOGS, body).expect(201).id();
    assertThat(client.post(DIALOGS, body).problem(409, "IdempotentKey"))
        .contains(first.toString(), "case-17");
    client.delete(DIALOGS + "/" + first).expect(204);
    client.post(DIALOGS, body).problem(422, "Dialog");
    client.post(DIALOGS + "/" + first + "/actions/purge").expect(204);
    client.post(DIALOGS, body).expect(201);
  }

  @Test
  void sameIdempotentKey_ofAnotherOrganization() {
    ServiceOwner other = ServiceOwner.fresh();
    client.post(DIALOGS, Dialogs.create(owner).put("idempotentKey", "case-17")).expect(201);
    service
        .client(other)
        .post(DIALOGS, Dialogs.create(other).put("idempotentKey", "case-17"))
        .expect(201);
  }

  @Test
  void idInUse_422() {
    String id = FullDialog.id();
    client.post(DIALOGS, Dialogs.create(owner).put("id", id)).expect(201);
    assertThat(client.post(DIALOGS, Dialogs.create(owner).put("id", id)).problem(422, "Dialog"))
        .contains(id);
  }

  @Test
  void unknownResource_422_foreignResource_403() {
    String unknown = "urn:altinn:resource:never-heard-of";
    client.post(DIALOGS, Dialogs.create(unknown)).problem(422, "ServiceResource");
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    JsonObject errors =
        admin.post(DIALOGS, Dialogs.create(unknown)).problem(422).getJsonObject("errors");
    assertThat(errors.fieldNames()).containsExactlyInAnyOrder("ServiceResource", "Org");
    ServiceOwner other = ServiceOwner.fresh();
    assertThat(client.post(DIALOGS, Dialogs.create(other)).problem(403, "Forbidden"))
        .contains(other.resource());
    JsonObject created = admin.created(Dialogs.create(other));
    assertThat(created.getString("org")).isEqualTo(other.organizationCode());
  }

  @Test
  void correspondenceResource_needsItsScope() {
    client.post(DIALOGS, Dialogs.create(owner.correspondence())).problem(403, "Forbidden");
    client
        .with(service.tokens().of(owner, Scope.CORRESPONDENCE))
        .post(DIALOGS, Dialogs.create(owner.correspondence()))
        .expect(201);
  }

  @Test
  void pastDueAt_422BeforeAForbiddenActivity() {
    JsonObject forbidden = Dialogs.activity().put("type", "CorrespondenceOpened");
    JsonObject body = Dialogs.create(owner).put("activities", new JsonArray().add(forbidden));
    client.post(DIALOGS, body).problem(403, "Forbidden");
    client.post(DIALOGS, body.put("dueAt", "2020-01-01T00:00:00Z")).problem(422, "DueAt");
  }

  @Test
  void everyFaultAtOnce() {
    JsonObject body =
        Dialogs.create(owner)
            .put("party", "urn:altinn:organization:identifier-no:991825828")
            .put("progress", 101)
            .put("attachments", new JsonArray().add(new JsonObject().put("urls", new JsonArray())));
    body.getJsonObject("content").getJsonObject("title").put("mediaType", "text/html");
    JsonObject errors = client.post(DIALOGS, body).problem(400).getJsonObject("errors");
    assertThat(errors.fieldNames())
        .containsExactlyInAnyOrder(
            "dto.party", "dto.progress", "dto.attachments[0].urls", "dto.content.mediaType");
  }

  @Test
  void membersInAnyCase_unknownOnesIgnored_numbersAsText() {
    JsonObject body = Dialogs.create(owner).put("PROGRESS", "17").put("nonsense", 1);
    body.put("StatuS", "inprogress").put("party", Dialogs.party());
    JsonObject dialog = client.created(body);
    assertThat(dialog.getInteger("progress")).isEqualTo(17);
    assertThat(dialog.getString("status")).isEqualTo("InProgress");
  }

  @Test
  void oldStatusNames() {
    assertThat(client.created(Dialogs.create(owner).put("status", "New")).getString("status"))
        .isEqualTo("NotApplicable");
    assertThat(client.created(Dialogs.create(owner).put("status", "Sent")).getString("status"))
        .isEqualTo("Awaiting");
  }
}
