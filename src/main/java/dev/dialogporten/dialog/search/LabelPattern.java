package dev.dialogporten.dialog.search;

import dev.dialogporten.dialog.value.WhiteSpace;
import dev.dialogporten.problem.Faults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A service owner label to look for.
 *
 * @param text lower case, without the asterisk
 * @param isPrefix whether labels that only begin with the text match as well
 */
public record LabelPattern(String text, boolean isPrefix) {
  private static final int MIN = 3;
  private static final int MAX = 255;

  /**
   * Reads patterns: a trailing asterisk makes a prefix, blank ones are left out. Notes a fault for
   * a wrong length (the asterisk counts) and for an asterisk elsewhere.
   *
   * @param key of the list
   */
  public static List<LabelPattern> parse(List<String> texts, String key, Faults faults) {
    List<LabelPattern> patterns = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!WhiteSpace.isBlank(texts.get(i))) {
        patterns.add(parse(texts.get(i), key + "[" + i + "]", faults));
      }
    }
    return patterns;
  }

  /**
   * Those of patterns to be found all together that say something the others do not: a prefix of
   * another one's text does not. No label fulfils two of what is left.
   */
  public static List<LabelPattern> strongest(List<LabelPattern> patterns) {
    List<LabelPattern> sorted =
        patterns.stream()
            .distinct()
            .sorted(
                Comparator.comparing(LabelPattern::text)
                    .thenComparing(pattern -> !pattern.isPrefix()))
            .toList();
    List<LabelPattern> strongest = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      LabelPattern pattern = sorted.get(i);
      boolean implied =
          pattern.isPrefix()
              && i + 1 < sorted.size()
              && sorted.get(i + 1).text().startsWith(pattern.text());
      if (!implied) {
        strongest.add(pattern);
      }
    }
    return strongest;
  }

  private static LabelPattern parse(String text, String key, Faults faults) {
    if (text.length() < MIN) {
      faults.add(key, "'" + text + "' must have at least " + MIN + " characters.");
    }
    if (text.length() > MAX) {
      faults.add(key, "A label must have " + MAX + " or fewer characters.");
    }
    String label = WhiteSpace.normalized(text);
    boolean isPrefix = label.endsWith("*");
    String value = isPrefix ? label.substring(0, label.length() - 1) : label;
    if (value.indexOf('*') >= 0) {
      faults.add(key, "'" + text + "' may have an asterisk only as its last character.");
    }
    return new LabelPattern(value, isPrefix);
  }
}
