package dev.dialogporten.api;

import dev.dialogporten.testing.Dialogs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes up valid operations on a dialog and does to a document of its own what each of them means,
 * knowing nothing of JSON Pointers.
 */
final class PatchModel {
  private static final List<String> SCALARS = List.of("extendedStatus", "externalReference");
  private static final List<String> TYPES =
      List.of("title", "nonSensitiveTitle", "summary", "nonSensitiveSummary", "senderName");
  private static final List<String> LANGUAGES = List.of("nb", "nn", "en", "de", "fr", "se");
  private static final List<String> STATUSES =
      List.of("NotApplicable", "InProgress", "Draft", "Awaiting", "RequiresAttention", "Completed");
  private static final List<String> ELEMENTS = List.of("attachments", "apiActions", "guiActions");
  private static final List<String> TAGS =
      IntStream.range(0, 12).mapToObj(i -> "tag " + i).toList();

  private final Random random;
  private final JsonObject document;
  private final JsonArray patch = new JsonArray();
  private final Map<String, Supplier<JsonObject>> elements =
      Map.of("attachments", this::attachment, "apiActions", this::api, "guiActions", this::gui);

  /**
   * @param document the shape of a PUT, with all of its lists and a title
   */
  PatchModel(Random random, JsonObject document) {
    this.random = random;
    this.document = document.copy();
  }

  /** The operations so far. */
  JsonArray patch() {
    return patch;
  }

  /** The document after them. */
  JsonObject document() {
    return document;
  }

  /** One more operation. */
  void operate() {
    switch (random.nextInt(9)) {
      case 0 -> set("/progress", document, "progress", random.nextInt(101));
      case 1 -> set("/status", document, "status", pick(STATUSES));
      case 2 -> scalar();
      case 3, 4 -> content();
      case 5 -> {
        JsonArray texts =
            document.getJsonObject("content").getJsonObject("title").getJsonArray("value");
        list("/content/title/value", texts, () -> localization(texts), 1, 5);
      }
      case 6 -> {
        JsonArray tags = document.getJsonArray("searchTags");
        list("/searchTags", tags, () -> tag(tags), 0, 8);
      }
      default -> element(pick(ELEMENTS));
    }
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private void add(String op, String path, Object value) {
    patch.add(Dialogs.operation(op, path, value));
  }

  private void transfer(String op, String from, String path) {
    patch.add(new JsonObject().put("op", op).put("from", from).put("path", path));
  }

  private void remove(String path) {
    patch.add(new JsonObject().put("op", "remove").put("path", path));
  }

  private void set(String path, JsonObject parent, String member, Object value) {
    add(random.nextBoolean() ? "add" : "replace", path, value);
    parent.put(member, value instanceof JsonObject object ? object.copy() : value);
  }

  private String word() {
    return "w" + random.nextInt(5) + (random.nextBoolean() ? " ~/\"å\\ 😀" : "");
  }

  private void scalar() {
    String name = pick(SCALARS);
    String other = pick(SCALARS);
    Object value = document.getValue(name);
    switch (random.nextInt(5)) {
      case 0 -> {
        remove("/" + name);
        document.remove(name);
      }
      case 1 -> {
        transfer("copy", "/" + name, "/" + other);
        put(other, value);
      }
      case 2 -> {
        transfer("move", "/" + name, "/" + other);
        document.remove(name);
        put(other, value);
      }
      case 3 -> add("test", "/" + name, value);
      default -> set("/" + name, document, name, word());
    }
  }

  private void put(String name, Object value) {
    if (value == null) {
      document.remove(name);
    } else {
      document.put(name, value);
    }
  }

  private void content() {
    JsonObject content = document.getJsonObject("content");
    String type = pick(TYPES);
    String other = pick(TYPES.subList(1, TYPES.size()));
    JsonObject value = content.getJsonObject(type);
    int kind = value == null ? 0 : random.nextInt(type.equals("title") ? 2 : 3);
    switch (kind) {
      case 0 -> set("/content/" + type, content, type, Dialogs.text(word()));
      case 1 -> {
        transfer("copy", "/content/" + type, "/content/" + other);
        content.put(other, value.copy());
      }
      default -> {
        remove("/content/" + type);
        content.remove(type);
      }
    }
  }

  private void element(String name) {
    JsonArray all = document.getJsonArray(name);
    if (all.isEmpty() || random.nextBoolean()) {
      list("/" + name, all, elements.get(name), 0, 5);
      return;
    }
    int at = random.nextInt(all.size());
    JsonObject element = all.getJsonObject(at);
    String path = "/" + name + "/" + at;
    switch (name) {
      case "attachments" -> list(path + "/urls", element.getJsonArray("urls"), this::url, 1, 3);
      case "apiActions" ->
          list(path + "/endpoints", element.getJsonArray("endpoints"), this::endpoint, 1, 3);
      default -> set(path + "/action", element, "action", word());
    }
  }

  /** Any operation on a list that leaves it with no fewer and no more elements than given. */
  private void list(String path, JsonArray list, Supplier<JsonObject> fresh, int min, int max) {
    int size = list.size();
    int at = size == 0 ? 0 : random.nextInt(size);
    int kind = size == 0 ? 0 : random.nextInt(5);
    if (kind == 0 && size < max) {
      int place = random.nextInt(size + 1);
      JsonObject element = fresh.get();
      boolean end = place == size && random.nextBoolean();
      add("add", path + "/" + (end ? "-" : place), element);
      list.add(place, element.copy());
    } else if (kind == 1 && size > min) {
      remove(path + "/" + at);
      list.remove(at);
    } else if (kind == 2) {
      JsonObject element = fresh.get();
      add("replace", path + "/" + at, element);
      list.set(at, element.copy());
    } else if (kind == 3) {
      int to = random.nextInt(size);
      transfer("move", path + "/" + at, path + "/" + to);
      list.add(to, list.remove(at));
    } else {
      add("test", path + "/" + at, list.getJsonObject(at).copy());
    }
  }

  private JsonObject localization(JsonArray texts) {
    List<Object> used = texts.stream().map(t -> member(t, "languageCode")).toList();
    String language = pick(LANGUAGES.stream().filter(l -> !used.contains(l)).toList());
    return new JsonObject().put("value", word()).put("languageCode", language);
  }

  private JsonObject tag(JsonArray tags) {
    List<Object> used = tags.stream().map(t -> member(t, "value")).toList();
    return new JsonObject()
        .put("value", pick(TAGS.stream().filter(t -> !used.contains(t)).toList()));
  }

  private static Object member(Object element, String name) {
    return ((JsonObject) element).getValue(name);
  }

  private JsonObject withId() {
    return new JsonObject().put("id", FullDialog.id());
  }

  private JsonObject url() {
    return withId().put("url", "https://e.no/" + random.nextInt(9)).put("consumerType", "Api");
  }

  private JsonObject endpoint() {
    return withId()
        .put("url", "https://e.no/" + random.nextInt(9))
        .put("httpMethod", "POST")
        .put("deprecated", false);
  }

  private JsonObject attachment() {
    return withId().put("name", word()).put("urls", new JsonArray().add(url()).add(url()));
  }

  private JsonObject api() {
    return withId().put("action", word()).put("endpoints", new JsonArray().add(endpoint()));
  }

  private JsonObject gui() {
    return withId()
        .put("action", word())
        .put("url", "https://e.no/")
        .put("isDeleteDialogAction", random.nextBoolean())
        .put("httpMethod", "DELETE")
        .put("priority", "Tertiary")
        .put("title", Dialogs.text(word()).getJsonArray("value"));
  }
}
