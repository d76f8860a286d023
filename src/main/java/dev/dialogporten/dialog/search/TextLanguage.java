package dev.dialogporten.dialog.search;

import java.util.Map;

/**
 * A text search configuration of PostgreSQL.
 *
 * @param configuration its name; one of those that every supported release has
 */
public record TextLanguage(String configuration) {
  /** Words as they stand, without stems or stop words. */
  public static final TextLanguage SIMPLE = new TextLanguage("simple");

  private static final Map<String, TextLanguage> BY_CODE =
      Map.ofEntries(
          language("ar", "arabic"),
          language("hy", "armenian"),
          language("eu", "basque"),
          language("ca", "catalan"),
          language("da", "danish"),
          language("nl", "dutch"),
          language("en", "english"),
          language("fi", "finnish"),
          language("fr", "french"),
          language("de", "german"),
          language("el", "greek"),
          language("hi", "hindi"),
          language("hu", "hungarian"),
          language("id", "indonesian"),
          language("ga", "irish"),
          language("it", "italian"),
          language("lt", "lithuanian"),
          language("ne", "nepali"),
          language("nb", "norwegian"),
          language("nn", "norwegian"),
          language("no", "norwegian"),
          language("pt", "portuguese"),
          language("ro", "romanian"),
          language("ru", "russian"),
          language("sr", "serbian"),
          language("es", "spanish"),
          language("sv", "swedish"),
          language("ta", "tamil"),
          language("tr", "turkish"),
          language("yi", "yiddish"));

  /** The configuration for a lower-case ISO 639-1 code. */
  public static TextLanguage of(String code) {
    return BY_CODE.getOrDefault(code, SIMPLE);
  }

  private static Map.Entry<String, TextLanguage> language(String code, String configuration) {
    return Map.entry(code, new TextLanguage(configuration));
  }
}
