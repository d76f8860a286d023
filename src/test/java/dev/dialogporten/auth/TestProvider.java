package dev.dialogporten.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider with a discovery document and a key set, both as the test wants them. */
final class TestProvider {
  private final HttpServer server;
  private final AtomicInteger questions = new AtomicInteger();
  private volatile String keySet;
  private volatile String document;
  private volatile int status = 200;
  private volatile Future<Void> gate = Future.succeededFuture();

  TestProvider(Vertx vertx, String keySet) {
    this.keySet = keySet;
    this.server =
        vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    this.document =
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(TestAuthenticator.ISSUER, keys());
  }

  URI discovery() {
    return URI.create(
        "http://127.0.0.1:" + server.actualPort() + "/.well-known/openid-configuration");
  }

  URI keys() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/keys");
  }

  /** How often the key set was asked for. */
  int questions() {
    return questions.get();
  }

  void keySet(String json) {
    keySet = json;
  }

  void document(String json) {
    document = json;
  }

  void status(int code) {
    status = code;
  }

  /** Answers wait until the promise is completed. */
  Promise<Void> holdAnswers() {
    Promise<Void> promise = Promise.promise();
    gate = promise.future();
    return promise;
  }

  private void answer(HttpServerRequest request) {
    boolean forKeys = request.path().equals("/keys");
    if (forKeys) {
      questions.incrementAndGet();
    }
    gate.onSuccess(
        open -> request.response().setStatusCode(status).end(forKeys ? keySet : document));
  }
}
