package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a content section holds that not every caller may send. Kept with the stored dialog, so that
 * a later caller's update can be refused without reading the content.
 *
 * @param longTexts a text over the ordinary limit of its type, as correspondence callers may send
 * @param legacyHtml a media type of HTML
 */
public record ContentTraits(boolean longTexts, boolean legacyHtml) {
  public static final ContentTraits NONE = new ContentTraits(false, false);

  /**
   * @param content a bound content section, of a dialog or of a transmission; null for none
   */
  public static ContentTraits of(ObjectNode content) {
    if (content == null) {
      return NONE;
    }
    boolean longTexts = false;
    boolean legacyHtml = false;
    for (var member : content.properties()) {
      JsonNode value = member.getValue();
      longTexts |= isLimited(member.getKey()) && hasLongText(value.path("value"));
      legacyHtml |= ContentType.isHtml(value.path("mediaType").asText());
    }
    return longTexts || legacyHtml ? new ContentTraits(longTexts, legacyHtml) : NONE;
  }

  /** Whether how long a text may be depends on the caller. */
  private static boolean isLimited(String name) {
    ContentType type = ContentType.OF_DIALOG.get(name);
    return type != null && type.limit() != type.correspondenceLimit();
  }

  private static boolean hasLongText(JsonNode localizations) {
    for (JsonNode localization : localizations) {
      if (localization.path("value").asText().length() > ContentType.ORDINARY_LIMIT) {
        return true;
      }
    }
    return false;
  }
}
