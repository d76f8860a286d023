package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pieces all stored JSON is made of: members in the order responses use, no nulls, texts sorted
 * by language. Two equal values always get equal text. Nothing here changes what it reads.
 */
final class Canonical {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> DIALOG_CONTENT =
      List.of(
          "title",
          "nonSensitiveTitle",
          "summary",
          "nonSensitiveSummary",
          "senderName",
          "additionalInfo",
          "extendedStatus",
          "mainContentReference");
  private static final List<String> TRANSMISSION_CONTENT =
      List.of("title", "summary", "contentReference");
  private static final String DEFAULT_MEDIA_TYPE = "text/plain";
  private static final Comparator<JsonNode> BY_LANGUAGE =
      Comparator.comparing(text -> text.path("languageCode").asText());

  private Canonical() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  /** Copies members that are there, in the order given. */
  static void copy(ObjectNode from, ObjectNode to, String... members) {
    for (String member : members) {
      copyOr(from, to, member, null);
    }
  }

  /** Copies a member, or sets the default (null for none) when it is not there. */
  static void copyOr(ObjectNode from, ObjectNode to, String member, JsonNode orElse) {
    JsonNode value = from.get(member);
    if (value == null || value.isNull()) {
      value = orElse;
    }
    if (value != null) {
      to.set(member, value);
    }
  }

  /** Copies a text list; an empty one is as good as none. */
  static void copyTexts(ObjectNode from, ObjectNode to, String member) {
    JsonNode texts = from.path(member);
    if (!texts.isEmpty()) {
      to.set(member, texts(texts));
    }
  }

  /** The elements of a list; none when it is absent. */
  static List<ObjectNode> elements(JsonNode list) {
    List<ObjectNode> elements = new ArrayList<>(list.size());
    list.forEach(element -> elements.add((ObjectNode) element));
    return elements;
  }

  static ArrayNode array(List<? extends JsonNode> elements) {
    ArrayNode array = NODES.arrayNode(elements.size());
    elements.forEach(array::add);
    return array;
  }

  /** Content of a dialog; empty when there is none. */
  static ObjectNode dialogContent(JsonNode content) {
    return content(content, DIALOG_CONTENT);
  }

  /** Content of a transmission; empty when there is none. */
  static ObjectNode transmissionContent(JsonNode content) {
    return content(content, TRANSMISSION_CONTENT);
  }

  private static ObjectNode content(JsonNode content, List<String> types) {
    ObjectNode result = object();
    for (String type : types) {
      if (content.get(type) instanceof ObjectNode value) {
        ObjectNode copy = result.putObject(type);
        copy.set("value", texts(value.path("value")));
        copyOr(value, copy, "mediaType", NODES.textNode(DEFAULT_MEDIA_TYPE));
      }
    }
    return result;
  }

  private static ArrayNode texts(JsonNode localizations) {
    List<ObjectNode> texts = new ArrayList<>(localizations.size());
    for (ObjectNode localization : elements(localizations)) {
      ObjectNode text = object();
      copy(localization, text, "value", "languageCode");
      texts.add(text);
    }
    texts.sort(BY_LANGUAGE);
    return array(texts);
  }
}
