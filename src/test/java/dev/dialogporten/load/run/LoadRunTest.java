package dev.dialogporten.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dialogporten.load.StubTarget;
import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver against a stub that keeps revisions and counts what it gets. */
class LoadRunTest {

  private static Summary run(StubTarget stub, String... more) throws LoadFault {
    List<String> args =
        new ArrayList<>(List.of("--target", stub.url(), "--warmup", "100ms", "--duration", "1s"));
    args.addAll(List.of(more));
    if (!args.contains("--dialogs")) {
      args.addAll(List.of("--dialogs", "20"));
    }
    LoadOptions options = LoadOptions.of(LoadOptions.arguments(args.toArray(String[]::new)));
    return LoadRun.run(options, LoadRun.Listener.SILENT);
  }

  static Stream<StubTarget.Behaviour> tagForms() {
    return Stream.of(
        StubTarget.Behaviour.PLAIN, new StubTarget.Behaviour(false, true, true, "", 0, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("tagForms")
  void patch_keepsTheChainWithoutAConflict(StubTarget.Behaviour behaviour) throws LoadFault {
    try (StubTarget stub = new StubTarget(behaviour)) {
      Summary summary = run(stub, "--connections", "4", "--threads", "2");
      assertThat(summary.failures()).isZero();
      assertThat(summary.conflicts()).isZero();
      assertThat(summary.successes()).isGreaterThan(100);
      assertThat(summary.passed()).isTrue();
      assertThat(stub.count("412")).isZero();
      assertThat(stub.malformed).hasValue(0);
      assertThat(stub.dialogs()).isEqualTo(21); // the trial one included
      assertThat(stub.count("PATCH")).isGreaterThanOrEqualTo((int) summary.successes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"put", "activity", "transmission", "create", "get", "get-unchanged", "mixed"})
  void everyScenario_succeeds(String scenario) throws LoadFault {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      Summary summary = run(stub, "--scenario", scenario, "--connections", "3");
      assertThat(summary.errors()).isEmpty();
      assertThat(summary.successes()).isGreaterThan(100);
      assertThat(stub.malformed).hasValue(0);
    }
  }

  @Test
  void getUnchanged_isAnswered304() throws LoadFault {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      Summary summary = run(stub, "--scenario", "get-unchanged", "--connections", "1");
      assertThat(summary.operations().get(0).statuses()).containsOnlyKeys(304);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hot_conflictsAreExpectedAndTheChainGoesOn(boolean tagOnConflict) throws LoadFault {
    StubTarget.Behaviour behaviour =
        new StubTarget.Behaviour(true, false, tagOnConflict, "", 0, 0, 0);
    try (StubTarget stub = new StubTarget(behaviour)) {
      Summary summary = run(stub, "--scenario", "hot", "--connections", "8");
      assertThat(summary.failures()).isZero();
      assertThat(summary.conflicts()).isPositive();
      assertThat(summary.successes()).isPositive();
      assertThat(stub.dialogs()).isEqualTo(1);
      // Without a tag in the 412 the driver has to read the dialog again.
      assertThat(stub.count("GET") > 0).isEqualTo(!tagOnConflict);
    }
  }

  @Test
  void foreignWrite_isOneFailureThenTheChainGoesOn() throws LoadFault {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      LoadRun.Listener meddler =
          new LoadRun.Listener() {
            @Override
            public void phase(String text) {
              if (text.startsWith("measuring")) {
                stub.touchAll();
              }
            }

            @Override
            public void interval(Interval interval) {}
          };
      LoadOptions options =
          LoadOptions.of(
              LoadOptions.arguments(
                  new String[] {
                    "--target=" + stub.url(),
                    "--warmup=0s",
                    "--duration=1s",
                    "--connections=1",
                    "--dialogs=5"
                  }));
      Summary summary = LoadRun.run(options, meddler);
      assertThat(summary.failures()).isBetween(0L, 5L);
      assertThat(stub.count("412")).isBetween(1, 5);
      assertThat(summary.successes()).isGreaterThan(100);
    }
  }

  @Test
  void errorsAndClosedConnections_areCountedWithSamples() throws LoadFault {
    StubTarget.Behaviour behaviour = new StubTarget.Behaviour(true, false, true, "", 0, 50, 0);
    try (StubTarget stub = new StubTarget(behaviour)) {
      Summary summary = run(stub, "--connections", "2", "--dialogs", "2");
      assertThat(summary.failures()).isPositive();
      assertThat(summary.successes()).isGreaterThan(summary.failures());
      assertThat(summary.errors())
          .anySatisfy(
              error ->
                  assertThat(error.what()).isEqualTo("patch connection closed before the answer"));
      assertThat(summary.operations().get(0).statuses()).containsKey(0);
    }
  }

  @Test
  void openLoop_holdsTheRate() throws LoadFault {
    try (StubTarget stub = new StubTarget(StubTarget.Behaviour.PLAIN)) {
      Summary summary = atRate200(stub);
      for (int again = 0; again < 4 && summary.fellBehind(); again++) {
        summary = atRate200(stub); // the machine was busy with something else
      }
      assertThat(summary.successesPerSecond()).isCloseTo(200, within(60.0));
      assertThat(summary.fellBehind()).isFalse();
    }
  }

  private Summary atRate200(StubTarget stub) throws LoadFault {
    return run(
        stub, "--rate", "200", "--connections", "8", "--threads", "2", "--arrivals", "poisson");
  }

  @Test
  void openLoop_slowTarget_latencyHoldsTheWait() throws LoadFault {
    // One connection and 20 ms per answer carry 50 requests a second; 200 are asked for.
    StubTarget.Behaviour slow = new StubTarget.Behaviour(true, false, true, "", 0, 0, 20);
    try (StubTarget stub = new StubTarget(slow)) {
      Summary summary = run(stub, "--rate", "200", "--connections", "1", "--dialogs", "1");
      assertThat(summary.fellBehind()).isTrue();
      assertThat(summary.service().at(50)).isBetween(15_000L, 200_000L);
      assertThat(summary.latency().at(99)).isGreaterThan(500_000);
      assertThat(summary.latency().at(99)).isGreaterThan(3 * summary.service().at(50));
    }
  }

  /** Warm-up and stragglers included, each figure of a result counts the same answers. */
  @Test
  void answers_areOneNumberEverywhere() throws LoadFault {
    StubTarget.Behaviour failing = new StubTarget.Behaviour(true, false, true, "", 7, 0, 3);
    try (StubTarget stub = new StubTarget(failing)) {
      Summary summary =
          run(stub, "--scenario", "get", "--connections", "6", "--threads", "2", "--dialogs", "6");

      long statuses =
          summary.operations().stream()
              .flatMap(one -> one.statuses().values().stream())
              .mapToLong(Long::longValue)
              .sum();
      assertThat(summary.total()).isEqualTo(statuses).isEqualTo(summary.latency().count());
      assertThat(summary.errors()).hasSize(1);
      assertThat(summary.errors().get(0).count()).isEqualTo(summary.failures());
    }
  }
}
