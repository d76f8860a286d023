package dev.dialogporten.persistence.connect;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.DatabaseSettings.Host;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.problem.DatabaseUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How PostgreSQL is connected to; every option is set on purpose. */
public final class Database {
  private static final int CACHED_STATEMENTS = 256;
  private static final int CONNECTION_IDLE_MINUTES = 10;

  /** PostgreSQL gives up a statement by itself; only one that does not even do that is left. */
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(1);

  private final DatabaseSettings settings;
  private final Server server;
  private final DatabaseCondition condition = new DatabaseCondition();

  /**
   * @param server where PostgreSQL is: the configured or the embedded one
   */
  public Database(DatabaseSettings settings, Server server) {
    this.settings = settings;
    this.server = server;
  }

  /**
   * Brings the tables up to date. Blocks; for the time before anything is deployed.
   *
   * @throws DatabaseUnavailable with one line for the operator
   */
  public void migrate() {
    new Migration(dataSource(), server).run();
    LogEpoch.settle(dataSource());
  }

  /**
   * A pool whose connections live on the calling context's event loop.
   *
   * @param name what it is called in metrics; pools of the same name are counted together
   */
  public Pool pool(Vertx vertx, String name, int size) {
    return pool(
        vertx,
        poolOptions(size).setName(name),
        connectOptions(),
        settings.statementTimeout(),
        connection -> Future.succeededFuture());
  }

  /**
   * As {@link #pool}, for statements that find every row by its key. Their plans are made once,
   * perhaps while the tables are still empty, and kept: without this PostgreSQL may choose to scan
   * a table that it believes to be small.
   */
  public Pool keyedPool(Vertx vertx, String name, int size) {
    return keyedPool(vertx, name, size, settings.statementTimeout());
  }

  /** As the other one, with less time for a statement. */
  public Pool keyedPool(Vertx vertx, String name, int size, Duration most) {
    Duration statement = min(most, settings.statementTimeout());
    PgConnectOptions options = connectOptions(statement);
    if (!settings.pooler()) {
      for (String scan : List.of("enable_seqscan", "enable_hashjoin", "enable_mergejoin")) {
        options.addProperty(scan, "off");
      }
      options.addProperty("plan_cache_mode", "force_generic_plan");
    }
    return pool(vertx, poolOptions(size).setName(name), options, statement, LogEpoch::settle);
  }

  /**
   * @param first what is done on each new connection before it is used
   */
  private Pool pool(
      Vertx vertx,
      PoolOptions pool,
      PgConnectOptions options,
      Duration statementTimeout,
      Function<SqlConnection, Future<Void>> first) {
    Duration patience = statementTimeout.plus(ANSWER_MARGIN);
    ClientBuilder<Pool> builder =
        ClientBuilder.pool(new BoundedStartup())
            .with(pool)
            .with(transportOptions())
            .withConnectHandler(
                connection ->
                    first
                        .apply(connection)
                        .onComplete(
                            done -> AnswerDeadline.watch(connection, patience, condition::failed)))
            .using(vertx);
    if (server.hosts().size() == 1) {
      builder.connectingTo(options);
    } else {
      builder.connectingTo(
          new WritingHost(
              vertx, server.hosts(), options, transportOptions(), settings.connectTimeout()));
    }
    return new SteadyPool(builder.build(), pool.getMaxSize());
  }

  /** What PostgreSQL has said of itself on any of the connections made here. */
  public DatabaseCondition condition() {
    return condition;
  }

  /** Blocking access by JDBC, for what happens outside of requests. */
  public DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    List<Host> hosts = server.hosts();
    dataSource.setServerNames(hosts.stream().map(Host::name).toArray(String[]::new));
    dataSource.setPortNumbers(hosts.stream().mapToInt(Host::port).toArray());
    if (hosts.size() > 1) {
      dataSource.setTargetServerType("primary");
    }
    dataSource.setDatabaseName(server.database());
    dataSource.setUser(server.user());
    dataSource.setPassword(server.password().value());
    dataSource.setSslMode(server.sslMode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    server.sslRootCertificate().ifPresent(path -> dataSource.setSslRootCert(path.toString()));
    int connectSeconds = (int) Math.max(1, settings.connectTimeout().toSeconds());
    dataSource.setConnectTimeout(connectSeconds);
    dataSource.setLoginTimeout(connectSeconds * hosts.size());
    dataSource.setTcpKeepAlive(true);
    dataSource.setApplicationName("dialogporten");
    if (settings.pooler()) {
      dataSource.setPrepareThreshold(0);
    }
    return dataSource;
  }

