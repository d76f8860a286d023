package dev.dialogporten.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.dialog.Precondition;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
  private static final String A = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";
  private static final String B = "86ea1d0c-2f0d-4f1a-9a43-6a1c0e0b7d12";
  private static final UUID REVISION = UUID.fromString(A);

  @ParameterizedTest
  @ValueSource(
      strings = {
        A,
        "\"" + A + "\"",
        "5F0C4B0E-2F0D-4F1A-9A43-6A1C0E0B7D11",
        "5f0c4b0e2f0d4f1a9a436a1c0e0b7d11",
        "{" + A + "}",
        "(" + A + ")",
        "\"5f0c4b0e2f0d4f1a9a436a1c0e0b7d11\"",
        "\"" + B + "\", \"" + A + "\"",
        B + "," + A,
        "W/\"" + B + "\", \"" + A + "\"",
        "\"other\", \"" + A + "\"",
        ", ,\"" + A + "\",",
        "*"
      })
  void ifMatch_fulfilled(String field) {
    assertThat(Preconditions.ifMatch(List.of(field)).orElseThrow().isFulfilledBy(REVISION))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {B, "\"" + B + "\"", "W/\"" + A + "\"", "\"abc\"", "\"\"", "\"a,b\""})
  void ifMatch_readableButNotFulfilled(String field) {
    Precondition precondition = Preconditions.ifMatch(List.of(field)).orElseThrow();
    assertThat(precondition.isFulfilledBy(REVISION)).isFalse();
    assertThat(precondition.isBound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "abc",
        "17",
        "\"" + A,
        A + "\"",
        "'" + A + "'",
        "\"" + A + "\"x",
        "*, \"" + A + "\"",
        "W/" + A,
        "w/\"" + A + "\"",
        A + " " + B
      })
  void ifMatch_unreadable(String field) {
    assertThat(Preconditions.ifMatch(List.of(field))).isEmpty();
  }

  @Test
  void ifMatch_absent() {
    assertThat(Preconditions.ifMatch(List.of())).contains(Precondition.ABSENT);
  }

  @Test
  void ifMatch_severalLinesAreOneList() {
    assertThat(Preconditions.ifMatch(List.of(B, A)).orElseThrow().isFulfilledBy(REVISION)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"" + A + "\" | false",
        "W/\"" + A + "\" | false",
        A + " | false",
        "* | false",
        "\"" + B + "\" | true",
        "\"" + B + "\", W/\"" + A + "\" | false",
        "nonsense | true"
      })
  void ifNoneMatch(String field, boolean fulfilled) {
    assertThat(Preconditions.isNoneMatchFulfilled(List.of(field), REVISION)).isEqualTo(fulfilled);
  }

  @Test
  void etag_inBothForms() {
    assertThat(Preconditions.of(EtagForm.QUOTED).etag(REVISION)).isEqualTo("\"" + A + "\"");
    assertThat(Preconditions.of(EtagForm.BARE).etag(REVISION)).isEqualTo(A);
  }
}
