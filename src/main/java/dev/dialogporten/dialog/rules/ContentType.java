package dev.dialogporten.dialog.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a content type may hold.
 *
 * @param limit longest text for ordinary callers
 * @param correspondenceLimit longest text for correspondence callers
 */
record ContentType(String name, int limit, int correspondenceLimit, Media media) {

  enum Media {
    PLAIN(List.of("text/plain"), List.of()),
    FORMATTED(List.of("text/plain", "text/markdown"), List.of(ContentType.HTML)),
    REFERENCE(
        List.of(ContentType.EMBED_PREFIX + "-url;type=text/markdown"),
        List.of(ContentType.EMBEDDED_HTML));

    private final List<String> always;
    private final List<String> withLegacyHtml;

    Media(List<String> always, List<String> legacyHtml) {
      List<String> all = new ArrayList<>(always);
      all.addAll(legacyHtml);
      this.always = always;
      this.withLegacyHtml = List.copyOf(all);
    }

    /** Compared exactly. */
    List<String> allowed(boolean mayUseLegacyHtml) {
      return mayUseLegacyHtml ? withLegacyHtml : always;
    }
  }

  static final String HTML = "text/html";

  /** Values of such media types are URLs of what is to be shown. */
  static final String EMBED_PREFIX = "application/vnd.dialogporten.frontchannelembed";

  private static final String EMBEDDED_HTML = EMBED_PREFIX + "-url;type=text/html";

  /** Texts up to this length are open to every caller, where longer ones are possible. */
  static final int ORDINARY_LIMIT = 255;

  private static final int CORRESPONDENCE_LIMIT = 512;
  private static final int LONG_LIMIT = 1023;

  static final Map<String, ContentType> OF_DIALOG =
      byName(
          ordinary("title"),
          ordinary("nonSensitiveTitle"),
          ordinary("summary"),
          ordinary("nonSensitiveSummary"),
          ordinary("senderName"),
          new ContentType("additionalInfo", LONG_LIMIT, LONG_LIMIT, Media.FORMATTED),
          new ContentType("extendedStatus", 25, 25, Media.PLAIN),
          new ContentType("mainContentReference", LONG_LIMIT, LONG_LIMIT, Media.REFERENCE));

  static final Map<String, ContentType> OF_TRANSMISSION =
      byName(
          ordinary("title"),
          ordinary("summary"),
          new ContentType("contentReference", LONG_LIMIT, LONG_LIMIT, Media.REFERENCE));

  int limit(boolean correspondence) {
    return correspondence ? correspondenceLimit : limit;
  }

  /** For media types in bound form. */
  static boolean isHtml(String mediaType) {
    return mediaType.equals(HTML) || mediaType.equals(EMBEDDED_HTML);
  }

  private static ContentType ordinary(String name) {
    return new ContentType(name, ORDINARY_LIMIT, CORRESPONDENCE_LIMIT, Media.PLAIN);
  }

  private static Map<String, ContentType> byName(ContentType... types) {
    return Arrays.stream(types).collect(Collectors.toUnmodifiableMap(ContentType::name, t -> t));
  }
}
