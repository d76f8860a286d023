package dev.dialogporten;

import dev.dialogporten.management.NotReady;
import dev.dialogporten.persistence.connect.DatabaseCondition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.function.Supplier;

/** Whether the database takes writes, as far as a read can tell. */
final class DatabaseCheck implements Supplier<Future<?>> {
  private final Pool pool;
  private final DatabaseCondition condition;

  DatabaseCheck(Pool pool, DatabaseCondition condition) {
    this.pool = pool;
    this.condition = condition;
  }

  @Override
  public Future<?> get() {
    return pool.query("SELECT pg_is_in_recovery()")
        .execute()
        .recover(failure -> refuse("PostgreSQL does not answer"))
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? refuse("PostgreSQL is a standby, which takes no writes")
                    : condition
                        .trouble()
                        .map(DatabaseCheck::<Void>refuse)
                        .orElseGet(Future::succeededFuture));
  }

  private static <T> Future<T> refuse(String reason) {
    return Future.failedFuture(new NotReady(reason));
  }
}
