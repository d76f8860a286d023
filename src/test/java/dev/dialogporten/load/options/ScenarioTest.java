package dev.dialogporten.load.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dialogporten.load.result.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioTest {

  @ParameterizedTest
  @EnumSource(Operation.class)
  void everyOperation_isAScenario(Operation operation) throws LoadFault {
    assertThat(Scenario.parse(operation.label())).isEqualTo(new Scenario.Single(operation));
  }

  @Test
  void mixed_drawsByWeight() throws LoadFault {
    Scenario mixed = Scenario.parse("mixed");
    Map<Operation, Integer> drawn = new EnumMap<>(Operation.class);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      drawn.merge(mixed.next(random), 1, Integer::sum);
    }
    assertThat(drawn).containsOnlyKeys(Operation.PATCH, Operation.GET, Operation.ACTIVITY);
    assertThat(drawn.get(Operation.PATCH)).isCloseTo(70_000, within(1000));
    assertThat(drawn.get(Operation.GET)).isCloseTo(20_000, within(1000));
    assertThat(drawn.get(Operation.ACTIVITY)).isCloseTo(10_000, within(1000));
  }

  @Test
  void unknownName_listsTheKnown() {
    assertThatThrownBy(() -> Scenario.parse("patsch"))
        .hasMessageContaining("patsch")
        .hasMessageContaining("get-unchanged, mixed, hot, hot-activity");
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, 204, false, SUCCESS",
    "PATCH, 412, false, FAILURE",
    "PATCH, 412, true, CONFLICT",
    "ACTIVITY, 409, true, CONFLICT",
    "PATCH, 200, false, FAILURE",
    "GET_UNCHANGED, 304, false, SUCCESS",
    "GET_UNCHANGED, 200, false, SUCCESS",
    "CREATE, 201, false, SUCCESS",
    "GET, 503, true, FAILURE"
  })
  void outcome(Operation operation, int status, boolean contended, Outcome expected) {
    assertThat(Outcome.of(operation, status, contended)).isEqualTo(expected);
  }
}
