package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes inside elements that a request keeps: what is stored, and that all of it is content. */
@ExtendWith(ServiceExtension.class)
class ElementChangesIT {
  private static final String EVERYTHING =
      """
      { "attachments": [ { "name": "a", "displayName": [ { "value": "a", "languageCode": "nb" } ],
          "expiresAt": "2091-01-01T00:00:00.0000000Z",
          "urls": [ { "url": "https://e.no/a", "mediaType": "a/b", "consumerType": "Gui" } ] } ],
        "guiActions": [ { "action": "a", "url": "https://e.no/b", "authorizationAttribute": "a", "isDeleteDialogAction": true,
          "httpMethod": "POST", "priority": "Primary", "title": [ { "value": "t", "languageCode": "nb" } ],
          "prompt": [ { "value": "p", "languageCode": "nb" } ] } ],
        "apiActions": [ { "action": "a", "authorizationAttribute": "a", "name": "n", "endpoints": [
          { "version": "1", "url": "https://e.no/c", "httpMethod": "PATCH", "documentationUrl": "https://e.no/d",
            "requestSchema": "urn:q", "responseSchema": "urn:r", "deprecated": true,
            "sunsetAt": "2031-01-01T00:00:00.0000000Z" } ] } ] }
      """;

  private final DialogFixture fixture;

  ElementChangesIT(DialogFixture fixture) {
    JsonObject body = Dialogs.create(fixture.owner()).mergeIn(new JsonObject(EVERYTHING));
    body.getJsonObject("content").put("additionalInfo", Dialogs.text("i"));
    this.fixture = fixture.with(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /content/additionalInfo/mediaType = "text/markdown"
          /attachments/0/name = "b"
          /attachments/0/name = none
          /attachments/0/displayName/0/value = "b"
          /attachments/0/displayName/0/languageCode = "en"
          /attachments/0/displayName/1 = {"value":"b","languageCode":"nn"}
          /attachments/0/displayName = none
          /attachments/0/expiresAt = "2092-01-01T00:00:00.0000000Z"
          /attachments/0/expiresAt = none
          /attachments/0/urls/0/url = "https://e.no/b"
          /attachments/0/urls/0/url = "https://e.no/a#b"
          /attachments/0/urls/0/mediaType = "b/c"
          /attachments/0/urls/0/mediaType = none
          /attachments/0/urls/0/consumerType = "Api"
          /attachments/0/urls/1 = {"id":"{id}","url":"https://e.no/n","consumerType":"Gui"}
          /attachments/1 = {"id":"{id}","urls":[{"id":"{id}","url":"https://e.no/n","consumerType":"Gui"}]}
          /guiActions/0/action = "b"
          /guiActions/0/url = "https://e.no/bb"
          /guiActions/0/authorizationAttribute = "b"
          /guiActions/0/authorizationAttribute = none
          /guiActions/0/isDeleteDialogAction = false
          /guiActions/0/httpMethod = "DELETE"
          /guiActions/0/priority = "Tertiary"
          /guiActions/0/title/0/value = "b"
          /guiActions/0/prompt/0/value = "b"
          /guiActions/0/prompt = none
          /apiActions/0/action = "b"
          /apiActions/0/authorizationAttribute = none
          /apiActions/0/name = "b"
          /apiActions/0/name = none
          /apiActions/0/endpoints/0/version = "2"
          /apiActions/0/endpoints/0/version = none
          /apiActions/0/endpoints/0/url = "https://e.no/cc"
          /apiActions/0/endpoints/0/httpMethod = "TRACE"
          /apiActions/0/endpoints/0/documentationUrl = "relative"
          /apiActions/0/endpoints/0/documentationUrl = none
          /apiActions/0/endpoints/0/requestSchema = none
          /apiActions/0/endpoints/0/responseSchema = none
          /apiActions/0/endpoints/0/sunsetAt = "2001-01-01T00:00:00.0000000Z"
          /apiActions/0/endpoints/0/sunsetAt = none
          """)
  void change_isStored_andMovesBothTimes_butNotSilently(String edit) {
    JsonObject before = fixture.read();
    JsonObject changed = Edit.of(fixture.echo(), edit);
    fixture.client().put(fixture.path() + "?isSilentUpdate=true", changed).expect(204);
    JsonObject silently = fixture.read();
    assertThat(silently.getString("revision")).isNotEqualTo(before.getString("revision"));
    assertSame(silently, changed.copy().put("revision", silently.getString("revision")));

    fixture.client().put(fixture.path(), before).expect(204);
    JsonObject back = fixture.read();
    assertThat(back.getInstant("contentUpdatedAt"))
        .isAfter(before.getInstant("contentUpdatedAt"))
        .isEqualTo(back.getInstant("updatedAt"));
    for (String member : new String[] {"revision", "updatedAt", "contentUpdatedAt"}) {
      before.put(member, back.getValue(member));
    }
    assertSame(back, before);
  }

  private static void assertSame(JsonObject actual, JsonObject expected) {
    for (JsonObject dialog : new JsonObject[] {actual, expected}) {
      dialog.remove("transmissions");
      dialog.remove("activities");
    }
    assertThatJson(actual.encode()).isEqualTo(expected.encode());
  }

  @Test
  void leftOutOfAKeptElement_isClearedOrItsDefault() {
    JsonObject echo = fixture.echo();
    String attachment = echo.getJsonArray("attachments").getJsonObject(0).getString("id");
    JsonObject gui = echo.getJsonArray("guiActions").getJsonObject(0);
    JsonObject api = echo.getJsonArray("apiActions").getJsonObject(0);
    String least =
        """
        { "attachments": [ { "id": "%s", "urls": [ { "id": "%s", "url": "https://e.no/x", "consumerType": "Api" } ] } ],
          "guiActions": [ { "id": "%s", "action": "x", "url": "https://e.no/x", "priority": "Secondary",
            "title": [ { "value": "x", "languageCode": "nb" } ] } ],
          "apiActions": [ { "id": "%s", "action": "x", "endpoints": [ { "id": "%s", "url": "https://e.no/x", "httpMethod": "GET" } ] } ] }
        """
            .formatted(
                attachment,
                FullDialog.id(),
                gui.getString("id"),
                api.getString("id"),
                api.getJsonArray("endpoints").getJsonObject(0).getString("id"));
    JsonObject sent = new JsonObject(least);
    fixture.client().put(fixture.path(), echo.mergeIn(sent)).expect(204);
    sent.getJsonArray("guiActions")
        .getJsonObject(0)
        .put("httpMethod", "GET")
        .put("isDeleteDialogAction", false);
    sent.getJsonArray("apiActions")
        .getJsonObject(0)
        .getJsonArray("endpoints")
        .getJsonObject(0)
        .put("deprecated", false);
    JsonObject after = fixture.read();
    for (String list : sent.fieldNames()) {
      assertThatJson(after.getJsonArray(list).encode()).isEqualTo(sent.getJsonArray(list).encode());
    }
  }

  /** A flag alone that the end user never sees: news of the dialog, but no new content. */
  @Test
  void freezing_movesUpdatedAtAlone() {
    JsonObject before = fixture.read();
    fixture.admin().post(fixture.path() + "/actions/freeze").expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getInstant("updatedAt")).isAfter(before.getInstant("updatedAt"));
    assertThat(after.getString("contentUpdatedAt")).isEqualTo(before.getString("contentUpdatedAt"));
  }
}
