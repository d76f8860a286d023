package dev.dialogporten.persistence.connect;

import dev.dialogporten.config.DatabaseSettings.Host;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Of several hosts the one that takes writes. Asked for each new connection, so that one made after
 * a failover goes to the new primary; those made before end with the old one, or with their first
 * write on it.
 */
public final class WritingHost implements Supplier<Future<SqlConnectOptions>> {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final List<Host> hosts;
  private final PgConnectOptions options;
  private final NetClientOptions transport;
  private final Duration patience;
  private Future<Host> found;
  private long foundAt;

  /**
   * @param options for any of the hosts
   * @param patience how long a host may take to answer
   */
  public WritingHost(
      Vertx vertx,
      List<Host> hosts,
      PgConnectOptions options,
      NetClientOptions transport,
      Duration patience) {
    this.vertx = vertx;
    this.hosts = hosts;
    this.options = options;
    this.transport = transport;
    this.patience = patience;
  }

  @Override
  public Future<SqlConnectOptions> get() {
    return find().map(this::at);
  }

  /** All who ask at the same time, or shortly after, share one search. */
  private synchronized Future<Host> find() {
    boolean fresh = found != null && System.nanoTime() - foundAt < FRESH_NANOS;
    if (found == null || found.failed() || (found.isComplete() && !fresh)) {
      found = search();
      foundAt = System.nanoTime();
    }
    return found;
  }

  private Future<Host> search() {
    List<Future<Host>> asked = hosts.stream().map(this::ask).toList();
    return Future.any(asked)
        .transform(
            all ->
                asked.stream()
                    .filter(Future::succeeded)
                    .findFirst()
                    .orElseGet(() -> Future.failedFuture(none())));
  }

  private ConnectException none() {
    return new ConnectException("none of " + hosts + " takes writes");
  }

  private Future<Host> ask(Host host) {
    Pool one =
        ClientBuilder.pool(new BoundedStartup())
            .with(
                new PoolOptions()
                    .setMaxSize(1)
                    .setName("writing-host")
                    .setConnectionTimeout((int) patience.toMillis())
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .with(transport)
            .connectingTo(at(host))
            .using(vertx)
            .build();
    return one.query("SELECT pg_is_in_recovery()")
        .execute()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .eventually(one::close)
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? Future.failedFuture(none())
                    : Future.succeededFuture(host));
  }

  private PgConnectOptions at(Host host) {
    return new PgConnectOptions(options).setHost(host.name()).setPort(host.port());
  }
}
