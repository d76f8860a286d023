package dev.dialogporten.load.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/** Row by row over JDBC, one thread and one connection each. */
final class RawJdbc {
  private static final String STATEMENT = Raw.ONE.replaceAll("\\$[0-9]", "?");

  private RawJdbc() {}

  static Raw.Figure run(
      String jdbcUrl, List<Raw.Row> rows, int connections, Duration warmup, Duration duration)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long from = System.nanoTime() + warmup.toNanos();
      long until = from + duration.toNanos();
      List<Callable<Histogram>> workers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int first = i;
        workers.add(() -> work(jdbcUrl, rows, first, connections, from, until));
      }
      Histogram all = new Histogram(3);
      for (Future<Histogram> future : threads.invokeAll(workers)) {
        all.add(future.get());
      }
      return new Raw.Figure(
          "JDBC",
          connections,
          all.getTotalCount() / (duration.toNanos() / 1e9),
          all.getValueAtPercentile(50));
    } finally {
      threads.shutdown();
    }
  }

  private static Histogram work(
      String jdbcUrl, List<Raw.Row> rows, int first, int step, long from, long until)
      throws SQLException {
    Histogram histogram = new Histogram(3);
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      for (int i = first; ; i = i + step < rows.size() ? i + step : first) {
        Raw.Row row = rows.get(i);
        UUID next = new UUID(random.nextLong(), random.nextLong());
        long started = System.nanoTime();
        if (started >= until) {
          return histogram;
        }
        statement.setObject(1, next);
        statement.setInt(2, random.nextInt(101));
        statement.setString(3, "step-" + random.nextInt(100_000, 1_000_000));
        statement.setObject(4, row.id);
        statement.setObject(5, row.revision);
        statement.setObject(6, row.revision);
        if (statement.executeUpdate() != 1) {
          throw new IllegalStateException("a conditional update lost without a rival");
        }
        row.revision = next;
        long ended = System.nanoTime();
        if (started >= from && ended < until) {
          histogram.recordValue((ended - started) / 1000);
        }
      }
    }
  }
}
