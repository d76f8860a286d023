package dev.dialogporten.management;

import dev.dialogporten.config.ManagementSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Liveness, readiness and metrics, on a port of their own that is not for the public. */
public final class ManagementVerticle extends VerticleBase {
  private static final String JSON = "application/json; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final Set<String> PATHS =
      Set.of("/health", "/health/live", "/health/ready", "/metrics");

  /** Also for a request that is never sent to its end. */
  private static final int IDLE_SECONDS = 30;

  private final ManagementSettings settings;
  private final Health health;
  private final Metrics metrics;
  private HttpServer server;

  private record Answer(int status, String mediaType, String body) {}

  public ManagementVerticle(ManagementSettings settings, Health health, Metrics metrics) {
    this.settings = settings;
    this.health = health;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_SECONDS);
    server = vertx.createHttpServer(options).requestHandler(this::handle);
    return server
        .listen(settings.port(), settings.host())
        .onSuccess(listening -> metrics.managementPort(listening.actualPort()));
  }

  /** The port listened on, once started. */
  public int port() {
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    if (PATHS.contains(request.path())) {
      // without a router it is us who tell the metrics which route it was
      request.routed(request.path());
    }
    boolean readable = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    Future<Answer> answer =
        readable
            ? answer(request.path())
            : Future.succeededFuture(new Answer(405, JSON, "{\"error\":\"use GET\"}"));
    answer
        .otherwise(failure -> new Answer(500, JSON, "{\"error\":\"failed\"}"))
        .compose(
            a ->
                request
                    .response()
                    .setStatusCode(a.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, a.mediaType())
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end(a.body()));
  }

  private Future<Answer> answer(String path) {
    return switch (path) {
      case "/health/live", "/health" ->
          Future.succeededFuture(new Answer(200, JSON, "{\"status\":\"UP\"}"));
      case "/health/ready" -> health.ready().map(ManagementVerticle::readiness);
      case "/metrics" ->
          // gathering takes milliseconds, which requests should not wait for
          vertx.executeBlocking(metrics::text).map(text -> new Answer(200, PROMETHEUS, text));
      default ->
          Future.succeededFuture(
              new Answer(
                  404, JSON, "{\"paths\":[\"/health/live\",\"/health/ready\",\"/metrics\"]}"));
    };
  }

  private static Answer readiness(Health.Report report) {
    JsonArray checks = new JsonArray();
    report
        .checks()
        .forEach(
            (name, reason) -> {
              JsonObject check =
                  new JsonObject().put("name", name).put("status", reason == null ? "UP" : "DOWN");
              checks.add(reason == null ? check : check.put("reason", reason));
            });
    JsonObject body =
        new JsonObject().put("status", report.isUp() ? "UP" : "DOWN").put("checks", checks);
    return new Answer(report.isUp() ? 200 : 503, JSON, body.encode());
  }
}
