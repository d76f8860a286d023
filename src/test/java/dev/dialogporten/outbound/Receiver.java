package dev.dialogporten.outbound;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Somebody else's HTTP server: answers as told and remembers what was posted. */
public final class Receiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();

  /** Status to answer with; 0 for none at all, -1 for cutting the connection. */
  public volatile Function<Posted, Integer> script = request -> 200;

  /** Sent with every answer. */
  public volatile MultiMap answerHeaders = MultiMap.caseInsensitiveMultiMap();

  /** Body of every answer. */
  public volatile Buffer answer = Buffer.buffer();

  /** One request. */
  public record Posted(String path, MultiMap headers, String body) {
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  public Receiver() {
    this(new HttpServerOptions());
  }

  /** On a port that is known to be free, or 0 for any. */
  public Receiver(int port) {
    this(new HttpServerOptions(), port);
  }

  public Receiver(HttpServerOptions options) {
    this(options, 0);
  }

  private Receiver(HttpServerOptions options, int port) {
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
    server.listen(port, "127.0.0.1").await();
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The next request, in order of arrival; fails when none comes. */
  public Posted next() {
    try {
      Posted request = posted.poll(10, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("nothing was posted");
      }
      return request;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public List<Posted> next(int count) {
    List<Posted> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(next());
    }
    return requests;
  }

  /** Nothing was posted that a test has not looked at. */
  public boolean isQuiet() {
    return posted.isEmpty();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void answer(HttpServerRequest request, Buffer body) {
    Posted arrived = new Posted(request.path(), request.headers(), body.toString());
    posted.add(arrived);
    int status = script.apply(arrived);
    if (status < 0) {
      request.connection().close();
    } else if (status > 0) {
      request.response().headers().addAll(answerHeaders);
      request.response().setStatusCode(status).end(answer);
    }
  }
}
