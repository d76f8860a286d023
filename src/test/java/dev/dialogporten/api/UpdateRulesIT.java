package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edges of PUT and PATCH, and what they leave behind. */
@ExtendWith(ServiceExtension.class)
class UpdateRulesIT {
  private static final String ELEMENTS =
      """
      { "attachments": [ { "urls": [ { "url": "https://e.no/", "consumerType": "Gui" } ] },
                         { "urls": [ { "url": "https://f.no/", "consumerType": "Api" } ] } ],
        "guiActions": [ { "action": "a", "url": "https://e.no/", "priority": "Primary",
                          "title": [ { "value": "t", "languageCode": "nb" } ] } ],
        "apiActions": [ { "action": "a", "endpoints": [ { "url": "https://e.no/", "httpMethod": "GET" } ] } ] }
      """;

  private final DialogFixture fixture;
  private final ApiClient client;

  UpdateRulesIT(DialogFixture fixture) {
    JsonObject body = Dialogs.create(fixture.owner()).mergeIn(new JsonObject(ELEMENTS));
    this.fixture = fixture.with(body);
    this.client = fixture.client();
  }

  private DialogFixture dialog(String edits) {
    return fixture.with(Edit.of(Dialogs.create(fixture.owner()), edits));
  }

  @Test
  void createBodySentAgain_makesElementsAnew() {
    JsonObject body = Dialogs.create(fixture.owner()).mergeIn(new JsonObject(ELEMENTS));
    client.put(fixture.path(), body.put("status", "NotApplicable")).expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getString("party")).isEqualTo(fixture.dialog().getString("party"));
    assertThat(after.getJsonArray("guiActions").getJsonObject(0).getString("id"))
        .isNotEqualTo(fixture.dialog().getJsonArray("guiActions").getJsonObject(0).getString("id"));
    assertThat(after.getInstant("contentUpdatedAt"))
        .isAfter(fixture.dialog().getInstant("contentUpdatedAt"));
  }

  @Test
  void texts_areMergedByLanguage() {
    String edits =
        "/content/title/value = [{\"value\":\"B\",\"languageCode\":\"EN_gb\"},"
            + "{\"value\":\"A\",\"languageCode\":\"nn\"}]; /content/summary = none";
    client.put(fixture.path(), Edit.of(fixture.echo(), edits)).expect(204);
    assertThatJson(fixture.read().getJsonObject("content").encode())
        .isEqualTo(
            """
            { "title": { "mediaType": "text/plain", "value": [
                { "value": "B", "languageCode": "en" }, { "value": "A", "languageCode": "nn" } ] } }
            """);
  }

  /** A result is the number of attachments, or why not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"op":"remove","path":"/attachments"}                       | 0
          {"op":"remove","path":"/attachments/1"}                     | 1
          {"op":"remove","path":"/attachments/-"}                     | 1
          {"op":"remove","path":"attachments/0"}                      | 1
          {"op":"add","path":"/attachments/-","value":NEW}            | 3
          {"op":"add","path":"/attachments/2","value":NEW}            | 3
          {"op":"add","path":"/attachments/0","value":NEW}            | 3
          {"op":"ADD","path":"/ATTACHMENTS/-","value":NEW}            | 3
          {"op":"replace","path":"/attachments/-","value":NEW}        | 2
          {"op":"replace","path":"/attachments","value":[NEW]}        | 1
          {"op":"replace","path":"/attachments","value":[]}           | 0
          {"op":"copy","from":"/attachments/0/urls","path":"/attachments/1/urls"} | AttachmentUrl
          {"op":"move","from":"/attachments/0","path":"/attachments/1"} | 2
          {"op":"test","path":"/attachments/0/urls/0/url","value":"https://e.no/"} | 2
          {"op":"add","path":"/attachments/3","value":NEW}            | UpdateDialogDto
          {"op":"add","path":"/attachments/01","value":NEW}           | UpdateDialogDto
          {"op":"remove","path":"/attachments/2"}                     | UpdateDialogDto
          {"op":"replace","path":"/attachments/2","value":NEW}        | UpdateDialogDto
          {"op":"replace","path":"/transmissions/0","value":{}}       | UpdateDialogDto
          {"op":"test","path":"/activities/0","value":{}}             | UpdateDialogDto
          {"op":"add","path":"/attachments~1x","value":1}             | UpdateDialogDto
          {"op":"add","path":"/id","value":"x"}                       | UpdateDialogDto
          {"op":"add","path":"/serviceOwnerContext","value":{}}       | UpdateDialogDto
          {"op":"test","path":"/status","value":"Draft"}              | UpdateDialogDto
          {"op":"test","path":"/status","value":"NotApplicable"}      | 2
          """)
  void patchOperation(String operation, String result) {
    String attachment =
        "{\"unknown\":1,\"urls\":[{\"url\":\"https://n.no/\",\"consumerType\":\"Gui\"}]}";
    String patch = "[" + operation.replace("NEW", attachment) + "]";
    ApiResponse response = client.patch(fixture.path(), patch);
    if (result.matches("\\d")) {
      response.expect(204);
      assertThat(fixture.read().getJsonArray("attachments")).hasSize(Integer.parseInt(result));
    } else {
      response.problem(result.equals("UpdateDialogDto") ? 400 : 422, result);
      assertThatJson(fixture.read().encode()).isEqualTo(fixture.dialog().encode());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /dueAt = "2091-01-01T00:00:00Z"; /expiresAt = "2090-01-01T00:00:00Z" | dto.expiresAt | dto.expiresAt
          /dueAt = "2090-12-31T00:00:00Z"                                      | dto.dueAt     | 204
          /expiresAt = "2090-12-31T00:00:00Z"                                  | dto.expiresAt | dto.expiresAt
          /dueAt = "2091-01-01T00:00:00Z"; /expiresAt = "2091-01-01T00:00:00Z" | 204           | 204
          """)
  void times_areComparedWithTheStoredVisibleFrom(String edits, String silent, String asAdmin) {
    DialogFixture later = dialog("/visibleFrom = \"2091-01-01T00:00:00Z\"");
    JsonObject body = Edit.of(fixture.unchanged(), edits);
    expect(client.put(later.path() + "?isSilentUpdate=true", body), silent);
    expect(fixture.admin().put(later.path(), body), asAdmin);
  }

  private static void expect(ApiResponse response, String result) {
    if (result.equals("204")) {
      response.expect(204);
    } else {
      response.problem(400, result);
    }
  }

  @Test
  void sameInstantWrittenOtherwise_isNoChange() {
    DialogFixture due = dialog("/dueAt = \"2091-01-01T00:00:00.1234560Z\"");
    JsonObject body =
        Edit.of(fixture.unchanged(), "/dueAt = \"2091-01-01T01:00:00.1234567+01:00\"");
    assertThat(client.put(due.path(), body).expect(204).etag())
        .isEqualTo("\"" + due.dialog().getString("revision") + "\"");
  }

  @Test
  void attachmentExpiry_mustLieAheadOnlyWhenItIsNew() {
    JsonObject body = Edit.of(fixture.echo(), "/attachments/0/expiresAt = \"{now+1}\"");
    client.put(fixture.path(), body).expect(204);
    JsonObject echo = fixture.echo();
    Instant expiry = echo.getJsonArray("attachments").getJsonObject(0).getInstant("expiresAt");
    while (Instant.now().isBefore(expiry)) {
      assertThat(fixture.read().getString("revision")).isEqualTo(echo.getString("revision"));
    }
    assertThat(client.put(fixture.path(), echo).expect(204).etag())
        .isEqualTo("\"" + echo.getString("revision") + "\"");
    JsonObject changed = Edit.of(echo, "/attachments/0/expiresAt = \"{now-1}\"");
    String silently = fixture.path() + "?isSilentUpdate=true";
    client.put(silently, changed).problem(422, "Attachments.ExpiresAt");
    fixture.admin().put(silently, changed).problem(422, "Attachments.ExpiresAt");
    JsonObject removed = Edit.of(echo, "/attachments/0/expiresAt = none");
    client.put(fixture.path(), removed).expect(204);
  }

  @ParameterizedTest
  @CsvSource({
    "attachments/0, Attachment",
    "attachments/0/urls/0, AttachmentUrl",
    "guiActions/0, DialogGuiAction",
    "apiActions/0, DialogApiAction",
    "apiActions/0/endpoints/0, DialogApiActionEndpoint"
  })
  void idOfAnotherDialogsElement_422(String place, String key) {
    Object element = fixture.dialog();
    for (String step : place.split("/")) {
      element =
          element instanceof JsonArray array
              ? array.getValue(Integer.parseInt(step))
              : ((JsonObject) element).getValue(step);
    }
    String id = ((JsonObject) element).getString("id");
    String edit = "/" + place + "/id = \"" + id + "\"";
    JsonObject create = Dialogs.create(fixture.owner()).mergeIn(new JsonObject(ELEMENTS));
    assertThat(client.post(DIALOGS, Edit.of(create, edit)).problem(422, key)).contains(id);
    DialogFixture other = fixture.with(Dialogs.create(fixture.owner()));
    JsonObject replace = fixture.unchanged().mergeIn(new JsonObject(ELEMENTS));
    assertThat(client.put(other.path(), Edit.of(replace, edit)).problem(422, key))
        .contains("Key ('Id')=(" + id + ") already exists");
    assertThatJson(other.read().encode()).isEqualTo(other.dialog().encode());
  }

  @Test
  void idsOfActions_needNoFormHere_butMustDiffer() {
    String id = java.util.UUID.randomUUID().toString();
    JsonObject body = fixture.unchanged().mergeIn(new JsonObject(ELEMENTS));
    String edits = "/guiActions/0/id = \"ID\"; /apiActions/0/endpoints/0/id = \"ID\"";
    client.put(fixture.path(), Edit.of(body, edits.replace("ID", id))).expect(204);
    JsonObject twice = fixture.echo();
    JsonArray endpoints =
        twice.getJsonArray("apiActions").getJsonObject(0).getJsonArray("endpoints");
    endpoints.add(endpoints.getJsonObject(0).copy());
    client.put(fixture.path(), twice).problem(400, "dto.apiActions[0].endpoints");
    String format = "/attachments/0/id = \"" + id + "\"";
    client.put(fixture.path(), Edit.of(body, format)).problem(400, "dto.attachments[0].id");
  }

  @Test
  void nilUuid_400() {
    client
        .put(DIALOGS + "/00000000-0000-0000-0000-000000000000", fixture.unchanged())
        .problem(400, "id");
  }
}
