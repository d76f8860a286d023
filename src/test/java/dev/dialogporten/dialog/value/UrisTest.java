package dev.dialogporten.dialog.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "https://example.com                | https://example.com/",
        "HTTPS://Example.COM/Path            | https://example.com/Path",
        "https://example.com:443/a           | https://example.com/a",
        "https://example.com:8443/a          | https://example.com:8443/a",
        "https://example.com:/a              | https://example.com/a",
        "http://example.com:80               | http://example.com/",
        "http://example.com:443              | http://example.com:443/",
        "https://example.com?x=1             | https://example.com/?x=1",
        "https://example.com#frag            | https://example.com/#frag",
        "https://example.com/a?b=c#D%20e     | https://example.com/a?b=c#D%20e",
        "https://example.com/æ/ø?å=1         | https://example.com/æ/ø?å=1",
        "https://example.com/%C3%A6          | https://example.com/%C3%A6",
        "https://example.com/a b             | https://example.com/a%20b",
        "https://example.com/a\"<>           | https://example.com/a%22%3C%3E",
        "https://User:Pw@Example.com/        | https://User:Pw@example.com/",
        "https://[2001:DB8::1]:443/          | https://[2001:db8::1]/",
        "https://bücher.example/             | https://bücher.example/",
        "https://a\\b/                        | https://a/%5Cb/",
        "urn:Altinn:X                        | urn:Altinn:X",
        "URN:Altinn:X                        | urn:Altinn:X",
        "mailto:A@B.no                       | mailto:A@B.no",
        "file:///etc/x                       | file:///etc/x",
        "relative/Path                       | relative/Path",
        "not a url                           | not a url",
        "'  https://example.com  '           | https://example.com/",
        "''                                  | ''"
      })
  void normalized(String text, String expected) {
    assertThat(Uris.normalized(text)).contains(expected);
    assertThat(Uris.normalized(expected)).as("idempotent").contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://",
        "https:///path",
        "https://:443/",
        "https://exa mple.com/",
        "https://example.com:x/",
        "https://example.com:65536/",
        "https://example.com:999999/",
        "https://[::1/",
        "https://[xyz]/",
        "https://example.com/a\u0007",
        "https://<script>/",
        "https://example.com/100%",
        "https://example.com/%q1",
        "https://example.com/?a=%1",
        "https://example.com/#%1z",
        "urn:x:%zz",
        "relative/%",
        "%%%"
      })
  void normalized_unparsable(String text) {
    assertThat(Uris.normalized(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "''               | true",
        "urn:x:y          | true",
        "relative         | true",
        "http://x/?a#b    | true",
        "a b              | false",
        "http://x/%zz     | false",
        ":x               | false",
        "urn:             | false"
      })
  void isWellFormed(String text, boolean expected) {
    assertThat(Uris.isWellFormed(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, true",
    "HTTPS://example.com, true",
    "http://example.com, false",
    "https:example.com, false",
    "//example.com, false",
    "example.com, false",
    "javascript:alert(1), false",
    "https://, false"
  })
  void isAbsoluteHttps(String text, boolean expected) {
    assertThat(Uris.isAbsoluteHttps(text)).isEqualTo(expected);
  }
}
