package dev.dialogporten.http.dialogs;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.FullDialog;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A service owner reads a dialog on behalf of a person, and who has read it. */
@ExtendWith(ServiceExtension.class)
class SeenLogIT {
  private static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  private static final String AS_PERSON = "?endUserId=" + PERSON;

  private final DialogFixture fixture;
  private final ApiClient client;
  private final JsonObject dialog;
  private final String path;

  SeenLogIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
    this.dialog = fixture.dialog();
    this.path = fixture.path();
  }

  @Test
  void opening_isSeenInItsOwnAnswerAndLater() {
    ApiResponse opening = client.get(path + AS_PERSON).expect(200);
    assertThat(opening.etag()).isEqualTo("\"" + dialog.getString("revision") + "\"");
    JsonObject opened = opening.json();
    assertThat(opened.getBoolean("isContentSeen")).isTrue();
    assertThat(opened.getString("updatedAt")).isEqualTo(dialog.getString("updatedAt"));
    JsonObject entry = opened.getJsonArray("seenSinceLastUpdate").getJsonObject(0);
    assertThat(entry.getBoolean("isViaServiceOwner")).isFalse();
    assertThat(entry.getBoolean("isCurrentEndUser")).isTrue();
    assertThat(opened.getJsonArray("seenSinceLastContentUpdate"))
        .isEqualTo(opened.getJsonArray("seenSinceLastUpdate"));

    JsonObject again = client.get(path + AS_PERSON).expect(200).json();
    JsonObject same = again.getJsonArray("seenSinceLastUpdate").getJsonObject(0);
    assertThat(again.getJsonArray("seenSinceLastUpdate")).hasSize(1);
    assertThat(same.getBoolean("isViaServiceOwner")).isTrue();

    JsonObject plain = client.get(path).expect(200).json();
    JsonObject stored = plain.getJsonArray("seenSinceLastUpdate").getJsonObject(0);
    assertThat(stored.getBoolean("isCurrentEndUser")).isFalse();
    stored.remove("isCurrentEndUser");
    assertThat(stored.getJsonObject("seenBy").getString("actorId")).isEqualTo(PERSON);
    assertThatJson(client.get(path + "/seenlog").expect(200).body())
        .isEqualTo(new JsonArray().add(stored).encode());
    assertThatJson(client.get(path + "/seenlog/" + stored.getString("id")).expect(200).body())
        .isEqualTo(stored.encode());
    client.get(path + "/seenlog/" + FullDialog.id()).problem(404, "DialogSeenLog");
  }

  @Test
  void seenLog_oldestFirst() {
    String other = "urn:altinn:person:identifier-no:03886595947";
    client.get(path + AS_PERSON).expect(200);
    client.get(path + "?endUserId=" + other).expect(200);
    JsonArray log = client.get(path + "/seenlog").array();
    assertThat(log.getJsonObject(0).getJsonObject("seenBy").getString("actorId")).isEqualTo(PERSON);
    assertThat(log.getJsonObject(1).getJsonObject("seenBy").getString("actorId")).isEqualTo(other);
  }

  @Test
  void opening_removesTheMarkButNoRevision() {
    JsonObject mark = new JsonObject().put("addLabels", new JsonArray().add("MarkedAsUnopened"));
    client.put(path + "/endusercontext/systemlabels" + AS_PERSON, mark).expect(204);
    JsonObject marked = client.get(path).json().getJsonObject("endUserContext");
    JsonObject opened = client.get(path + AS_PERSON).expect(200).json();
    JsonObject context = opened.getJsonObject("endUserContext");
    assertThat(context.getJsonArray("systemLabels")).containsExactly("Default");
    assertThat(context.getString("revision")).isEqualTo(marked.getString("revision"));
  }

  @Test
  void anUpdate_leavesTheEntryInTheLogAlone() {
    client.get(path + AS_PERSON).expect(200);
    client.patch(path, "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":1}]").expect(204);
    JsonObject after = client.get(path).json();
    assertThat(after.getJsonArray("seenSinceLastUpdate")).isEmpty();
    assertThat(after.getJsonArray("seenSinceLastContentUpdate")).hasSize(1);
    assertThat(after.getBoolean("isContentSeen")).isTrue();
    client.patch(path, Dialogs.newTitle("New")).expect(204);
    JsonObject later = client.get(path).json();
    assertThat(later.getJsonArray("seenSinceLastContentUpdate")).isEmpty();
    assertThat(later.getBoolean("isContentSeen")).isFalse();
    client.get(path + AS_PERSON).expect(200);
    assertThat(client.get(path + "/seenlog").array()).hasSize(2);
  }

  @Test
  void opening_saysWhatThePersonMay() {
    JsonObject body = FullDialog.create(fixture.owner(), FullDialog.id());
    body.getJsonObject("content")
        .put(
            "mainContentReference",
            Dialogs.text("https://example.com/md")
                .put(
                    "mediaType",
                    "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown"));
    String full = DIALOGS + "/" + client.created(body).getString("id");
    String json = client.get(full + AS_PERSON).expect(200).body();
    for (String where :
        new String[] {
          "$.guiActions[0]",
          "$.apiActions[0]",
          "$.transmissions[0]",
          "$.content.mainContentReference"
        }) {
      assertThatJson(json).inPath(where + ".isAuthorized").isBoolean();
    }
    assertThat(client.get(full).body()).doesNotContain("isAuthorized");
  }

  @Test
  void refusals() {
    client.get(path + "?endUserId=08844397713").problem(400, "endUserId");
    client.get(path + "?endUserId=urn:altinn:systemuser:uuid:x").problem(400, "EndUserId");
    fixture.stranger().get(path + AS_PERSON).problem(404, "DialogEntity");
    assertThat(client.get(path + "/seenlog").array()).isEmpty();
    client.delete(path).expect(204);
    client.get(path + "/seenlog").problem(410, "DialogEntity");
    client.get(path + AS_PERSON).expect(200);
  }

  @Test
  void conditionalGet_304ButNotOnBehalfOfAPerson() {
    ApiClient conditional =
        client.header("If-None-Match", "\"" + dialog.getString("revision") + "\"");
    ApiResponse unmodified = conditional.get(path).expect(304);
    assertThat(unmodified.body()).isEmpty();
    conditional.get(path + AS_PERSON).expect(200);
    client.patch(path, Dialogs.newTitle("New")).expect(204);
    conditional.get(path).expect(200);
  }
}
