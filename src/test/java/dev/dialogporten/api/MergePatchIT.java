package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PATCH with a JSON Merge Patch (RFC 7396). */
@ExtendWith(ServiceExtension.class)
class MergePatchIT {
  private static final String MERGE = "application/merge-patch+json";
  private static final String TEXT =
      "{\"mediaType\":\"text/plain\",\"value\":[{\"languageCode\":\"nb\",\"value\":\"%s\"}]}";
  private static final String ATTACHMENT =
      "{\"displayName\":[{\"languageCode\":\"nb\",\"value\":\"%s\"}],"
          + "\"urls\":[{\"url\":\"https://example.com/a\",\"consumerType\":\"Gui\"}]}";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final JsonObject dialog;
  private final String path;

  MergePatchIT(DialogFixture fixture) {
    JsonObject body = Dialogs.create(fixture.owner()).put("progress", 1);
    body.put("status", "InProgress").put("externalReference", "case-17");
    body.put("idempotentKey", UUID.randomUUID().toString());
    body.getJsonObject("content")
        .put("title", new JsonObject(TEXT.formatted("Title")))
        .put("summary", new JsonObject(TEXT.formatted("Summary")));
    body.put("searchTags", new JsonArray("[{\"value\":\"first\"},{\"value\":\"second\"}]"));
    body.put("attachments", new JsonArray().add(new JsonObject(ATTACHMENT.formatted("A"))));
    this.fixture = fixture.with(body);
    this.client = this.fixture.client();
    this.dialog = this.fixture.dialog();
    this.path = this.fixture.path();
  }

  private ApiResponse merge(String patch) {
    return client.send("PATCH", path, MERGE, patch);
  }

