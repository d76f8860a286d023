package dev.dialogporten.dialog.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhiteSpaceTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u0085", "\u2007\u202f", "\u3000 \u2028"})
  void blank(String text) {
    assertThat(WhiteSpace.isBlank(text)).isTrue();
    assertThat(WhiteSpace.trimmed(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {".", " \u200b", "\u00a0x", "😀"})
  void notBlank(String text) {
    assertThat(WhiteSpace.isBlank(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        " Abc ,abc",
        "BLA\u030aBÆR,bl\u00e5bær",
        "BL\u00c5BÆR,bl\u00e5bær",
        "e\u0301\u0323,\u1eb9\u0301",
        "\u212b,\u00e5",
        "plain,plain"
      })
  void normalized_meetsInOneForm(String text, String expected) {
    assertThat(WhiteSpace.normalized(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"a,a", " a b ,a b", "\u00a0a\u00a0b\u3000,a\u00a0b", "😀 ,😀"})
  void trimmed(String text, String expected) {
    assertThat(WhiteSpace.trimmed(text)).isEqualTo(expected);
  }
}