  /**
   * A pool for searches, on the calling context's event loop. No statement is long-lived enough in
   * it for a general plan: which index to use depends on the values.
   */
  public Pool searchPool(Vertx vertx, SearchSettings search) {
    PgConnectOptions options = connectOptions(search.statementTimeout());
    options.setMetricsName("search");
    if (!settings.pooler()) {
      options
          .addProperty("plan_cache_mode", "force_custom_plan")
          // a search that turns out to be long takes no more than one processor from writes
          .addProperty("max_parallel_workers_per_gather", "0");
    }
    return pool(
        vertx,
        poolOptions(search.poolSize()).setMaxWaitQueueSize(search.maxWaiting()).setName("search"),
        options,
        search.statementTimeout(),
        connection -> Future.succeededFuture());
  }

  private PoolOptions poolOptions(int size) {
    return new PoolOptions()
        .setMaxSize(size)
        .setMaxWaitQueueSize(settings.maxWaiting())
        .setConnectionTimeout((int) settings.connectTimeout().toMillis())
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(CONNECTION_IDLE_MINUTES)
        .setIdleTimeoutUnit(TimeUnit.MINUTES)
        .setPoolCleanerPeriod((int) TimeUnit.MINUTES.toMillis(1));
  }

  PgConnectOptions connectOptions() {
    return connectOptions(settings.statementTimeout());
  }

  private PgConnectOptions connectOptions(Duration statementTimeout) {
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(server.host())
            .setPort(server.port())
            .setDatabase(server.database())
            .setUser(server.user())
            .setPassword(server.password().value())
            .setSslMode(SslMode.valueOf(server.sslMode().name()))
            .setSslOptions(sslOptions())
            .setCachePreparedStatements(!settings.pooler())
            .setPreparedStatementCacheMaxSize(CACHED_STATEMENTS)
            .setUseLayer7Proxy(settings.pooler())
            .setProperties(startupParameters(statementTimeout));
    // by default statements of more than 2048 characters, which the write statements are, are not
    // kept
    options.setPreparedStatementCacheSqlFilter(sql -> true);
    options.setMetricsName("database");
    // a pooler may hand the requests of one client to several servers
    return settings.pooler() ? options.setPipeliningLimit(1) : options;
  }

  private Map<String, String> startupParameters(Duration statementTimeout) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("application_name", "dialogporten");
    parameters.put("client_encoding", "utf8");
    parameters.put("DateStyle", "ISO");
    if (!settings.pooler()) {
      // PgBouncer refuses start-up parameters it does not know
      parameters.put("statement_timeout", statementTimeout.toMillis() + "ms");
      // short statements gain nothing from compiling, and unnest of unknown length tempts it
      parameters.put("jit", "off");
    }
    return parameters;
  }

  private NetClientOptions transportOptions() {
    return new NetClientOptions()
        .setConnectTimeout((int) settings.connectTimeout().toMillis())
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        // where the transport knows it
        .setTcpUserTimeout((int) settings.statementTimeout().plus(ANSWER_MARGIN).toMillis());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** As libpq: without verification any certificate is accepted, the point is only secrecy. */
  private ClientSSLOptions sslOptions() {
    ClientSSLOptions options = new ClientSSLOptions();
    switch (server.sslMode()) {
      case VERIFY_FULL -> options.setHostnameVerificationAlgorithm("HTTPS");
      case VERIFY_CA -> options.setHostnameVerificationAlgorithm("");
      default -> {
        return options.setTrustAll(true).setHostnameVerificationAlgorithm("");
      }
    }
    server
        .sslRootCertificate()
        .ifPresent(
            path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path.toString())));
    return options;
  }
}
