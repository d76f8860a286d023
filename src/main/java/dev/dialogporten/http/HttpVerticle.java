package dev.dialogporten.http;

import dev.dialogporten.auth.AuditLog;
import dev.dialogporten.auth.Authenticator;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.http.exchange.Preconditions;
import dev.dialogporten.http.exchange.ProblemResponder;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.server.AuditTrail;
import dev.dialogporten.http.server.BodyReader;
import dev.dialogporten.http.server.Connections;
import dev.dialogporten.http.server.Cors;
import dev.dialogporten.http.server.Gzip;
import dev.dialogporten.http.server.Load;
import dev.dialogporten.http.server.Outbox;
import dev.dialogporten.http.server.Pipeline;
import dev.dialogporten.http.server.Quotas;
import dev.dialogporten.http.server.Refusals;
import dev.dialogporten.http.server.ReplyWriter;
import dev.dialogporten.http.server.Routing;
import dev.dialogporten.http.server.Transfers;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One HTTP server on one event loop; several of them share the port. */
public final class HttpVerticle extends VerticleBase {
  private static final int MAX_LINE_BYTES = 32 * 1024;
  private static final int MAX_HEADER_BYTES = 32 * 1024;

  /** Request bodies held by one verticle; parsed, a body takes several times its size. */
  private static final long MAX_BUFFERED_BYTES = 128L << 20;

  /** Answers of one verticle that wait for their readers. */
  private static final long MAX_UNREAD_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** {@code *} and an authority (RFC 9112 section 3.2): the router would fail on them. */
  private static final Problem NO_PATH =
      Problem.of(ProblemType.INVALID_PARAMETER)
          .withDetail("The target of the request must begin with a slash.");

  private static final int BODY_WORKERS = 2;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HttpSettings settings;
  private final Authenticator authenticator;
  private final List<Route> routes;
  private final Quotas quotas;
  private final AuditLog audit;
  private final Duration grace;
  private HttpServer server;

  /**
   * @param routes everything that is served; see {@link RouteTable}
   */
  public HttpVerticle(HttpSettings settings, Authenticator authenticator, List<Route> routes) {
    this(
        settings,
        authenticator,
        routes,
        new Quotas(settings.limits(), number -> true, new Refusals(new CompositeMeterRegistry())),
        new AuditLog(false),
        GRACE);
  }

  /**
   * As the other one, with an audit log.
   *
   * @param routes everything that is served; see {@link RouteTable}
   * @param quotas shared by all verticles
   * @param grace how long running requests may take when the verticle stops
   */
  public HttpVerticle(
      HttpSettings settings,
      Authenticator authenticator,
      List<Route> routes,
      Quotas quotas,
      AuditLog audit,
      Duration grace) {
    this.settings = settings;
    this.authenticator = authenticator;
    this.quotas = quotas;
    this.audit = audit;
    this.grace = grace;
    this.routes = List.copyOf(routes);
  }

  @Override
  public Future<?> start() {
    ProblemResponder problems = new ProblemResponder(Preconditions.of(settings.etag()));
    Refusals refusals = quotas.refusals();
    Transfers transfers =
        new Transfers(vertx, settings.transferTime(), settings.transferRate(), refusals);
    Connections connections =
        new Connections(
            settings.maxConnections(), settings.maxConnectionsPerAddress(), transfers, refusals);
    Cors cors = new Cors(settings.corsOrigins());
    ReplyWriter writer = new ReplyWriter(vertx, transfers, cors);
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("large-bodies", BODY_WORKERS);
    Routing routing = new Routing(routes);
    Pipeline pipeline =
        new Pipeline(
            authenticator,
            new AuditTrail(audit),
            routing,
            problems,
            new Outbox(writer, problems, MAX_UNREAD_BYTES, transfers, refusals),
            new Load(settings.maxInFlight(), MAX_BUFFERED_BYTES, refusals),
            quotas,
            new BodyReader(settings.maxBody(), transfers),
            cors,
            new Gzip(settings.compression(), workers),
            workers,
            context);
    Router router = routing.mount(vertx, pipeline::handle, pipeline::unrouted, pipeline::failed);
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(connections::take)
            .requestHandler(
                request -> {
                  if (String.valueOf(request.path()).startsWith("/")) {
                    router.handle(request);
                  } else {
                    writer.write(request, problems.reply(request, NO_PATH).closing());
                  }
                })
            .invalidRequestHandler(
                request ->
                    writer.write(request, problems.reply(request, invalid(request)).closing()));
    return server.listen(settings.port(), settings.host());
  }

  /** Lets running requests finish. */
  @Override
  public Future<?> stop() {
    return server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The port listened on, once started. */
  public int port() {
    return server.actualPort();
  }

  /** Everything that is served. */
  public List<Route> routes() {
    return routes;
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(MAX_LINE_BYTES)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeout((int) settings.idleTimeout().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setHandle100ContinueAutomatically(false)
        .setDecompressionSupported(false)
        .setCompressionSupported(false)
        // there are no WebSockets: without this every message passes handlers that look for them
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setAcceptBacklog(1024);
  }

  private static Problem invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(ProblemType.URI_TOO_LONG);
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(ProblemType.HEADERS_TOO_LARGE);
    }
    return Problem.of(ProblemType.INVALID_PARAMETER).withDetail("The request is not valid HTTP.");
  }
}
