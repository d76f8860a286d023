package dev.dialogporten.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Dialogs in memory behind the few endpoints the driver uses, with switches for bad days. */
public final class StubTarget implements AutoCloseable {
  private static final String BASE = "/api/v1/serviceowner/dialogs";

  /** What the stub does besides the plain thing. */
  public record Behaviour(
      boolean quotedTags,
      boolean chunked,
      boolean tagOnConflict,
      String token,
      int failEvery,
      int closeEvery,
      int delayMillis) {
    public static final Behaviour PLAIN = new Behaviour(true, false, true, "", 0, 0, 0);
  }

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> revisions = new ConcurrentHashMap<>();
  final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
  public final AtomicInteger malformed = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final Behaviour behaviour;
  private final HttpServer server;

  public StubTarget(Behaviour behaviour) {
    this.behaviour = behaviour;
    this.server =
        vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1").await();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public int dialogs() {
    return revisions.size();
  }

  public int count(String what) {
    AtomicInteger count = seen.get(what);
    return count == null ? 0 : count.get();
  }

  /** Changes a dialog behind the driver's back. */
  public void touchAll() {
    revisions.replaceAll((id, revision) -> UUID.randomUUID().toString());
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> handle(request, body))
        .onFailure(e -> malformed.incrementAndGet());
  }

  private void handle(HttpServerRequest request, Buffer body) {
    int number = requests.incrementAndGet();
    HttpServerResponse response = request.response();
    if (behaviour.delayMillis > 0) {
      vertx.setTimer(behaviour.delayMillis, timer -> answer(request, response, body, number));
    } else {
      answer(request, response, body, number);
    }
  }

  private void answer(
      HttpServerRequest request, HttpServerResponse response, Buffer body, int number) {
    if (!behaviour.token.isEmpty()
        && !("Bearer " + behaviour.token).equals(request.getHeader("Authorization"))) {
      response.setStatusCode(401).end();
    } else if (!request.path().startsWith(BASE)) {
      response.setStatusCode(404).end();
    } else if (behaviour.closeEvery > 0 && number > 10 && number % behaviour.closeEvery == 0) {
      request.connection().close();
    } else if (fails(request, number)) {
      response.setStatusCode(500).end("{\"title\":\"broken\"}");
    } else if (request.path().length() == BASE.length()) {
      create(request, response, body);
    } else {
      existing(request, response, body);
    }
  }

  /** Never a create: a run that cannot make its dialogs ends before it begins. */
  private boolean fails(HttpServerRequest request, int number) {
    return behaviour.failEvery > 0
        && number > 10
        && number % behaviour.failEvery == 0
        && request.path().length() != BASE.length();
  }

  private void create(HttpServerRequest request, HttpServerResponse response, Buffer body) {
    count(request, "create");
    if (new JsonObject(body).getJsonObject("content") == null) {
      malformed.incrementAndGet();
    }
    String id = UUID.randomUUID().toString();
    String revision = UUID.randomUUID().toString();
    revisions.put(id, revision);
    response.setStatusCode(201).putHeader("ETag", tag(revision)).end("\"" + id + "\"");
  }

  private void existing(HttpServerRequest request, HttpServerResponse response, Buffer body) {
    String rest = request.path().substring(BASE.length() + 1);
    String id = rest.substring(0, 36);
    String current = revisions.get(id);
    if (current == null) {
      response.setStatusCode(404).end();
      return;
    }
    if (request.method() == HttpMethod.GET) {
      read(request, response, current);
      return;
    }
    count(request, rest.length() > 36 ? rest.substring(37) : request.method().name());
    check(request, body);
    String expected = request.getHeader("If-Match");
    if (expected != null && !expected.equals(tag(current))) {
      count(request, "412");
      if (behaviour.tagOnConflict) {
        response.putHeader("ETag", tag(current));
      }
      response.setStatusCode(412).end();
      return;
    }
    String next = UUID.randomUUID().toString();
    revisions.put(id, next);
    response.putHeader("ETag", tag(next));
    if (request.method() == HttpMethod.POST) {
      response.setStatusCode(201).end("\"" + UUID.randomUUID() + "\"");
    } else {
      response.setStatusCode(204).end();
    }
  }

  private void read(HttpServerRequest request, HttpServerResponse response, String current) {
    count(request, "GET");
    response.putHeader("ETag", tag(current));
    if (tag(current).equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else if (behaviour.chunked) {
      response.setChunked(true);
      response.write("{\"filler\":\"" + "x".repeat(3000) + "\",");
      response.end("\"revision\":\"" + current + "\"}");
    } else {
      response.end("{\"revision\":\"" + current + "\"}");
    }
  }

  /** A body the driver garbled must not go unnoticed. */
  private void check(HttpServerRequest request, Buffer body) {
    try {
      Object json =
          request.method() == HttpMethod.PATCH ? new JsonArray(body) : new JsonObject(body);
      String expectedType =
          request.method() == HttpMethod.PATCH ? "application/json-patch+json" : "application/json";
      if (json.toString().isEmpty()
          || !Objects.equals(request.getHeader("Content-Type"), expectedType)) {
        malformed.incrementAndGet();
      }
    } catch (RuntimeException e) {
      malformed.incrementAndGet();
    }
  }

  private void count(HttpServerRequest request, String what) {
    seen.computeIfAbsent(what, w -> new AtomicInteger()).incrementAndGet();
  }

  private String tag(String revision) {
    return behaviour.quotedTags ? "\"" + revision + "\"" : revision;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
