package dev.dialogporten.dialog.rules;

import dev.dialogporten.dialog.value.Languages;
import dev.dialogporten.dialog.value.Parties;
import dev.dialogporten.dialog.value.Uris;
import dev.dialogporten.dialog.value.WhiteSpace;
import java.util.regex.Pattern;

/**
 * The {@code format} names that our schemas use. Each says what is wrong with a text, if anything.
 */
final class Formats {
  private static final String RESOURCE_PREFIX = "urn:altinn:resource:";
  private static final String EMPTY = "must not be empty";

  private static final Pattern AUTHORIZATION_ATTRIBUTE =
      Pattern.compile(
          "(?:urn:altinn:[a-z][a-z0-9_-]*:)?[a-z][a-z0-9_-]*", Pattern.CASE_INSENSITIVE);

  private Formats() {}

  static boolean isKnown(String format) {
    return switch (format) {
      case "not-blank",
          "language",
          "https-url",
          "well-formed-uri",
          "authorization-attribute",
          "service-resource",
          "party" ->
          true;
      default -> false;
    };
  }

  /** What is wrong, to be put after the name of the member; null when nothing is. */
  static String fault(String format, String text) {
    return switch (format) {
      case "not-blank" -> WhiteSpace.isBlank(text) ? EMPTY : null;
      case "language" -> language(text);
      case "https-url" ->
          Uris.isNormalHttps(text) ? null : "must be an absolute URL with the scheme https";
      case "well-formed-uri" -> Uris.isWellFormed(text) ? null : "must be a well-formed URI";
      case "authorization-attribute" ->
          AUTHORIZATION_ATTRIBUTE.matcher(text).matches()
              ? null
              : "must be a name, or urn:altinn:{type}:{name}; names consist of letters, digits, _"
                  + " and -, and begin with a letter";
      case "service-resource" -> serviceResource(text);
      case "party" -> party(text);
      default -> throw new IllegalStateException("unknown format " + format);
    };
  }

  private static String language(String code) {
    if (WhiteSpace.isBlank(code)) {
      return EMPTY;
    }
    if (code.equals("no")) {
      return "must not be 'no'; use 'nb' or 'nn' for Norwegian";
    }
    return Languages.isKnown(code)
        ? null
        : "must be a two-letter language code of ISO 639-1, such as nb, nn or en";
  }

  private static String serviceResource(String text) {
    if (WhiteSpace.isBlank(text)) {
      return EMPTY;
    }
    if (!text.startsWith(RESOURCE_PREFIX)) {
      return "must begin with '" + RESOURCE_PREFIX + "'";
    }
    return Uris.isWellFormed(text) ? null : "must be a well-formed URI";
  }

  private static String party(String text) {
    if (WhiteSpace.isBlank(text)) {
      return EMPTY;
    }
    return Parties.isValid(text)
        ? null
        : "must be a valid identifier that begins with "
            + Parties.ORGANIZATION
            + ", "
            + Parties.PERSON
            + ", "
            + Parties.LEGACY_SELF_IDENTIFIED
            + " or "
            + Parties.IDPORTEN_EMAIL;
  }
}
