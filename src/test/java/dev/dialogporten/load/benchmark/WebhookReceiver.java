package dev.dialogporten.load.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import java.util.function.Consumer;

/** Takes every event that is posted, as cheaply as it can. */
final class WebhookReceiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;

  /**
   * @param onEvent told the body of each request, on an event loop
   */
  WebhookReceiver(Consumer<String> onEvent) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              onEvent.accept(body.toString());
                              request.response().setStatusCode(204).end();
                            }));
    server.listen(0, "127.0.0.1").await();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/";
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
