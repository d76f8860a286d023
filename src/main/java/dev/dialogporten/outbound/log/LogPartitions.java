package dev.dialogporten.outbound.log;

import dev.dialogporten.problem.Interruption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the change log's partitions of the coming days and drops those past their retention.
 * Every node does; who comes second finds nothing to do. Writers never depend on it: a row without
 * a partition goes to the default one and is moved later.
 */
public final class LogPartitions {
  private static final Logger LOG = LoggerFactory.getLogger(LogPartitions.class);
  private static final int DAYS_AHEAD = 7;
  private static final long PERIOD_MILLIS = Duration.ofHours(1).toMillis();
  private static final long AFTER_FAILURE_MILLIS = Duration.ofMinutes(1).toMillis();

  private final Vertx vertx;
  private final SqlClient client;
  private final Duration retention;
  private final Interruption interruption =
      new Interruption(LOG, "Partitions of the change log are not maintained");
  private long timer = -1;
  private boolean stopped;

  public LogPartitions(Vertx vertx, SqlClient client, Duration retention) {
    this.vertx = vertx;
    this.client = client;
    this.retention = retention;
  }

  /**
   * Does it now and every hour. Completes when it was tried once: before writes are accepted, so
   * that none of them goes where it would have to be moved from.
   */
  public Future<Void> start() {
    return maintain(LocalDate.now(ZoneOffset.UTC))
        .onSuccess(
            done -> {
              interruption.worked();
              schedule(PERIOD_MILLIS);
            })
        .recover(
            failure -> {
              interruption.failed(failure);
              schedule(AFTER_FAILURE_MILLIS);
              return Future.succeededFuture();
            });
  }

  public void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  /** Everything that is due on a day; fails when locks could not be had in a moment. */
  public Future<Void> maintain(LocalDate today) {
    LocalDate oldest = today.minusDays(retention.toDays());
    return addDays(today, 0)
        .compose(done -> addOverdue(today))
        .compose(done -> dropBefore(oldest))
        .compose(done -> call("SELECT dialog_change_empty_default_before($1)", oldest))
        .compose(done -> call("DELETE FROM event_dead_letter WHERE failed_at < $1::date", oldest));
  }

  private Future<Void> addDays(LocalDate today, int ahead) {
    if (ahead > DAYS_AHEAD) {
      return Future.succeededFuture();
    }
    return call("SELECT dialog_change_add_day($1)", today.plusDays(ahead))
        .compose(done -> addDays(today, ahead + 1));
  }

  /** Days that are over and have rows in the default partition. */
  private Future<Void> addOverdue(LocalDate today) {
    return client
        .preparedQuery(
            """
            SELECT dialog_change_add_day(day)
            FROM (SELECT DISTINCT (at AT TIME ZONE 'UTC')::date AS day FROM dialog_change_default) days
            WHERE day < $1
            """)
        .execute(Tuple.of(today))
        .mapEmpty();
  }

  private Future<Void> dropBefore(LocalDate day) {
    return client
        .preparedQuery("SELECT dialog_change_drop_one_before($1) AS dropped")
        .execute(Tuple.of(day))
        .compose(
            rows ->
                rows.iterator().next().getBoolean("dropped")
                    ? dropBefore(day)
                    : Future.succeededFuture());
  }

  private Future<Void> call(String sql, LocalDate day) {
    return client.preparedQuery(sql).execute(Tuple.of(day)).mapEmpty();
  }

  private void schedule(long millis) {
    if (!stopped) {
      timer = vertx.setTimer(millis, id -> start());
    }
  }
}
