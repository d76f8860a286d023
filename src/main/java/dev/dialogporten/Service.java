package dev.dialogporten;

import dev.dialogporten.auth.AuditLog;
import dev.dialogporten.auth.Authentication;
import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.auth.registry.Registries;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.Settings;
import dev.dialogporten.config.WriteSettings;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.events.OutboundEventsVerticle;
import dev.dialogporten.http.DevTokenRoutes;
import dev.dialogporten.http.EventContext;
import dev.dialogporten.http.HttpVerticle;
import dev.dialogporten.http.Route;
import dev.dialogporten.http.RouteTable;
import dev.dialogporten.http.SearchContext;
import dev.dialogporten.management.Health;
import dev.dialogporten.management.ManagementVerticle;
import dev.dialogporten.management.Metrics;
import dev.dialogporten.persistence.Database;
import dev.dialogporten.persistence.DatabaseUnavailable;
import dev.dialogporten.persistence.PersistenceSettings;
import dev.dialogporten.persistence.PersistenceVerticle;
import dev.dialogporten.persistence.SearchSecret;
import dev.dialogporten.persistence.SearchVerticle;
import dev.dialogporten.persistence.TextIndexer;
import dev.dialogporten.persistence.embedded.EmbeddedDatabase;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.net.BindException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running service. Starts database, persistence, events, HTTP in this order and stops them in
 * reverse. Starting and stopping block the calling thread, which must not be an event loop.
 */
