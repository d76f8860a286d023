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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A valid patch, sent and read back, is the patch applied to what was read before; and revision and
 * times tell truly whether that is the same, something else, or new content.
 */
@ExtendWith(ServiceExtension.class)
class RandomPatchesIT {
  private static final int PATCHES = 60;
  private static final List<String> LISTS =
      List.of("searchTags", "attachments", "guiActions", "apiActions");
  private static final List<String> CONTENT =
      List.of("status", "extendedStatus", "content", "attachments", "guiActions", "apiActions");
  private static final List<String> OTHERS = List.of("progress", "externalReference", "searchTags");

  private final DialogFixture fixture;

  RandomPatchesIT(DialogFixture fixture) {
    this.fixture = fixture;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void patchedAndRead_equalsThePatchAppliedToWhatWasRead(long seed) {
    Random random = new Random(seed);
    int changed = 0;
    int unchanged = 0;
    for (int i = 0; i < PATCHES; i++) {
      if (patch(random)) {
        changed++;
      } else {
        unchanged++;
      }
    }
    assertThat(changed).isGreaterThan(PATCHES / 2);
    assertThat(unchanged).isPositive();
  }

  /** Whether the patch changes anything. */
  private boolean patch(Random random) {
    JsonObject before = fixture.read();
    PatchModel model = new PatchModel(random, shape(before));
    for (int i = random.nextInt(7); i > 0; i--) {
      model.operate();
    }
    JsonObject expected = expected(before, model.document());
    boolean appends = random.nextInt(8) == 0;
    if (appends) {
      model.patch().add(Dialogs.operation("add", "/activities/-", Dialogs.activity()));
    }
    boolean silent = random.nextInt(3) == 0;
    ApiClient client =
        random.nextBoolean()
            ? fixture.client().ifMatch(before.getString("revision"))
            : fixture.client();
    ApiResponse response =
        client.patch(fixture.path() + "?isSilentUpdate=" + silent, model.patch()).expect(204);
    JsonObject after = fixture.read();
    assertThat(response.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getJsonArray("activities").size())
        .isEqualTo(before.getJsonArray("activities").size() + (appends ? 1 : 0));
    boolean changes = appends || !expected.equals(before);
    assertTimes(before, after, changes, changes && !silent && differs(before, expected), silent);
    for (String member : List.of("revision", "updatedAt", "contentUpdatedAt", "activities")) {
      expected.put(member, after.getValue(member));
    }
    assertThatJson(after.encode()).as("%s", model.patch()).isEqualTo(expected.encode());
    return changes;
  }

  private static void assertTimes(
      JsonObject before, JsonObject after, boolean changes, boolean news, boolean silent) {
    assertThat(after.getString("revision").equals(before.getString("revision")))
        .isEqualTo(!changes);
    assertThat(after.getInstant("updatedAt").isAfter(before.getInstant("updatedAt")))
        .isEqualTo(changes && !silent);
    assertThat(after.getString("contentUpdatedAt"))
        .isEqualTo(news ? after.getString("updatedAt") : before.getString("contentUpdatedAt"));
  }

  private static boolean differs(JsonObject a, JsonObject b) {
    return CONTENT.stream()
        .anyMatch(member -> !Objects.equals(a.getValue(member), b.getValue(member)));
  }

  private static JsonObject shape(JsonObject dialog) {
    JsonObject shape = new JsonObject();
    for (List<String> members : List.of(CONTENT, OTHERS)) {
      members.stream()
          .filter(dialog::containsKey)
          .forEach(member -> shape.put(member, dialog.getValue(member)));
    }
    return shape;
  }

  /** The dialog with the members of the document, its lists in the order of responses. */
  private static JsonObject expected(JsonObject before, JsonObject document) {
    JsonObject expected = before.copy();
    for (List<String> members : List.of(CONTENT, OTHERS)) {
      for (String member : members) {
        expected.remove(member);
        if (document.containsKey(member)) {
          expected.put(member, document.copy().getValue(member));
        }
      }
    }
    for (Map.Entry<String, Object> type : expected.getJsonObject("content")) {
      JsonObject value = (JsonObject) type.getValue();
      value.put("value", byLanguage(value.getJsonArray("value")));
    }
    for (String list : LISTS) {
      expected.put(list, arranged(before.getJsonArray(list), expected.getJsonArray(list), list));
    }
    return expected;
  }

  /** Kept elements first, as they were; then the new ones, tags as they came, others by id. */
  private static JsonArray arranged(JsonArray before, JsonArray after, String list) {
    String key = list.equals("searchTags") ? "value" : "id";
    List<String> old = before.stream().map(e -> ((JsonObject) e).getString(key)).toList();
    List<JsonObject> elements = new ArrayList<>();
    after.forEach(element -> elements.add((JsonObject) element));
    Comparator<JsonObject> byAge =
        Comparator.comparingInt(
            e -> old.contains(e.getString(key)) ? old.indexOf(e.getString(key)) : old.size());
    elements.sort(key.equals("id") ? byAge.thenComparing(e -> e.getString("id")) : byAge);
    JsonArray arranged = new JsonArray();
    for (JsonObject element : elements) {
      for (String nested : List.of("urls", "endpoints")) {
        if (element.containsKey(nested)) {
          JsonArray was =
              before.stream()
                  .map(e -> (JsonObject) e)
                  .filter(e -> e.getString("id").equals(element.getString("id")))
                  .map(e -> e.getJsonArray(nested))
                  .findFirst()
                  .orElse(new JsonArray());
          element.put(nested, arranged(was, element.getJsonArray(nested), nested));
        }
      }
      arranged.add(element);
    }
    return arranged;
  }

  private static JsonArray byLanguage(JsonArray texts) {
    List<JsonObject> all = new ArrayList<>();
    texts.forEach(text -> all.add((JsonObject) text));
    all.sort(Comparator.comparing(text -> text.getString("languageCode")));
    return new JsonArray(List.copyOf(all));
  }
}
