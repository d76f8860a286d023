package dev.dialogporten.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
  @Test
  void good_hasNoFaults() {
    assertThat(MetricNames.faults("# HELP a_seconds Time\n# TYPE a_seconds histogram\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          requests     | counter | suffix _total is for counters, and for all of them
          used_total   | gauge   | suffix _total is for counters, and for all of them
          openStreams  | gauge   | not in snake case
          a:b          | gauge   | not in snake case
          time_ms      | gauge   | unit ms
          things_count | gauge   | suffix _count
          """)
  void bad_isNamed(String name, String type, String fault) {
    String page = "# HELP %s Text\n# TYPE %s %s\n".formatted(name, name, type);

    assertThat(MetricNames.faults(page)).containsExactly(name + ": " + fault);
  }

  @Test
  void help_isNeeded() {
    assertThat(MetricNames.faults("# TYPE a gauge\n")).containsExactly("a: no help");
    assertThat(MetricNames.faults("# HELP a  \n# TYPE a gauge\n")).containsExactly("a: no help");
  }
}