  @Test
  void scalar_onlyThatChanges() {
    ApiResponse response = merge("{\"progress\":60}").expect(204);
    JsonObject after = fixture.read();
    assertThat(response.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    JsonObject expected = dialog.copy().put("progress", 60);
    expected.put("revision", after.getValue("revision"));
    expected.put("updatedAt", after.getValue("updatedAt"));
    assertThatJson(after.encode()).isEqualTo(expected.encode());
  }

  @Test
  void null_removesScalarSummaryAndList() {
    merge("{\"externalReference\":null,\"attachments\":null,\"content\":{\"summary\":null}}")
        .expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getString("externalReference")).isNull();
    assertThat(after.getJsonArray("attachments")).isEmpty();
    assertThat(after.getJsonObject("content").containsKey("summary")).isFalse();
    assertThat(after.getJsonObject("content").getJsonObject("title"))
        .isEqualTo(dialog.getJsonObject("content").getJsonObject("title"));
    assertThat(after.getInteger("progress")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":null}",
        "{\"content\":{\"title\":null}}",
        "{\"content\":{\"title\":{\"value\":null}}}",
        "{\"content\":null}"
      })
  void nullForWhatIsNeeded_400(String patch) {
    merge(patch).problem(400);
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"content\":{}}",
        "{\"content\":{\"title\":{}}}",
        "{\"extendedStatus\":null}",
        "{\"transmissions\":null,\"activities\":[]}",
        "{\"progress\":1}"
      })
  void nothingThatDiffers_sameRevision(String patch) {
    ApiResponse response = merge(patch).expect(204);
    assertThat(response.etag()).isEqualTo("\"" + dialog.getString("revision") + "\"");
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"op\":\"test\"}]", "null", "\"x\"", "7", "{", ""})
  void noObject_400(String patch) {
    JsonObject problem = merge(patch).problem(400);
    assertThat(problem.getString("code")).isEqualTo("malformed_body");
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @Test
  void list_isReplacedWhole() {
    merge("{\"searchTags\":[{\"value\":\"third\"}]}").expect(204);
    assertThat(fixture.read().getJsonArray("searchTags"))
        .isEqualTo(new JsonArray("[{\"value\":\"third\"}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"searchTags\":[null]}|searchTags[0]",
        "{\"searchTags\":[{\"value\":null}]}|searchTags[0].value",
        "{\"attachments\":[{\"name\":null}]}|attachments[0].name",
        "{\"content\":{\"title\":{\"value\":[null]}}}|content.title.value[0]"
      })
  void nullInsideList_400(String patch, String key) {
    JsonObject problem = merge(patch).problem(400);
    assertThat(problem.getString("code")).isEqualTo("malformed_body");
    assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly(key);
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @Test
  void transmissionsAndActivities_append() {
    String activity =
        "{\"activities\":[{\"type\":\"DialogCreated\",\"performedBy\":"
            + "{\"actorType\":\"ServiceOwner\"}}]}";
    String transmission =
        "{\"transmissions\":[{\"type\":\"Information\",\"sender\":{\"actorType\":\"ServiceOwner\"},"
            + "\"content\":{\"title\":%s,\"summary\":%s}}]}";
    int before = dialog.getJsonArray("activities").size();
    merge(activity).expect(204);
    merge(activity).expect(204);
    merge(transmission.formatted(TEXT.formatted("T"), TEXT.formatted("S"))).expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getJsonArray("activities")).hasSize(before + 2);
    assertThat(after.getJsonArray("transmissions"))
        .hasSize(dialog.getJsonArray("transmissions").size() + 1);
  }

  @Test
  void names_inAnyCase_lastWins() {
    merge("{\"PROGRESS\":5,\"Content\":{\"Title\":" + TEXT.formatted("New") + "},\"progress\":7}")
        .expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getInteger("progress")).isEqualTo(7);
    assertThat(after.getJsonObject("content").encode()).contains("New").contains("Summary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"foo\":1}|foo",
        "{\"foo\":null}|foo",
        "{\"content\":{\"titel\":null}}|content.titel",
        "{\"searchTags\":[{\"value\":\"a\",\"x\":1}]}|searchTags[0].x"
      })
  void unknownMember_400(String patch, String key) {
    JsonObject problem = merge(patch).problem(400);
    assertThat(problem.getString("code")).isEqualTo("unknown_member");
    assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly(key);
  }

  @Test
  void immutableMember_400UnlessEqual() {
    for (String name :
        new String[] {"id", "party", "serviceResource", "idempotentKey", "createdAt", "org"}) {
      JsonObject equal = new JsonObject().put(name, dialog.getValue(name)).put("progress", 1);
      merge(equal.encode()).expect(204);
      JsonObject other = new JsonObject().put(name, dialog.getValue(name) + "x");
      JsonObject problem = merge(other.encode()).problem(400);
      assertThat(problem.getString("code")).isEqualTo("immutable_member");
      assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly(name);
    }
    merge("{\"visibleFrom\":null,\"hasUnopenedContent\":false}").expect(204);
    merge("{\"visibleFrom\":\"2099-01-01T00:00:00Z\"}").problem(400);
    merge("{\"Party\":null}").problem(400);
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @Test
  void ifMatchAndOwnership_asForAnyPatch() {
    client.ifMatch("\"" + UUID.randomUUID() + "\"").send("PATCH", path, MERGE, "{}").problem(412);
    fixture.stranger().send("PATCH", path, MERGE, "{\"progress\":2}").problem(404);
    client
        .ifMatch("\"" + dialog.getString("revision") + "\"")
        .send("PATCH", path, MERGE, "{\"progress\":2}")
        .expect(204);
    client.delete(path).expect(204);
    merge("{\"progress\":3}").problem(410);
  }

  @Test
  void wrongType_400() {
    merge("{\"progress\":\"much\"}").problem(400);
    merge("{\"content\":\"none\"}").problem(400);
    merge("{\"attachments\":{}}").problem(400);
    assertThat(fixture.read()).isEqualTo(dialog);
  }

  @Test
  void acceptPatch_onGetAndOptions() {
    String types = "application/json-patch+json, application/merge-patch+json, application/json";
    assertThat(client.get(path).header("Accept-Patch")).isEqualTo(types);
    assertThat(client.send("OPTIONS", path, null, null).header("Accept-Patch")).isEqualTo(types);
  }
}
