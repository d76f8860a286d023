package dev.dialogporten.attack;

import dev.dialogporten.testing.TestService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One organisation that sends as fast as answers come, on many connections, and never backs off.
 */
final class Flood implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http;
  private final int connections;
  private final RequestOptions options;
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private final AtomicInteger withoutRetryAfter = new AtomicInteger();
  private String mediaType;
  private String body;
  private boolean leaving;

  /** Requests of an attack that an ordinary build makes short, and {@code -Pattack} long. */
  static int requests(int ofAShortOne) {
    return ofAShortOne * Integer.getInteger("attack.seconds", 1);
  }

  Flood(TestService service, String token, int connections, HttpMethod method, String path) {
    this(service.port(), token, connections, method, path);
  }

  Flood(int port, String token, int connections, HttpMethod method, String path) {
    this.connections = connections;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(connections));
    this.options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(method)
            .setURI(path)
            .putHeader("Authorization", "Bearer " + token);
  }

  Flood with(String contentType, String text) {
    mediaType = contentType;
    body = text;
    return this;
  }

  /** Goes away when an answer begins: for those that do not end. */
  Flood leaving() {
    leaving = true;
    return this;
  }

  /** Returns when so many requests are answered. */
  void run(int times) {
    AtomicInteger left = new AtomicInteger(times);
    List<Future<?>> lanes = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      lanes.add(lane(left));
    }
    Future.all(lanes).await();
  }

  /** How often each status was answered. */
  Map<Integer, Integer> statuses() {
    Map<Integer, Integer> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.get()));
    return counts;
  }

  /** Refusals that do not say when to come back. */
  int withoutRetryAfter() {
    return withoutRetryAfter.get();
  }

  private Future<?> lane(AtomicInteger left) {
    return left.getAndDecrement() <= 0
        ? Future.succeededFuture()
        : send().compose(status -> lane(left));
  }

  private Future<Integer> send() {
    return http.request(options)
        .compose(
            request -> {
              if (body == null) {
                return request.send();
              }
              return request.putHeader("Content-Type", mediaType).send(Buffer.buffer(body));
            })
        .compose(this::answered);
  }

  private Future<Integer> answered(HttpClientResponse response) {
    if (leaving && response.statusCode() == 200) {
      int status = count(response);
      return response.request().connection().close().map(status);
    }
    return response.body().map(read -> count(response));
  }

  private int count(HttpClientResponse response) {
    int status = response.statusCode();
    statuses.computeIfAbsent(status, any -> new AtomicInteger()).incrementAndGet();
    if ((status == 429 || status == 503) && response.getHeader("Retry-After") == null) {
      withoutRetryAfter.incrementAndGet();
    }
    return status;
  }

  @Override
  public void close() {
    http.close().await();
    vertx.close().await();
  }
}
