package dev.dialogporten.dialog.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The languages a caller reads, best first, from {@code Accept-Language} (RFC 9110 section 12.5.4);
 * without the field every language is wanted.
 */
public final class LanguagePreference {
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8})*\\s*(?:;\\s*[qQ]\\s*=\\s*([0-9.]{1,5})\\s*)?");

  /** Bounds the work a header can ask for. */
  private static final int MAX_RANGES = 50;

  private final Set<String> languages;

  private LanguagePreference(Set<String> languages) {
    this.languages = languages;
  }

  /**
   * @param header null when absent; ranges that cannot be read, and those of weight 0, are skipped
   */
  public static LanguagePreference parse(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String item : header == null ? new String[0] : header.split(",", MAX_RANGES)) {
      Matcher matcher = RANGE.matcher(item);
      if (matcher.matches()) {
        ranges.add(new Range(matcher.group(1).toLowerCase(Locale.ROOT), weight(matcher.group(2))));
      }
    }
    ranges.removeIf(range -> !(range.weight > 0));
    ranges.sort(Comparator.comparingDouble(Range::weight).reversed());
    Set<String> languages = new LinkedHashSet<>();
    ranges.forEach(range -> languages.add(range.language));
    if (!languages.isEmpty()) {
      // A reader of a neighbouring language understands Norwegian better than English.
      boolean scandinavian = languages.contains("sv") || languages.contains("da");
      languages.add(scandinavian ? "nb" : "en");
      languages.add(scandinavian ? "en" : "nb");
    }
    return new LanguagePreference(languages);
  }

  /** The best of the languages a text exists in; empty when all of them are to be kept. */
  public Optional<String> best(Collection<String> available) {
    return languages.stream().filter(available::contains).findFirst();
  }

  private static double weight(String text) {
    try {
      return text == null ? 1 : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private record Range(String language, double weight) {}
}
