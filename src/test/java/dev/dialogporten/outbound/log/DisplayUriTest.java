package dev.dialogporten.outbound.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayUriTest {
  @ParameterizedTest
  @CsvSource({
    "urn:plain, urn:plain",
    "https://x.no/blå, https://x.no/blå",
    "https://x.no/bl%C3%A5, https://x.no/blå",
    "https://x.no/a%20b, https://x.no/a b",
    "https://x.no/%41%42, https://x.no/AB",
    // reserved characters would change the meaning
    "https://x.no/a%2Fb%3Fc%23d%25, https://x.no/a%2Fb%3Fc%23d%25",
    // neither controls nor broken UTF-8 nor broken escapes
    "https://x.no/%00%0A, https://x.no/%00%0A",
    "https://x.no/%C3%28, https://x.no/%C3%28",
    "https://x.no/%C3, https://x.no/%C3",
    "https://x.no/%ZZ%4, https://x.no/%ZZ%4",
    "https://x.no/%F0%9F%98%80!, https://x.no/😀!",
  })
  void of(String uri, String shown) {
    assertThat(DisplayUri.of(uri)).isEqualTo(shown);
  }
}
