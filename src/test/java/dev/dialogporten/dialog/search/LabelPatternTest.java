package dev.dialogporten.dialog.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelPatternTest {

  /** Patterns as sent, and those that the others do not say already. */
  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "abc abc, abc",
    "abc* abc, abc",
    "abc abc*, abc",
    "abc* abcd*, abcd*",
    "abc* abcd* abce*, abcd* abce*",
    "abc abcd, abc abcd",
    "abc abcd*, abc abcd*",
    "a--* a-b* a-b-c x*, a--* a-b-c x*"
  })
  void strongest(String sent, String left) {
    assertThat(LabelPattern.strongest(patterns(sent)))
        .containsExactlyInAnyOrderElementsOf(patterns(left));
  }

  private static List<LabelPattern> patterns(String texts) {
    return LabelPattern.parse(List.of(texts.split(" ")), "labels", new Faults());
  }

  private final Faults faults = new Faults();

  @ParameterizedTest
  @CsvSource({
    "label, label, false",
    "' LaBel ', label, false",
    "label*, label, true",
    "ab*, ab, true",
    "100%_, 100%_, false",
    "'label* ', label, true"
  })
  void parse_valid(String text, String value, boolean prefix) {
    assertThat(LabelPattern.parse(List.of(text), "labels", faults))
        .containsExactly(new LabelPattern(value, prefix));
    assertThat(faults.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*abc", "a*bc", "abc**", "ab", "a*"})
  void parse_invalid(String text) {
    LabelPattern.parse(List.of("good", text), "labels", faults);

    assertThat(faults.toProblem(ProblemType.VALIDATION).errors()).containsOnlyKeys("labels[1]");
  }

  @Test
  void parse_lengthLimit() {
    LabelPattern.parse(List.of("x".repeat(255), "x".repeat(256)), "labels", faults);

    assertThat(faults.toProblem(ProblemType.VALIDATION).errors()).containsOnlyKeys("labels[1]");
  }

  @Test
  void parse_blank_isLeftOut() {
    assertThat(LabelPattern.parse(List.of("", "   "), "labels", faults)).isEmpty();
    assertThat(faults.isEmpty()).isTrue();
  }
}
