package dev.dialogporten.load.benchmark;

import java.util.List;

/** The yardsticks of the benchmark: {@link Raw} over several clients, each at its best. */
final class PlainSql {
  private final BenchmarkPlan plan;
  private final BenchmarkDatabase database;
  private final BenchmarkResults results;

  PlainSql(BenchmarkPlan plan, BenchmarkDatabase database, BenchmarkResults results) {
    this.plan = plan;
    this.database = database;
    this.results = results;
  }

  /** Updates per second, row by row. */
  double best() throws Exception {
    double best = 0;
    for (int connections : new int[] {1, 8, 32}) {
      List<Raw.Row> rows = database.rows(Benchmark.FEW);
      Raw.Figure jdbc =
          RawJdbc.run(database.jdbcUrl(), rows, connections, plan.warmup(), plan.duration());
      best = Math.max(best, results.add(jdbc));
      best = Math.max(best, results.add(vertx(connections, 1)));
      var pgbench = PgBench.run(database, connections, Math.min(2, connections), plan.duration());
      best = Math.max(best, pgbench.map(results::add).orElse(0.0));
    }
    return best;
  }

  /** Updates per second, many rows per statement. */
  double bestBatches() throws Exception {
    double best = 0;
    for (int connections : new int[] {1, 2, 4}) {
      best = Math.max(best, results.add(vertx(connections, 64)));
    }
    return best;
  }

  private Raw.Figure vertx(int connections, int batch) throws Exception {
    List<Raw.Row> rows = database.rows(Benchmark.FEW);
    return RawVertx.run(
        database.clientOptions(), rows, connections, batch, plan.warmup(), plan.duration());
  }
}
