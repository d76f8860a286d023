package dev.dialogporten.persistence.search;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.bus.FairQueue;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.SearchQuery;
import dev.dialogporten.dialog.search.SearchQuery.FindDialogs;
import dev.dialogporten.dialog.search.SearchQuery.FindEndUserContexts;
import dev.dialogporten.dialog.search.SearchQuery.LookUp;
import dev.dialogporten.persistence.connect.SqlErrors;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Answers {@link SearchQuery}s. It has few connections of its own, with a time limit of their own:
 * however slow searches are, writes never wait for one. Organisations take turns in searching.
 */
public final class SearchVerticle extends VerticleBase {
  /** SQLSTATE of a statement that PostgreSQL gave up, here because of its time limit. */
  private static final String CANCELLED = "57014";

  private final Bus bus;
  private final Function<Vertx, Pool> pools;
  private final FairQueue turns;
  private Pool pool;

  /**
   * @param settings of the pool
   * @param pools makes the pool on the verticle's own event loop
   */
  public SearchVerticle(Bus bus, SearchSettings settings, Function<Vertx, Pool> pools) {
    this.bus = bus;
    this.turns = new FairQueue(settings.poolSize(), settings.maxWaiting());
    this.pools = pools;
  }

  @Override
  public Future<?> start() {
    pool = pools.apply(vertx);
    return bus.answer(SearchQuery.ADDRESS, this::answer).completion();
  }

  @Override
  public Future<?> stop() {
    return pool == null ? Future.succeededFuture() : pool.close();
  }

  private Future<Object> answer(SearchQuery<?> query) {
    return turns.run(query.asker(), () -> find(query));
  }

  private Future<Object> find(SearchQuery<?> query) {
    if (query instanceof FindDialogs find) {
      if (find.search().isHopeless()) {
        return Future.succeededFuture(Page.empty());
      }
      DialogSearchSql sql = DialogSearchSql.dialogs(find.search());
      return rows(sql.text(), sql.parameters(), DialogSearchSql::hit)
          .map(hits -> Page.of(hits, find.search().limit()));
    }
    if (query instanceof FindEndUserContexts find) {
      DialogSearchSql sql = DialogSearchSql.endUserContexts(find.search());
      return rows(sql.text(), sql.parameters(), DialogSearchSql::endUserContext)
          .map(hits -> Page.of(hits, find.search().limit()));
    }
    DialogLookupSql sql = DialogLookupSql.of((LookUp) query);
    return rows(sql.text(), sql.parameters(), DialogLookupSql::lookedUp).map(List::copyOf);
  }

  private <T> Future<List<T>> rows(String sql, Tuple parameters, Function<Row, T> reader) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .recover(failure -> Future.failedFuture(translate(failure)))
        .map(
            rows -> {
              List<T> items = new ArrayList<>(rows.size());
              rows.forEach(row -> items.add(reader.apply(row)));
              return items;
            });
  }

  private static Throwable translate(Throwable failure) {
    if (failure instanceof PgException pg && CANCELLED.equals(pg.getSqlState())) {
      return Problem.of(
              ProblemType.UNPROCESSABLE,
              "Search",
              "The search took too long. Narrow it, for example with contentUpdatedAfter, to fewer"
                  + " parties or to rarer words.")
          .toException();
    }
    return SqlErrors.translate(failure);
  }
}
