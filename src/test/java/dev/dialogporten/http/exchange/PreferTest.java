package dev.dialogporten.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return=representation",
        "Return=representation",
        "return = representation",
        "return=\"representation\"",
        "return=\"repre\\sentation\"",
        "return=representation; foo; bar=\"a,b;c\"",
        "respond-async, wait=10, return=representation",
        ",, , return=representation ,",
        "return=representation, return=minimal",
        "a=\"return=minimal, b\", return=representation",
        "a b, =x, return=representation",
        "x=\"never closed\\\", return=representation"
      })
  void representationIsUnderstood(String line) {
    boolean closed = !line.contains("never closed");
    assertThat(Prefer.of(List.of(line)).wantsRepresentation()).isEqualTo(closed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "return",
        "return=",
        "return=minimal",
        "return=minimal, return=representation",
        "return=Representation",
        "return=representation x",
        "foo; return=representation",
        "a=\"return=representation\"",
        "return=nonsense, return=representation"
      })
  void anythingElseIsNot(String line) {
    assertThat(Prefer.of(List.of(line)).wantsRepresentation()).isFalse();
  }

  @Test
  void severalLines_firstValueWins() {
    Prefer prefer =
        Prefer.of(List.of("handling=strict", "return=representation", "handling=lenient, rebase"));
    assertThat(prefer.isStrict()).isTrue();
    assertThat(prefer.wantsRepresentation()).isTrue();
    assertThat(prefer.has("rebase")).isTrue();
    assertThat(prefer.has("wait")).isFalse();
  }

  @Test
  void noLine_nothingPreferred() {
    assertThat(Prefer.of(List.of())).isSameAs(Prefer.NOTHING);
  }
}
