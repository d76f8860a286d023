package dev.dialogporten.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.chaos.Failover.Fault;
import dev.dialogporten.chaos.Failover.Outcome;
import dev.dialogporten.outbound.sink.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The primary dies while many change dialogs, and a standby takes its place. What is committed
 * there reaches every receiver, in order per dialog, even where the standby's transaction numbers
 * are behind those that receivers have seen. All faults, longer: {@link FailoverReport}.
 */
class FailoverIT {
  private static KafkaBroker broker;

  @TempDir Path directory;

  @BeforeAll
  static void startBroker() {
    broker = new KafkaBroker();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void laggingStandbyPromoted_whatItHasReachesEverybody() {
    Outcome outcome = after(Fault.KILLED_LAGGING);

    assertThat(outcome.missing()).isZero();
    assertThat(outcome.lost()).as("the standby was behind").isPositive();
  }

  @Test
  void synchronousStandbyPromoted_nothingIsLost() {
    Outcome outcome = after(Fault.KILLED_SYNCHRONOUS);

    assertThat(outcome.missing()).isZero();
    assertThat(outcome.lost()).isZero();
  }

  private Outcome after(Fault fault) {
    try (Failover failover = new Failover(fault, directory, broker, 200)) {
      return failover.happen();
    }
  }
}
