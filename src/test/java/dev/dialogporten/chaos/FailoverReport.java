package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.chaos.Failover.Fault;
import dev.dialogporten.chaos.Failover.Outcome;
import dev.dialogporten.outbound.sink.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault under load, and a table of what came of them: {@code mvn -Pfailover verify}. */
class FailoverReport {
  private static final List<Outcome> OUTCOMES = new ArrayList<>();
  private static KafkaBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    broker = new KafkaBroker();
  }

  @AfterAll
  static void print() {
    broker.close();
    System.out.println(Outcome.HEADINGS);
    OUTCOMES.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource
  void fault(Fault fault) {
    int writes = Integer.getInteger("failover.writes", 2_000);
    try (Failover failover = new Failover(fault, directory, broker, writes)) {
      Outcome outcome = failover.happen();
      OUTCOMES.add(outcome);
      assertThat(outcome.missing()).isZero();
      if (fault.synchronous) {
        assertThat(outcome.lost()).isZero();
      }
    }
  }
}