public final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private static final int EVENT_CONNECTIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Settings settings;
  private final Health health = new Health();
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private Vertx vertx;
  private Authentication authentication;
  private OutboundEventsVerticle events;
  private HttpVerticle http;
  private ManagementVerticle management;
  private Server database;

  /** Nothing is started yet. */
  public Service(Settings settings) {
    this.settings = settings;
  }

  /**
   * Starts everything; when that fails, stops what had been started.
   *
   * @throws RuntimeException a {@code CannotStart} or {@link DatabaseUnavailable} has one line for
   *     the operator as its message
   */
  public synchronized Service start() {
    try {
      startParts();
      return this;
    } catch (Throwable e) {
      stop();
      throw e;
    }
  }

  /** The port of the API. */
  public int port() {
    return http.port();
  }

  /** Everything the API serves. */
  public List<Route> routes() {
    return http.routes();
  }

  /** The port of health and metrics. */
  public int managementPort() {
    return management.port();
  }

  /** Present in development mode only. */
  public Optional<DevIssuer> devIssuer() {
    return authentication.devIssuer();
  }

  /** The database in use. */
  public Server database() {
    return database;
  }

  /** Stops everything; requests in flight are finished first. May be called more than once. */
  public synchronized void stop() {
    health.stopping();
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (Exception e) {
        LOG.warn("while stopping: {}", e.toString());
      }
    }
  }

  private void startParts() {
    database = settings.database().server().orElseGet(this::startEmbeddedDatabase);
    Database connections = new Database(settings.database(), database);
    connections.migrate();

    Metrics metrics = new Metrics();
    stops.push(metrics::close);
    startVertx(metrics);
    management = new ManagementVerticle(settings.management(), health, metrics);
    deploy("management", 1, () -> management);

    Pool shared = connections.pool(vertx, "service", 2);
    stops.push(() -> await(shared.close()));
    health.add("database", () -> shared.query("SELECT 1").execute());
    Registries registries = startRegistries(shared);
    authentication =
        started("auth", Authentication.start(vertx, settings.auth(), registries.resources()));
    stops.push(() -> await(authentication.close()));

    WriteSettings write = settings.write();
    Bus bus = new Bus(vertx, write.shards(), write.timeout().toMillis());
    deployPersistence(bus, connections, registries);
    deployEvents(connections, metrics);
    deployHttp(bus, registries, deploySearch(bus, connections, registries));
    events.serve(baseUri(http.port()));
    health.started();
  }

  private Server startEmbeddedDatabase() {
    EmbeddedDatabase embedded = EmbeddedDatabase.start(settings.database().embedded());
    stops.push(embedded::stop);
    return embedded.server();
  }

  private void startVertx(Metrics metrics) {
    VertxOptions options = new VertxOptions();
    vertx = Vertx.builder().withMetrics(metrics.vertxMetrics(options)).with(options).build();
    stops.push(() -> await(vertx.close()));
    Bus.install(vertx);
  }

  private Registries startRegistries(Pool pool) {
    boolean dev = settings.auth().mode() == AuthSettings.Mode.DEV;
    Registries registries = new Registries(vertx, settings.registry(), dev, pool);
    stops.push(registries::close);
    started("registry", registries.start());
    return registries;
  }

  private void deployPersistence(Bus bus, Database database, Registries registries) {
    WriteSettings write = settings.write();
    PersistenceSettings each =
        new PersistenceSettings(
            write.batchSize(),
            1,
            write.maxQueue(),
            write.cacheBytes() / write.shards(),
            write.attempts());
    var world =
        new PersistenceVerticle.World(
            registries.resources(), registries.names(), registries.access());
    AtomicInteger next = new AtomicInteger();
    String shards =
        deploy(
            "write",
            write.shards(),
            () ->
                new PersistenceVerticle(
                    next.getAndIncrement(),
                    bus,
                    (v, size) -> database.keyedPool(v, "shards", size),
                    world,
                    each));
    health.add("persistence", () -> deployed(shards));
  }

  /** Searches and what the index of texts is kept by; answers what HTTP needs for them. */
  private SearchContext deploySearch(Bus bus, Database database, Registries registries) {
    SearchSettings search = settings.search();
    deploy("search", 1, () -> new SearchVerticle(bus, v -> database.searchPool(v, search)));
    deploy("texts", 1, () -> new TextIndexer(search.texts(), v -> database.pool(v, "texts", 1)));
    try {
      byte[] secret = SearchSecret.of(search, database.dataSource());
      return new SearchContext(search, new ContinuationTokens(secret), registries.resources());
    } catch (SQLException e) {
      throw new DatabaseUnavailable("the secret of searches cannot be read", e);
    }
  }

  private void deployEvents(Database database, Metrics metrics) {
    events =
        new OutboundEventsVerticle(
            settings.events(),
            baseUri(settings.http().port()),
            v -> database.keyedPool(v, "events", EVENT_CONNECTIONS),
            metrics.registry());
    deploy("events", 1, () -> events);
  }

  /** Where clients reach the service. */
  private String baseUri(int port) {
    HttpSettings at = settings.http();
    return at.baseUri().map(URI::toString).orElseGet(() -> "http://" + at.host() + ":" + port);
  }

  private void deployHttp(Bus bus, Registries registries, SearchContext search) {
    // any free port, but the same one for all
    HttpSettings all = settings.http().port() == 0 ? settings.http().withPort(-1) : settings.http();
    deploy(
        "http",
        Runtime.getRuntime().availableProcessors(),
        () -> {
          http =
              new HttpVerticle(
                  all,
                  authentication.authenticator(),
                  routes(all, bus, registries, search),
                  new AuditLog(settings.auth().audit()),
                  settings.shutdown().grace());
          return http;
        });
  }

  private List<Route> routes(
      HttpSettings http, Bus bus, Registries registries, SearchContext search) {
    List<Route> routes =
        new ArrayList<>(RouteTable.of(http, bus, registries.access(), search, eventContext()));
    devIssuer().ifPresent(issuer -> routes.addAll(DevTokenRoutes.of(issuer)));
    return routes;
  }

  private EventContext eventContext() {
    return new EventContext(
        events.liveEvents(),
        events.changeFeed(),
        events.webhookSubscriptions(),
        authentication.authenticator(),
        settings.events().streams());
  }

  private String deploy(String part, int instances, Supplier<Deployable> verticles) {
    DeploymentOptions options = new DeploymentOptions().setInstances(instances);
    String id = started(part, vertx.deployVerticle(verticles, options));
    stops.push(() -> await(vertx.undeploy(id)));
    return id;
  }

  private Future<?> deployed(String id) {
    return vertx.deploymentIDs().contains(id)
        ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException("not deployed"));
  }

  /** The result of starting a part; whatever goes wrong becomes one line for the operator. */
  private <T> T started(String part, Future<T> start) {
    try {
      return await(start);
    } catch (Exception e) {
      Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
      throw cause instanceof BindException
          ? inUse(part, cause)
          : new CannotStart(part + ": " + cause.getMessage(), cause);
    }
  }

  private CannotStart inUse(String part, Throwable cause) {
    boolean api = part.equals("http");
    String host = api ? settings.http().host() : settings.management().host();
    int port = api ? settings.http().port() : settings.management().port();
    return new CannotStart(
        "cannot listen on %s:%d (%s): set %s.port".formatted(host, port, cause.getMessage(), part),
        cause);
  }

  /** Throws what the future failed with, checked or not. */
  private <T> T await(Future<T> future) {
    long patience = settings.shutdown().grace().plus(PATIENCE).toMillis();
    try {
      return future.await(patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CannotStart("a part did not start or stop in time", e);
    }
  }
}
