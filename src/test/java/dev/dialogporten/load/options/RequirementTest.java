package dev.dialogporten.load.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
  @ParameterizedTest
  @CsvSource({
    "p99<50ms, 49.9, true",
    "p99<50ms, 50, false",
    "p99.9 < 1.5s, 1499, true",
    "max<2s, 2001, false",
    "failures<0.1%, 0.05, true",
    "throughput>1000, 1001, true",
    "throughput>1000/s, 999, false",
    "p50<1ms, NaN, false",
    "throughput>1, NaN, false"
  })
  void met(String text, double value, boolean met) throws LoadFault {
    assertThat(Requirement.parse(text).isMetBy(value)).isEqualTo(met);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "p99",
        "p98<1ms",
        "p99<50",
        "p99<x",
        "failures<1ms",
        "throughput>1%",
        "p99=1ms"
      })
  void bad_isExplained(String text) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOf(LoadFault.class)
        .hasMessageContaining("--require \"" + text + "\" must be like p99<50ms");
  }
}
