package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagePreferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nn                       | nb nn en | nn",
        "nn-NO;q=0.5, en-GB       | nb nn en | en",
        "en;q=0.2,nb;q=0.8        | en nb    | nb",
        "fr                       | nb en    | en",
        "fr                       | nb nn    | nb",
        "sv                       | nb en    | nb",
        "fr;q=0.9, da;q=0.1       | nb en    | nb",
        "EN                       | nb en    | en",
        "xx;q=nonsense, nb        | en nb    | nb",
        "en;q=0, nb               | nb en    | nb",
      })
  void best(String header, String available, String best) {
    assertThat(LanguagePreference.parse(header).best(List.of(available.split(" ")))).contains(best);
  }

  @Test
  void best_nothingFits_keepsAll() {
    assertThat(LanguagePreference.parse("fr").best(List.of("pl", "de"))).isEmpty();
  }

  @Test
  void best_noUsableHeader_keepsAll() {
    for (String header : new String[] {null, "", "*", ";;;", "en;q=0", "123"}) {
      assertThat(LanguagePreference.parse(header).best(List.of("nb", "en"))).isEmpty();
    }
  }
}
