package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.body.Pointer;
import dev.dialogporten.dialog.value.Uris;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The content of dialogs and transmissions. Keys do not contain the name of the content type, as
 * callers of the reference know them; the texts name it.
 */
final class ContentRules {
  private static final SectionSchema VALUE = SectionSchema.of("content-value.json");

  private final Inspection inspection;
  private final Map<String, ContentType> types;

  private ContentRules(Inspection inspection, Map<String, ContentType> types) {
    this.inspection = inspection;
    this.types = types;
  }

  static ContentRules ofDialog(Inspection inspection) {
    return new ContentRules(inspection, ContentType.OF_DIALOG);
  }

  static ContentRules ofTransmission(Inspection inspection) {
    return new ContentRules(inspection, ContentType.OF_TRANSMISSION);
  }

  /**
   * @param content null when absent
   * @param required whether absence is a fault; what is there is checked in any case
   * @param path of the content
   */
  void check(JsonNode content, boolean required, String path) {
    if (content == null) {
      if (required) {
        inspection.fault(path, "'content' must not be empty.");
      }
      return;
    }
    if (!content.has("title")) {
      inspection.fault(path, "'title' of the content must not be empty.");
    }
    for (Map.Entry<String, JsonNode> member : content.properties()) {
      checkValue(types.get(member.getKey()), member.getValue(), path);
    }
  }

  private void checkValue(ContentType type, JsonNode value, String path) {
    checkMembers(type, value, path);
    JsonNode localizations = value.path("value");
    String name = "value' of the content type '" + type.name();
    int limit = type.limit(inspection.caller().isCorrespondence());
    inspection.checkLengths(localizations, limit, path + ".value", name);
    checkMedia(type, value.path("mediaType").asText(), localizations, path);
  }

  /** Adds the name of the type to each text, since the keys do not have it. */
  private void checkMembers(ContentType type, JsonNode value, String path) {
    Faults found = new Faults();
    VALUE.check(value, path, found);
    if (!found.isEmpty()) {
      String suffix = " (Content type '" + type.name() + "'.)";
      Map<String, List<String>> errors = found.toProblem(ProblemType.VALIDATION).errors();
      errors.forEach((key, texts) -> texts.forEach(text -> inspection.fault(key, text + suffix)));
    }
  }

  private void checkMedia(ContentType type, String media, JsonNode localizations, String path) {
    Caller caller = inspection.caller();
    List<String> allowed = type.media().allowed(caller.mayUseLegacyHtml());
    if (!allowed.contains(media)) {
      inspection.fault(
          path + ".mediaType",
          "'mediaType' of the content type '"
              + type.name()
              + "' must be one of "
              + String.join(", ", allowed)
              + ", but is '"
              + Pointer.shown(media)
              + "'.");
    }
    boolean reference = media.toLowerCase(Locale.ROOT).startsWith(ContentType.EMBED_PREFIX);
    boolean html = media.equals(ContentType.HTML);
    if (!reference && !html) {
      return;
    }
    int index = 0;
    for (JsonNode localization : localizations) {
      String text = localization.path("value").asText();
      String key = path + ".value[" + index++ + "].value";
      if (reference && !Uris.isAbsoluteHttps(text)) {
        inspection.fault(
            key,
            "The value of the content type '" + type.name() + "' must be an absolute https URL.");
      }
      // a longer text is refused already, and parsing it is a waste
      if (html && text.length() <= type.limit() && !HtmlRule.isAllowed(text)) {
        inspection.fault(
            key,
            "The value of the content type '"
                + type.name()
                + "' contains HTML that is not allowed: "
                + HtmlRule.DESCRIPTION);
      }
    }
  }
}
