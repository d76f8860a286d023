package dev.dialogporten.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.01, 2, 3.3, 5, 9, 30, 1234})
  void labels_areWholeAndDifferent(double max) {
    Axis axis = new Axis(0, max, false, 0, 100, Numbers::whole);

    List<Double> ticks = axis.ticks();
    assertThat(ticks).allSatisfy(tick -> assertThat(tick).isEqualTo(Math.rint(tick)));
    assertThat(ticks.stream().map(Numbers::whole)).doesNotHaveDuplicates().hasSizeGreaterThan(1);
  }
}
