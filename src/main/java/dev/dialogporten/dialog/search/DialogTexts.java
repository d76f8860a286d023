package dev.dialogporten.dialog.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.ComposedText;
import dev.dialogporten.dialog.value.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Collects the texts that searches find from the JSON a dialog is stored as: content of media type
 * {@code text/plain}, search tags, names of attachments, descriptions of activities.
 */
public final class DialogTexts {
  /** Elements of one kind that are read; of transmissions and activities, the newest. */
  public static final int MAX_ELEMENTS = 1000;

  /** What a text search document can hold at most; bounds the work on one dialog. */
  private static final int MAX_BYTES = 1_048_575;

  private static final char TITLE = 'B';
  private static final char OTHER = 'D';

  private final TextChunks texts = new TextChunks();
  private int bytes;

  private DialogTexts() {}

  /**
   * The texts of one dialog, the most important first, those of one language and weight together;
   * what exceeds the bound is left out.
   *
   * @param transmissions newest first
   * @param activities newest first
   */
  public static List<IndexedText> of(
      String content,
      String searchTags,
      String attachments,
      List<String> transmissions,
      List<String> activities) {
    DialogTexts made = new DialogTexts();
    made.content(JsonText.parse(content));
    for (JsonNode tag : JsonText.parse(searchTags)) {
      made.add(TextLanguage.SIMPLE, OTHER, tag.path("value").asText());
    }
    made.attachments(JsonText.parse(attachments));
    int names = MAX_ELEMENTS;
    for (String text : transmissions) {
      JsonNode transmission = JsonText.parse(text);
      made.transmission(transmission);
      JsonNode attached = transmission.path("attachments");
      for (int i = 0; i < attached.size() && names > 0; i++, names--) {
        made.localized(attached.get(i).path("displayName"), OTHER);
      }
    }
    for (String text : activities) {
      made.localized(JsonText.parse(text).path("description"), OTHER);
    }
    return made.texts.texts();
  }

  private void content(JsonNode content) {
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      contentValue(type.getValue(), type.getKey().equals("title") ? TITLE : OTHER);
    }
  }

  private void transmission(JsonNode transmission) {
    for (JsonNode value : transmission.path("content")) {
      contentValue(value, OTHER);
    }
  }

  private void attachments(JsonNode attachments) {
    // In order of creation: the newest are the last.
    for (int i = Math.max(0, attachments.size() - MAX_ELEMENTS); i < attachments.size(); i++) {
      localized(attachments.get(i).path("displayName"), OTHER);
    }
  }

  private void contentValue(JsonNode value, char weight) {
    if (value.path("mediaType").asText("text/plain").equals("text/plain")) {
      localized(value.path("value"), weight);
    }
  }

  private void localized(JsonNode localizations, char weight) {
    for (JsonNode localization : localizations) {
      TextLanguage language = TextLanguage.of(localization.path("languageCode").asText());
      add(language, weight, localization.path("value").asText());
    }
  }

  private void add(TextLanguage language, char weight, String text) {
    if (text.isBlank()) {
      return;
    }
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes + size <= MAX_BYTES) {
      bytes += size;
      texts.add(language, weight, ComposedText.of(text));
    }
  }
}
