package dev.dialogporten.dialog.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  @Test
  void known_areThoseOfIso639_butForNoAndRetiredOnes() {
    Set<String> known = new TreeSet<>();
    for (char first = 'a'; first <= 'z'; first++) {
      for (char second = 'a'; second <= 'z'; second++) {
        String code = "" + first + second;
        if (Languages.isKnown(code)) {
          known.add(code);
        }
      }
    }
    assertThat(known)
        .hasSize(183)
        .isSubsetOf(List.of(Locale.getISOLanguages()))
        .doesNotContain("no", "in", "iw", "ji", "mo");
  }

  @ParameterizedTest
  @CsvSource({"nb,nb", "' NN_no ',nn", "en-US-x,en", "NB,nb", "'',''", "_x,''", "\u00a0nb,nb"})
  void normalized(String code, String expected) {
    assertThat(Languages.normalized(code)).isEqualTo(expected);
  }
}
