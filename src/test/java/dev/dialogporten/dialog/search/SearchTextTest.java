package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "melding                           | melding",
        "melding betaling                  | melding OR betaling",
        "\"payment reminder\" melding      | \"payment reminder\" OR melding",
        "melding AND betaling              | melding betaling",
        "melding and betaling              | melding betaling",
        "melding OR betaling skatt         | melding OR betaling OR skatt",
        "melding or betaling               | melding OR betaling",
        "melding AND betaling skatt        | melding betaling OR skatt",
        "a AND b AND c d                   | a b c OR d",
        "invoice -paid                     | invoice -paid",
        "invoice due -paid                 | invoice due -paid",
        "invoice OR bill -paid             | invoice OR bill -paid",
        "invoice -\"fully paid\"           | invoice -\"fully paid\"",
        "AND                               | ''",
        "and OR And                        | ''",
        "-paid                             | ''",
        "-paid -closed                     | ''",
        "invoice OR -paid                  | invoice",
        "OR melding AND                    | melding",
        "melding AND OR betaling           | melding betaling",
        "melding OR AND betaling           | melding OR betaling",
        "'   melding\t betaling  '         | melding OR betaling",
        "\"unclosed phrase                 | \"unclosed phrase\"",
        "\"\" melding                      | melding",
        "ab\"cd ef\"                       | ab OR \"cd ef\"",
        "- melding                         | melding",
        "--paid melding                    | -paid melding",
        "\"and\" melding                   | \"and\" OR melding",
        "melding -or                       | melding -\"or\"",
        "e-post a-b-c                      | e-post OR a-b-c",
      })
  void query(String typed, String query) {
    assertThat(SearchText.of(typed, TextLanguage.SIMPLE).query()).isEqualTo(query);
  }

  @Test
  void query_thousandsOfWords_isBounded() {
    SearchText text = SearchText.of("word ".repeat(10_000), TextLanguage.SIMPLE);

    assertThat(text.query().length()).isLessThan(2_000);
  }
}
