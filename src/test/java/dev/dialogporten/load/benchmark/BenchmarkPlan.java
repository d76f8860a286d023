package dev.dialogporten.load.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * How much is done.
 *
 * @param heatUp requests before anything counts: until then much of the service is not compiled
 * @param heatUpEach the same for every other kind of request
 * @param heatUpAtMost how long that may take
 * @param rounds how often the headline pair is measured, alternating; the median counts
 * @param many dialogs of the large table
 * @param connections of every kind of request
 */
record BenchmarkPlan(
    Duration warmup,
    Duration duration,
    long heatUp,
    long heatUpEach,
    Duration heatUpAtMost,
    int rounds,
    int many,
    List<Integer> connections) {
  static BenchmarkPlan of(String mode) {
    return switch (mode) {
      case "quick" ->
          new BenchmarkPlan(
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              300_000,
              100_000,
              Duration.ofSeconds(15),
              1,
              200_000,
              List.of(Benchmark.MANY_CONNECTIONS));
      case "full" ->
          new BenchmarkPlan(
              Duration.ofSeconds(3),
              Duration.ofSeconds(8),
              600_000,
              200_000,
              Duration.ofSeconds(20),
              3,
              1_000_000,
              List.of(1, 16, Benchmark.MANY_CONNECTIONS, 256));
      default -> throw new IllegalArgumentException("mode must be quick or full: " + mode);
    };
  }
}
