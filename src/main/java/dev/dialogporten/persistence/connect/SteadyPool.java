package dev.dialogporten.persistence.connect;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/**
 * A pool on which a statement is sent again when PostgreSQL has refused its cached form because a
 * table has changed meanwhile, as in a rolling upgrade. Nothing of it was carried out then, and the
 * connection has forgotten the cached form, so the next attempt prepares anew. Inside a transaction
 * all of it runs again.
 */
public final class SteadyPool implements Pool {
  private static final Set<String> STALE = Set.of("0A000", "26000");

  private final Pool pool;
  private final int connections;

  /**
   * @param connections at most; each may have the stale statement
   */
  public SteadyPool(Pool pool, int connections) {
    this.pool = pool;
    this.connections = connections;
  }

  private <T> Future<T> steadily(Supplier<Future<T>> statement) {
    return again(statement, connections);
  }

  private <T> Future<T> again(Supplier<Future<T>> statement, int left) {
    return statement
        .get()
        .recover(
            failure ->
                left > 0 && isStale(failure)
                    ? again(statement, left - 1)
                    : Future.failedFuture(failure));
  }

  private static boolean isStale(Throwable failure) {
    return failure instanceof PgException pg && STALE.contains(String.valueOf(pg.getSqlState()));
  }

  @Override
  public Future<SqlConnection> getConnection() {
    return pool.getConnection();
  }

  @Override
  public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> function) {
    return steadily(() -> pool.withTransaction(function));
  }

  @Override
  public Query<RowSet<Row>> query(String sql) {
    return pool.query(sql);
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
    return new Steady<>(pool.preparedQuery(sql));
  }

  @Override
  public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
    return new Steady<>(pool.preparedQuery(sql, options));
  }

  @Override
  public int size() {
    return pool.size();
  }

  @Override
  public Future<Void> close() {
    return pool.close();
  }

  private final class Steady<T> implements PreparedQuery<T> {
    private final PreparedQuery<T> query;

    Steady(PreparedQuery<T> query) {
      this.query = query;
    }

    @Override
    public Future<T> execute() {
      return steadily(query::execute);
    }

    @Override
    public Future<T> execute(Tuple parameters) {
      return steadily(() -> query.execute(parameters));
    }

    @Override
    public Future<T> executeBatch(List<Tuple> parameters) {
      return steadily(() -> query.executeBatch(parameters));
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
      return new Steady<>(query.collecting(collector));
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
      return new Steady<>(query.mapping(mapper));
    }
  }
}
