package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Patch whose pointers name elements by id and texts by language. */
@ExtendWith(ServiceExtension.class)
class ElementsByIdIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final String path;
  private final String first = newId();
  private final String second = newId();

  ElementsByIdIT(DialogFixture fixture) {
    JsonObject body = Dialogs.create(fixture.owner());
    body.put(
        "attachments", new JsonArray().add(attachment(first, "A")).add(attachment(second, "B")));
    this.fixture = fixture.with(body);
    this.client = this.fixture.client();
    this.path = this.fixture.path();
  }

  private static String newId() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }

  private static JsonObject attachment(String id, String name) {
    JsonObject attachment =
        new JsonObject(
            "{\"displayName\":[{\"value\":\"%s\",\"languageCode\":\"nb\"},".formatted(name)
                + "{\"value\":\"in English\",\"languageCode\":\"en\"}],"
                + "\"urls\":[{\"url\":\"https://example.com/a\",\"consumerType\":\"Gui\"}]}");
    return id == null ? attachment : attachment.put("id", id);
  }

  private static JsonObject op(String op, String path, Object value) {
    JsonObject operation = new JsonObject().put("op", op).put("path", path);
    return value == null ? operation : operation.put("value", value);
  }

  private ApiResponse patch(JsonObject... operations) {
    JsonArray patch = new JsonArray();
    for (JsonObject operation : operations) {
      patch.add(operation);
    }
    return client.patch(path, patch.encode());
  }

  private JsonArray attachments() {
    return fixture.read().getJsonArray("attachments");
  }

  private JsonObject attachment(String id) {
    return attachments().stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(id))
        .findFirst()
        .orElse(null);
  }

  @Test
  void replaceInside_onlyThatElementChanges() {
    JsonArray before = attachments();
    String pointer = "/attachments/" + second.toUpperCase(Locale.ROOT) + "/displayName/NB_no/value";
    patch(op("replace", pointer, "new")).expect(204);
    int at = before.getJsonObject(0).getString("id").equals(second) ? 0 : 1;
    JsonArray after = attachments();
    assertThat(after.getJsonObject(1 - at).encode())
        .isEqualTo(before.getJsonObject(1 - at).encode());
    inNorwegian(before.getJsonObject(at)).put("value", "new");
    assertThat(after.encode()).isEqualTo(before.encode());
  }

  private static JsonObject inNorwegian(JsonObject attachment) {
    return attachment.getJsonArray("displayName").stream()
        .map(JsonObject.class::cast)
        .filter(text -> text.getString("languageCode").equals("nb"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"replace", "remove", "test"})
  void noSuchElement_400(String op) {
    String id = newId();
    JsonObject value = op.equals("remove") ? null : attachment(null, "C");
    JsonObject problem = patch(op(op, "/attachments/" + id, value)).problem(400);
    assertThat(problem.getString("code")).isEqualTo("no_such_element");
    assertThat(problem.getJsonObject("errors").encode()).contains(id).contains("/attachments");
    assertThat(attachments()).hasSize(2);
  }

  @Test
  void add_unknownIdCreatesWithIt_knownIdReplaces() {
    String id = newId();
    patch(op("add", "/attachments/" + id, attachment(null, "C"))).expect(204);
    assertThat(attachments()).hasSize(3);
    assertThat(attachment(id).encode()).contains("\"C\"");
    patch(op("add", "/attachments/" + id, attachment(id, "D"))).expect(204);
    assertThat(attachments()).hasSize(3);
    assertThat(attachment(id).encode()).contains("\"D\"");
    patch(op("add", "/attachments/" + id, attachment(first, "E"))).problem(400);
  }

  @Test
  void ids_areFoundInWhatEarlierOperationsMade() {
    String id = newId();
    patch(
            op("add", "/attachments/0", attachment(id, "C")),
            op("replace", "/attachments/" + id + "/displayName/nb/value", "D"),
            op("remove", "/attachments/" + first, null))
        .expect(204);
    assertThat(attachments()).hasSize(2);
    assertThat(attachment(id).encode()).contains("\"D\"");
    patch(op("remove", "/attachments/" + id, null), op("test", "/attachments/" + id, null))
        .problem(400);
  }

  @Test
  void twoEqualIds_400() {
    patch(
            op("add", "/attachments/-", attachment(first, "C")),
            op("remove", "/attachments/" + first, null))
        .problem(400);
    assertThat(attachments()).hasSize(2);
  }

  @Test
  void copy_needsAnIdOfItsOwn() {
    String from = "/attachments/" + first;
    JsonObject problem = patch(op("copy", "/attachments/-", null).put("from", from)).problem(400);
    assertThat(problem.getJsonObject("errors").encode()).contains("id of its own");
    String id = newId();
    patch(op("copy", "/attachments/" + id, null).put("from", from)).expect(204);
    assertThat(attachment(id).getJsonArray("displayName"))
        .isEqualTo(attachment(first).getJsonArray("displayName"));
    assertThat(attachment(id).getJsonArray("urls").getJsonObject(0).getString("id"))
        .isNotEqualTo(attachment(first).getJsonArray("urls").getJsonObject(0).getString("id"));
  }

  @Test
  void move_givesTheElementAnotherId() {
    String id = newId();
    JsonObject before = attachment(first);
    patch(op("move", "/attachments/" + id, null).put("from", "/attachments/" + first)).expect(204);
    assertThat(attachments()).hasSize(2);
    assertThat(attachment(id).encode()).contains("\"A\"");
    patch(op("move", "/attachments/" + second, null).put("from", "/attachments/" + id)).expect(204);
    assertThat(attachments()).hasSize(1);
    assertThat(attachment(second).getJsonArray("displayName"))
        .isEqualTo(before.getJsonArray("displayName"));
  }

  @Test
  void languages_withRegionAndUnknownOnes() {
    String name = "/attachments/" + first + "/displayName/";
    patch(op("add", name + "nn-NO", new JsonObject().put("value", "nynorsk"))).expect(204);
    assertThat(attachment(first).getJsonArray("displayName").encode()).contains("nynorsk");
    patch(op("remove", name + "nn", null)).expect(204);
    JsonObject problem = patch(op("remove", name + "nn", null)).problem(400);
    assertThat(problem.getString("code")).isEqualTo("no_such_element");
    patch(op("add", name + "no", new JsonObject().put("value", "x"))).problem(400);
    patch(op("replace", "/content/title/value/nb/value", "By language")).expect(204);
    assertThat(fixture.read().getJsonObject("content").encode()).contains("By language");
  }
}
