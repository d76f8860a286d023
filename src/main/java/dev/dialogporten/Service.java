package dev.dialogporten;

import dev.dialogporten.auth.AuditLog;
import dev.dialogporten.auth.Authentication;
import dev.dialogporten.auth.dev.DevIssuer;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.AuthSettings;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.DialogSettings;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.SearchSettings;
import dev.dialogporten.config.Settings;
import dev.dialogporten.config.WriteSettings;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.search.ContinuationTokens;
import dev.dialogporten.http.HttpVerticle;
import dev.dialogporten.http.RouteTable;
import dev.dialogporten.http.dev.DevTokenRoutes;
import dev.dialogporten.http.dialogs.RenderedDialogs;
import dev.dialogporten.http.events.EventContext;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.search.SearchContext;
import dev.dialogporten.http.server.Quotas;
import dev.dialogporten.http.server.Refusals;
import dev.dialogporten.management.Health;
import dev.dialogporten.management.ManagementVerticle;
import dev.dialogporten.management.Metrics;
import dev.dialogporten.management.NotReady;
import dev.dialogporten.outbound.OutboundEventsVerticle;
import dev.dialogporten.persistence.PersistenceSettings;
import dev.dialogporten.persistence.PersistenceVerticle;
import dev.dialogporten.persistence.connect.Database;
import dev.dialogporten.persistence.flight.Watchdog;
import dev.dialogporten.persistence.search.SearchSecret;
import dev.dialogporten.persistence.search.SearchVerticle;
import dev.dialogporten.persistence.texts.TextIndexer;
import dev.dialogporten.problem.DatabaseUnavailable;
import dev.dialogporten.registry.Registries;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running service. Starts management beside the database, then persistence, events, HTTP, in
 * this order, and stops them in reverse. Starting and stopping block the calling thread, which must
 * not be an event loop.
 */
public final class Service {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final int EVENT_CONNECTIONS = 4;

  private final Settings settings;
  private final ServiceAddress address;
  private final Health health = new Health();
  private final Parts parts;
  private Vertx vertx;
  private Authentication authentication;
  private OutboundEventsVerticle events;
  private HttpVerticle http;
  private ManagementVerticle management;
  private Server database;
  private boolean serving;

