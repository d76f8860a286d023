package dev.dialogporten.dialog.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Identifiers of those a dialog is for and of those who act: organisations, persons and two kinds
 * of self-identified users. The prefix, everything up to the last colon, is case-sensitive.
 */
public final class Parties {
  public static final String ORGANIZATION = "urn:altinn:organization:identifier-no:";
  public static final String PERSON = "urn:altinn:person:identifier-no:";
  public static final String LEGACY_SELF_IDENTIFIED = "urn:altinn:person:legacy-selfidentified:";
  public static final String IDPORTEN_EMAIL = "urn:altinn:person:idporten-email:";

  private static final int[] ORGANIZATION_WEIGHTS = {3, 2, 7, 6, 5, 4, 3, 2};
  private static final int[] PERSON_FIRST_WEIGHTS = {3, 7, 6, 1, 8, 9, 4, 5, 2};
  private static final int[] PERSON_SECOND_WEIGHTS = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};

  /**
   * Numbers issued until 2031 have remainder 0 at the first check digit; those from 2032 on, of
   * which more are needed, up to 3.
   */
  private static final int MAX_FIRST_REMAINDER = 3;

  private Parties() {}

  /** The stored form (lower case) of a valid party or actor id; empty when it is none. */
  public static Optional<String> normalized(String identifier) {
    return isValid(identifier) ? Optional.of(lowerCase(identifier)) : Optional.empty();
  }

  public static boolean isValid(String identifier) {
    int end = identifier.lastIndexOf(':') + 1;
    String id = identifier.substring(end);
    return switch (identifier.substring(0, end)) {
      case ORGANIZATION -> isOrganizationNumber(id);
      case PERSON -> isPersonalNumber(id);
      case LEGACY_SELF_IDENTIFIED ->
          isAbsoluteUri(identifier) && !WhiteSpace.isBlank(percentDecoded(id));
      case IDPORTEN_EMAIL -> isAbsoluteUri(identifier) && isEmail(percentDecoded(id));
      default -> false;
    };
  }

  /** Nine digits with a valid modulus 11 check digit. */
  public static boolean isOrganizationNumber(String number) {
    return isDigits(number, 9) && hasCheckDigit(number, ORGANIZATION_WEIGHTS);
  }

  /**
   * Eleven digits with two valid check digits. The date in it is not looked at, so D-numbers and
   * synthetic numbers pass.
   */
  public static boolean isPersonalNumber(String number) {
    return isDigits(number, 11)
        && remainder(number, PERSON_FIRST_WEIGHTS) <= MAX_FIRST_REMAINDER
        && hasCheckDigit(number, PERSON_SECOND_WEIGHTS);
  }

  private static String lowerCase(String identifier) {
    return identifier.toLowerCase(Locale.ROOT);
  }

  private static boolean hasCheckDigit(String number, int[] weights) {
    return remainder(number, weights) == 0;
  }

  /** Of the weighted sum modulo 11, the check digit after the weighted ones counting once. */
  private static int remainder(String number, int[] weights) {
    int sum = number.charAt(weights.length) - '0';
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (number.charAt(i) - '0');
    }
    return sum % 11;
  }

  private static boolean isDigits(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isAbsoluteUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Percent escapes only: a plus sign is an ordinary character of an e-mail address. */
  private static String percentDecoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** One {@code @} with text before it, and a dot with text on both sides somewhere after it. */
  private static boolean isEmail(String text) {
    int at = text.indexOf('@');
    if (at < 1 || text.indexOf('@', at + 1) >= 0 || text.chars().anyMatch(WhiteSpace::isSpace)) {
      return false;
    }
    int dot = text.indexOf('.', at + 2);
    return dot > 0 && dot < text.length() - 1;
  }
}
