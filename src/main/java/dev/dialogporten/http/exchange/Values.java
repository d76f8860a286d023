package dev.dialogporten.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.dialog.value.Uuids;
import dev.dialogporten.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * The text forms of single values in paths, queries and headers. An empty text is what {@code ?x=}
 * gives; it stands for the zero of its type, as clients of the reference are used to.
 */
public final class Values {
  private static final int PLAIN_LENGTH = 32;
  private static final int ENCLOSED_LENGTH = 38;

  private Values() {}

  /** Hyphenated, 32 hex digits, or hyphenated in braces or parentheses; in either case. */
  public static Optional<UUID> uuid(String text) {
    if (text.length() == PLAIN_LENGTH && text.indexOf('-') < 0) {
      return Uuids.parse(
          new StringBuilder(text)
              .insert(20, '-')
              .insert(16, '-')
              .insert(12, '-')
              .insert(8, '-')
              .toString());
    }
    if (text.length() == ENCLOSED_LENGTH) {
      boolean braces = text.startsWith("{") && text.endsWith("}");
      boolean parentheses = text.startsWith("(") && text.endsWith(")");
      return braces || parentheses
          ? Uuids.parse(text.substring(1, text.length() - 1))
          : Optional.empty();
    }
    return Uuids.parse(text);
  }

  public static Optional<Boolean> bool(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return text.isEmpty() || text.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  public static Optional<Integer> integer(String text) {
    if (text.chars().anyMatch(c -> c > '9')) {
      return Optional.empty(); // the digits of other scripts are digits to Integer.parseInt, too
    }
    try {
      return Optional.of(text.isEmpty() ? 0 : Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A date-time with an explicit offset. */
  public static Optional<Instant> instant(String text) {
    return text.isEmpty() ? Optional.of(Instants.MIN) : Instants.parse(text);
  }

  /** A constant by its name in any case, or by its number. */
  public static <E extends Enum<E>> Optional<E> constant(
      String text, Class<E> type, ToIntFunction<E> number) {
    E[] constants = type.getEnumConstants();
    return Arrays.stream(constants)
        .filter(c -> c.name().equalsIgnoreCase(text) || isNumber(text, number.applyAsInt(c)))
        .findFirst();
  }

  /**
   * A list: the name repeated, each value literally; or one value that is a JSON array of texts or
   * is separated by commas.
   */
  public static List<String> list(List<String> occurrences) {
    if (occurrences.size() != 1) {
      return List.copyOf(occurrences);
    }
    String only = occurrences.get(0);
    if (only.startsWith("[")) {
      return jsonArray(only).orElse(List.of(only));
    }
    boolean separated =
        only.contains(",") && !only.startsWith(",") && !only.endsWith(",") && !only.contains(",,");
    return separated ? List.of(only.split(",")) : List.of(only);
  }

  private static Optional<List<String>> jsonArray(String text) {
    try {
      JsonNode array = JsonText.parse(text);
      List<String> values = new ArrayList<>(array.size());
      array.forEach(element -> values.add(element.asText()));
      return array.isArray() ? Optional.of(List.copyOf(values)) : Optional.empty();
    } catch (ProblemException | IllegalArgumentException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text, int number) {
    return text.equals(Integer.toString(number));
  }
}
