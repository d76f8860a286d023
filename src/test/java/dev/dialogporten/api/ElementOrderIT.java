package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In which order elements come back: by the time they came, and those that came together by id.
 * Generated ids increase, so that elements without ids keep the order of the request.
 */
@ExtendWith(ServiceExtension.class)
class ElementOrderIT {
  private static final String TITLE = "[{\"value\":\"t\",\"languageCode\":\"nb\"}]";

  private final DialogFixture fixture;
  private final ApiClient client;

  ElementOrderIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
  }

  /** A list of a dialog: where it is, and an element told from others by its number. */
  private record ListOf(String name, Function<Integer, JsonObject> element) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<ListOf> lists() {
    return Stream.of(
        new ListOf("attachments", i -> new JsonObject().put("urls", urls(1))),
        new ListOf(
            "guiActions",
            i ->
                url(i)
                    .put("action", "a")
                    .put("priority", "Tertiary")
                    .put("title", new JsonArray(TITLE))),
        new ListOf(
            "apiActions", i -> new JsonObject().put("action", "a").put("endpoints", endpoints(1))));
  }

  private static JsonObject url(int number) {
    return new JsonObject().put("url", "https://example.com/" + number);
  }

  private static JsonArray urls(int count) {
    JsonArray urls = new JsonArray();
    IntStream.range(0, count).forEach(i -> urls.add(url(i).put("consumerType", "Gui")));
    return urls;
  }

  private static JsonArray endpoints(int count) {
    JsonArray endpoints = new JsonArray();
    IntStream.range(0, count).forEach(i -> endpoints.add(url(i).put("httpMethod", "GET")));
    return endpoints;
  }

  /** Increasing. */
  private static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> FullDialog.id()).toList();
  }

  private static JsonArray withIds(ListOf list, List<String> ids) {
    JsonArray elements = new JsonArray();
    for (String id : ids) {
      elements.add(list.element().apply(elements.size()).put("id", id));
    }
    return elements;
  }

  private static List<String> idsIn(JsonArray elements) {
    return elements.stream().map(e -> ((JsonObject) e).getString("id")).toList();
  }

  private static List<String> shuffled(List<String> ids) {
    return List.of(ids.get(2), ids.get(0), ids.get(3), ids.get(1));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void idsOfTheClient_orderWhatCameTogether(ListOf list) {
    List<String> ids = ids(4);
    JsonArray elements = withIds(list, shuffled(ids));
    DialogFixture created =
        fixture.with(Dialogs.create(fixture.owner()).put(list.name(), elements));
    assertThat(idsIn(created.dialog().getJsonArray(list.name()))).isEqualTo(ids);

    client.put(fixture.path(), fixture.unchanged().put(list.name(), elements)).problem(422);
    JsonArray others = withIds(list, shuffled(ids(4)));
    client.put(fixture.path(), fixture.unchanged().put(list.name(), others)).expect(204);
    List<String> stored = idsIn(fixture.read().getJsonArray(list.name()));
    assertThat(stored).isSorted().hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void elementsOfAnEarlierRequest_comeFirst_whateverTheirIds(ListOf list) {
    List<String> ids = ids(4);
    List<String> late = List.of(ids.get(3), ids.get(2));
    List<String> early = List.of(ids.get(1), ids.get(0));
    client
        .put(fixture.path(), fixture.unchanged().put(list.name(), withIds(list, late)))
        .expect(204);
    List<String> all = new ArrayList<>(early);
    all.addAll(late);
    client
        .put(fixture.path(), fixture.unchanged().put(list.name(), withIds(list, all)))
        .expect(204);
    assertThat(idsIn(fixture.read().getJsonArray(list.name())))
        .containsExactly(ids.get(2), ids.get(3), ids.get(0), ids.get(1));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void withoutIds_theOrderOfTheRequestStays(ListOf list) {
    JsonArray elements = new JsonArray();
    IntStream.range(0, 5).forEach(i -> elements.add(named(list, i)));
    client.put(fixture.path(), fixture.unchanged().put(list.name(), elements)).expect(204);
    assertThat(names(fixture.read().getJsonArray(list.name())))
        .containsExactly("n0", "n1", "n2", "n3", "n4");
    JsonArray patch =
        new JsonArray().add(Dialogs.operation("add", "/" + list.name() + "/0", named(list, 9)));
    if (!list.name().equals("guiActions")) { // of those there are no more than five
      client.patch(fixture.path(), patch).expect(204);
      assertThat(names(fixture.read().getJsonArray(list.name()))).endsWith("n9").hasSize(6);
    }
  }

  private static JsonObject named(ListOf list, int number) {
    JsonObject element = list.element().apply(number);
    String member = list.name().equals("guiActions") ? "action" : "name";
    return element.put(member, "n" + number);
  }

  private static List<String> names(JsonArray elements) {
    return elements.stream()
        .map(e -> (JsonObject) e)
        .map(e -> e.getString("name", e.getString("action")))
        .toList();
  }

  @Test
  void matchedElements_stayWhereTheyAre() {
    JsonArray elements = withIds(lists().findFirst().orElseThrow(), ids(3));
    client.put(fixture.path(), fixture.unchanged().put("attachments", elements)).expect(204);
    JsonObject echo = fixture.echo();
    JsonArray turned = new JsonArray();
    for (int i = 2; i >= 0; i--) {
      turned.add(echo.getJsonArray("attachments").getJsonObject(i));
    }
    String revision = echo.getString("revision");
    assertThat(client.put(fixture.path(), echo.put("attachments", turned)).expect(204).etag())
        .isEqualTo("\"" + revision + "\"");
    assertThat(idsIn(fixture.read().getJsonArray("attachments"))).isEqualTo(idsIn(elements));
  }

  @Test
  void nestedLists() {
    JsonArray urls = urls(4);
    JsonArray endpoints = endpoints(4);
    List<String> ids = ids(8);
    for (int i = 0; i < 4; i++) {
      urls.getJsonObject(i).put("id", shuffled(ids.subList(0, 4)).get(i));
      endpoints.getJsonObject(i).put("id", shuffled(ids.subList(4, 8)).get(i));
    }
    JsonObject body =
        Dialogs.create(fixture.owner())
            .put("attachments", DialogFixture.one(new JsonObject().put("urls", urls)))
            .put(
                "apiActions",
                DialogFixture.one(new JsonObject().put("action", "a").put("endpoints", endpoints)));
    JsonObject dialog = client.created(body);
    JsonObject attachment = dialog.getJsonArray("attachments").getJsonObject(0);
    JsonObject action = dialog.getJsonArray("apiActions").getJsonObject(0);
    assertThat(idsIn(attachment.getJsonArray("urls"))).isEqualTo(ids.subList(0, 4));
    assertThat(idsIn(action.getJsonArray("endpoints"))).isEqualTo(ids.subList(4, 8));
  }

  @Test
  void searchTags_keepTheOrderOfTheirComing() {
    client
        .put(fixture.path(), fixture.unchanged().put("searchTags", tags("zzz", "aaa")))
        .expect(204);
    JsonArray next = tags("mmm", "aaa", "ZZZ", "bbb");
    client.put(fixture.path(), fixture.unchanged().put("searchTags", next)).expect(204);
    assertThat(fixture.read().getJsonArray("searchTags"))
        .isEqualTo(tags("zzz", "aaa", "mmm", "bbb"));
  }

  private static JsonArray tags(String... values) {
    JsonArray tags = new JsonArray();
    Stream.of(values).forEach(value -> tags.add(new JsonObject().put("value", value)));
    return tags;
  }

  @Test
  void navigationalActions_keepTheOrderOfTheRequest() {
    JsonArray actions = new JsonArray();
    IntStream.of(2, 0, 1).forEach(i -> actions.add(url(i).put("title", new JsonArray(TITLE))));
    JsonObject transmission = Dialogs.transmission().put("navigationalActions", actions);
    String place =
        client.post(fixture.path() + "/transmissions", transmission).expect(201).header("Location");
    assertThat(client.get(place).json().getJsonArray("navigationalActions").stream())
        .extracting(action -> ((JsonObject) action).getString("url"))
        .containsExactly("https://example.com/2", "https://example.com/0", "https://example.com/1");
  }

  @Test
  void transmissionsAndActivities_byTimeThenId() {
    List<String> ids = ids(4);
    String[] times = {"2025-03-02", "2025-03-01", "2025-03-01", "2025-03-03"};
    JsonArray transmissions = new JsonArray();
    JsonArray activities = new JsonArray();
    for (int i = 3; i >= 0; i--) {
      String createdAt = times[i] + "T00:00:00Z";
      String activityId = FullDialog.id();
      transmissions.add(Dialogs.transmission().put("id", ids.get(i)).put("createdAt", createdAt));
      activities.add(Dialogs.activity().put("id", activityId).put("createdAt", createdAt));
    }
    DialogFixture dialog =
        fixture.with(
            Dialogs.create(fixture.owner())
                .put("transmissions", transmissions)
                .put("activities", activities));
    List<String> expected = List.of(ids.get(1), ids.get(2), ids.get(0), ids.get(3));
    assertThat(idsIn(dialog.dialog().getJsonArray("transmissions"))).isEqualTo(expected);
    List<String> newestFirst = new ArrayList<>(expected);
    java.util.Collections.reverse(newestFirst);
    assertThat(idsIn(client.get(dialog.path() + "/transmissions").array())).isEqualTo(newestFirst);
    List<String> sent = idsIn(activities); // of the ids 3, 2, 1, 0: a smaller id came earlier
    List<String> byTime = List.of(sent.get(1), sent.get(2), sent.get(3), sent.get(0));
    assertThat(idsIn(dialog.dialog().getJsonArray("activities"))).isEqualTo(byTime);
    assertThat(idsIn(client.get(dialog.path() + "/activities").array())).isEqualTo(byTime);
  }

  @Test
  void serviceOwnerLabels_byValue() {
    for (String label : List.of("zeta", "Ærlig", "alpha", "a-b")) {
      client
          .post(fixture.path() + "/context/labels", new JsonObject().put("value", label))
          .expect(204);
    }
    assertThat(client.get(fixture.path() + "/context/labels").array())
        .isEqualTo(tags("a-b", "alpha", "zeta", "ærlig"));
    assertThat(client.get(DIALOGS).json().getJsonArray("items").getJsonObject(0).encode())
        .containsSubsequence("a-b", "alpha", "zeta", "ærlig");
  }
}
