package dev.dialogporten.load.benchmark;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/**
 * Row by row, or many rows per statement, over the same PostgreSQL client the service uses: all
 * connections on one event loop, one statement in flight on each.
 */
final class RawVertx {
  private final List<Raw.Row> rows;
  private final int batch;
  private final long from;
  private final long until;
  private final Histogram histogram = new Histogram(3);
  private long updates;

  private RawVertx(List<Raw.Row> rows, int batch, Duration warmup, Duration duration) {
    this.rows = rows;
    this.batch = batch;
    this.from = System.nanoTime() + warmup.toNanos();
    this.until = from + duration.toNanos();
  }

  /**
   * @param batch rows per statement; 1 for the plain single-row statement
   */
  static Raw.Figure run(
      PgConnectOptions options,
      List<Raw.Row> rows,
      int connections,
      int batch,
      Duration warmup,
      Duration duration) {
    Vertx vertx = Vertx.vertx();
    try {
      RawVertx run = new RawVertx(rows, batch, warmup, duration);
      Context context = vertx.getOrCreateContext();
      Promise<Void> done = Promise.promise();
      context.runOnContext(
          nothing -> {
            List<Future<?>> all = new ArrayList<>();
            int share = rows.size() / connections;
            for (int i = 0; i < connections; i++) {
              List<Raw.Row> own = rows.subList(i * share, (i + 1) * share);
              all.add(PgConnection.connect(vertx, options).compose(c -> run.work(c, own)));
            }
            Future.all(all).<Void>mapEmpty().onComplete(done);
          });
      done.future().await();
      return new Raw.Figure(
          batch == 1 ? "vertx-pg-client" : batch + "-row unnest",
          connections,
          run.updates / (duration.toNanos() / 1e9),
          run.histogram.getValueAtPercentile(50));
    } finally {
      vertx.close().await();
    }
  }

  private Future<Void> work(PgConnection connection, List<Raw.Row> own) {
    return connection
        .prepare(batch == 1 ? Raw.ONE : Raw.MANY)
        .compose(
            statement -> {
              Promise<Void> done = Promise.promise();
              next(statement.query(), own, 0, done);
              return done.future().eventually(connection::close);
            });
  }

  private void next(
      PreparedQuery<RowSet<io.vertx.sqlclient.Row>> query,
      List<Raw.Row> own,
      int start,
      Promise<Void> done) {
    long started = System.nanoTime();
    if (started >= until) {
      done.complete();
      return;
    }
    int size = Math.min(batch, own.size());
    UUID[] next = new UUID[size];
    Tuple parameters = batch == 1 ? one(own.get(start), next) : many(own, start, next);
    query
        .execute(parameters)
        .onComplete(
            written -> {
              if (written.failed() || written.result().rowCount() != size) {
                done.tryFail(
                    written.failed()
                        ? written.cause()
                        : new IllegalStateException("a conditional update lost without a rival"));
                return;
              }
              for (int i = 0; i < size; i++) {
                own.get((start + i) % own.size()).revision = next[i];
              }
              long ended = System.nanoTime();
              if (started >= from && ended < until) {
                histogram.recordValue((ended - started) / 1000);
                updates += size;
              }
              next(query, own, (start + size) % own.size(), done);
            });
  }

  private static Tuple one(Raw.Row row, UUID[] next) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    next[0] = new UUID(random.nextLong(), random.nextLong());
    return Tuple.of(row.id, row.revision, next[0], (short) random.nextInt(101), step(random));
  }

  private static Tuple many(List<Raw.Row> own, int start, UUID[] next) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    UUID[] ids = new UUID[next.length];
    UUID[] expected = new UUID[next.length];
    Integer[] progress = new Integer[next.length];
    String[] steps = new String[next.length];
    for (int i = 0; i < next.length; i++) {
      Raw.Row row = own.get((start + i) % own.size());
      ids[i] = row.id;
      expected[i] = row.revision;
      next[i] = new UUID(random.nextLong(), random.nextLong());
      progress[i] = random.nextInt(101);
      steps[i] = step(random);
    }
    return Tuple.tuple()
        .addArrayOfUUID(ids)
        .addArrayOfUUID(expected)
        .addArrayOfUUID(next)
        .addArrayOfInteger(progress)
        .addArrayOfString(steps);
  }

  private static String step(ThreadLocalRandom random) {
    return "step-" + random.nextInt(100_000, 1_000_000);
  }
}
