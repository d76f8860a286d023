package dev.dialogporten.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0", "4711.12", "999999999999999999.1"})
  void parse_readsWhatIsWritten(String text) {
    assertThat(Position.parse(text)).hasToString("Optional[" + text + "]");
    assertThat(EventPosition.parse(text)).hasToString("Optional[" + text + "]");
    assertThat(EventPosition.parse(text + ".3")).hasToString("Optional[" + text + ".3]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.",
        ".1",
        "-1.2",
        "1.2.",
        "1.2.3.4",
        "a.b",
        "1.2.-3",
        " 1.2",
        "1.2.12345678901",
        "99999999999999999999.1",
        "1.2 "
      })
  void parse_refusesEverythingElse(String text) {
    assertThat(Position.parse(text)).isEmpty();
    assertThat(EventPosition.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.1.0, 1.1.1", "1.1.9, 1.1", "1.1, 1.2.0", "1.9, 2.0", "9.1, 10.0.0"})
  void order_withinAndBetweenChanges(String earlier, String later) {
    EventPosition first = EventPosition.parse(earlier).orElseThrow();
    EventPosition second = EventPosition.parse(later).orElseThrow();

    assertThat(first).isLessThan(second);
  }

  @ParameterizedTest
  @CsvSource({"7.5.0, 7.4", "7.5.3, 7.4", "7.5, 7.5"})
  void readFrom_findsTheRestOfTheChange(String position, String from) {
    assertThat(EventPosition.parse(position).orElseThrow().readFrom()).hasToString(from);
  }
}
