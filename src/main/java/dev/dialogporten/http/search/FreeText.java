package dev.dialogporten.http.search;

import dev.dialogporten.dialog.search.SearchText;
import dev.dialogporten.dialog.search.TextLanguage;
import dev.dialogporten.dialog.value.Languages;
import dev.dialogporten.problem.Faults;

/**
 * The parameters {@code search} and {@code searchLanguageCode}.
 *
 * @param typed null when absent
 * @param languageCode null when absent
 */
record FreeText(String typed, String languageCode) {
  private static final int MIN_LENGTH = 3;

  void check(Faults faults, boolean onBehalf) {
    if (typed != null && typed.length() < MIN_LENGTH) {
      faults.add("search", "'search' must have at least " + MIN_LENGTH + " characters.");
    }
    if (typed != null && !onBehalf) {
      faults.add("search", "'search' can only be used together with 'EndUserId'.");
    }
    if (languageCode == null || languageCode.isEmpty()) {
      return;
    }
    String code = Languages.normalized(languageCode);
    if (code.equals("no")) {
      faults.add("searchLanguageCode", "'no' is not accepted. Use 'nb' or 'nn'.");
    } else if (!Languages.isKnown(code)) {
      faults.add(
          "searchLanguageCode", "'" + languageCode + "' is not a language code of ISO 639-1.");
    }
  }

  /** Null when nothing is looked for. */
  SearchText made() {
    if (typed == null) {
      return null;
    }
    TextLanguage language =
        languageCode == null
            ? TextLanguage.SIMPLE
            : TextLanguage.of(Languages.normalized(languageCode));
    return SearchText.of(typed, language);
  }
}
