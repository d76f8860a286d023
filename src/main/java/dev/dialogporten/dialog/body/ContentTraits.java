package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What a content section holds that not every caller may send. Kept with the stored dialog, so that
 * a later caller's update can be refused without reading the content.
 *
 * @param longTexts a text over the ordinary limit of its type, as correspondence callers may send
 * @param legacyHtml a media type of HTML
 */
public record ContentTraits(boolean longTexts, boolean legacyHtml) {
  public static final ContentTraits NONE = new ContentTraits(false, false);

  /** Content types whose ordinary limit is {@link #ORDINARY_LIMIT}. */
  private static final Set<String> LIMITED =
      Set.of("title", "nonSensitiveTitle", "summary", "nonSensitiveSummary", "senderName");

  private static final int ORDINARY_LIMIT = 255;
  private static final Set<String> HTML =
      Set.of("text/html", "application/vnd.dialogporten.frontchannelembed-url;type=text/html");

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
      longTexts |= LIMITED.contains(member.getKey()) && hasLongText(value.path("value"));
      legacyHtml |= HTML.contains(value.path("mediaType").asText());
    }
    return longTexts || legacyHtml ? new ContentTraits(longTexts, legacyHtml) : NONE;
  }

  private static boolean hasLongText(JsonNode localizations) {
    for (JsonNode localization : localizations) {
      if (localization.path("value").asText().length() > ORDINARY_LIMIT) {
        return true;
      }
    }
    return false;
  }
}