  /** Nothing is started yet. */
  public Service(Settings settings) {
    this.settings = settings;
    this.address = new ServiceAddress(settings.http());
    this.parts = new Parts(settings);
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

  /**
   * Stops everything: readiness turns red, {@code shutdown.delay} later the port is closed,
   * requests in flight are finished. May be called more than once.
   */
  public synchronized void stop() {
    health.stopping();
    if (!serving) {
      parts.stop();
      return;
    }
    serving = false;
    parts.stopAfter(settings.shutdown().delay());
  }

  private void startParts() {
    DatabaseStart databaseStart = DatabaseStart.begin(settings.database());
    parts.onStop(databaseStart::stop);
    Metrics metrics = new Metrics(Version.text(), settings.management());
    parts.onStop(metrics::close);
    startVertx(metrics);
    management = new ManagementVerticle(settings.management(), health, metrics);
    deploy("management", 1, () -> management);

    DatabaseStart.Ready ready = databaseStart.ready();
    database = ready.server();
    Database connections = ready.database();
    Pool shared = connections.pool(vertx, "service", 2);
    parts.onStop(() -> parts.await(shared.close()));
    health.add("database", new DatabaseCheck(shared, connections.condition()));
    Registries registries = startRegistries(shared);
    startAuthentication(registries, new SharedDevKey(connections.dataSource()));

    WriteSettings write = settings.write();
    Bus bus = new Bus(vertx, write.shards(), write.timeout().toMillis());
    deployPersistence(bus, connections, registries);
    deployEvents(connections, metrics);
    deployHttp(bus, registries, deploySearch(bus, connections, registries, metrics), metrics);
    events.serve(address.uri(http.port()));
    address.warnIfGuessed(settings.events(), http.port());
    health.started();
    serving = true;
    metrics.measureProcess();
  }

  private void startVertx(Metrics metrics) {
    vertx = EventLoops.start(metrics);
    parts.onStop(() -> parts.await(vertx.close()));
    Bus.install(vertx);
  }

  private Registries startRegistries(Pool pool) {
    boolean dev = settings.auth().mode() == AuthSettings.Mode.DEV;
    Registries registries = new Registries(vertx, settings.registry(), dev, pool);
    parts.onStop(registries::close);
    parts.started("registry", registries.start());
    return registries;
  }

  private void startAuthentication(Registries registries, SharedDevKey sharedKey) {
    authentication =
        parts.started(
            "auth",
            Authentication.start(vertx, settings.auth(), registries.resources(), sharedKey));
    parts.onStop(() -> parts.await(authentication.close()));
  }

  private void deployPersistence(Bus bus, Database database, Registries registries) {
    WriteSettings write = settings.write();
    PersistenceSettings each =
        new PersistenceSettings(
            write.batchSize(),
            1,
            write.maxQueue(),
            2 * write.cacheShare() / write.shards(),
            write.attempts(),
            write.timeout().toMillis());
    Watchdog watchdog = new Watchdog(write.timeout().toNanos());
    var world =
        new PersistenceVerticle.World(
            registries.resources(), registries.names(), registries.access(), limits());
    AtomicInteger next = new AtomicInteger();
    String shards =
        deploy(
            "write",
            write.shards(),
            () ->
                new PersistenceVerticle(
                    next.getAndIncrement(),
                    bus,
                    (v, size) -> database.keyedPool(v, "shards", size, write.timeout()),
                    world,
                    each,
                    watchdog));
    health.add(
        "persistence", () -> parts.deployed(vertx, shards).compose(up -> gettingOn(watchdog)));
  }

  private Limits limits() {
    DialogSettings dialogs = settings.dialogs();
    return new Limits(
        dialogs.maxElements(),
        dialogs.maxSize(),
        dialogs.maxTransmissions(),
        dialogs.decisionTimeout());
  }

  /** Searches and what the index of texts is kept by; answers what HTTP needs for them. */
  private SearchContext deploySearch(
      Bus bus, Database database, Registries registries, Metrics metrics) {
    SearchSettings search = settings.search();
    deploy("search", 1, () -> new SearchVerticle(bus, search, v -> database.searchPool(v, search)));
    deploy(
        "texts",
        1,
        () ->
            new TextIndexer(search.texts(), v -> database.pool(v, "texts", 1), metrics.registry()));
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
            address.uri(settings.http().port()),
            v -> database.keyedPool(v, "events", EVENT_CONNECTIONS),
            metrics.registry());
    deploy("events", 1, () -> events);
  }

  private void deployHttp(Bus bus, Registries registries, SearchContext search, Metrics metrics) {
    // any free port, but the same one for all
    HttpSettings all = settings.http().port() == 0 ? settings.http().withPort(-1) : settings.http();
    Quotas quotas =
        new Quotas(
            all.limits(),
            number -> registries.resources().organizationCode(number).isPresent(),
            new Refusals(metrics.registry()));
    if (all.etag() == EtagForm.BARE) {
      LOG.warn(
          "http.etag=bare: not an entity-tag of RFC 9110. Proxies that compress drop it, and"
              + " If-Match with it");
    }
    RenderedDialogs rendered = new RenderedDialogs(settings.write().cacheShare());
    deploy(
        "http",
        Runtime.getRuntime().availableProcessors(),
        () -> {
          http =
              new HttpVerticle(
                  all,
                  authentication.authenticator(),
                  routes(all, bus, registries, rendered, search),
                  quotas,
                  new AuditLog(settings.auth().audit()),
                  settings.shutdown().grace());
          return http;
        });
  }

  private List<Route> routes(
      HttpSettings http,
      Bus bus,
      Registries registries,
      RenderedDialogs rendered,
      SearchContext search) {
    List<Route> routes =
        new ArrayList<>(
            RouteTable.of(
                http,
                bus,
                registries.access(),
                rendered,
                search,
                eventContext(),
                limits(),
                settings.write().requireIfMatch()));
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
    return parts.deploy(vertx, part, instances, verticles);
  }

  private static Future<?> gettingOn(Watchdog watchdog) {
    return watchdog
        .stalled()
        .map(reason -> Future.failedFuture(new NotReady(reason)))
        .orElseGet(Future::succeededFuture);
  }
}
