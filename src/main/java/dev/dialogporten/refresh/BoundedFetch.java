package dev.dialogporten.refresh;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * GET of a document from a party that may be slow, broken or hostile: bounded in time and bytes, no
 * redirects. Host names are verified where https is used.
 */
public final class BoundedFetch {
  private final Vertx vertx;
  private final HttpClient client;
  private final Duration timeout;
  private final int maxBytes;

  public BoundedFetch(Vertx vertx, Duration timeout, int maxBytes) {
    this.vertx = vertx;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setDecompressionSupported(true)
                .setKeepAlive(false)
                .setVerifyHost(true));
  }

  /** The body of a 200 answer; fails with a text that names the address otherwise. */
  public Future<String> get(URI uri) {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(uri.toString())
            .setMethod(HttpMethod.GET)
            .setFollowRedirects(false)
            .setTimeout(timeout.toMillis())
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    return client
        .request(options)
        .compose(request -> request.send().compose(response -> body(request, response)))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(uri + ": " + failure.getMessage()));
  }

  public Future<Void> close() {
    return client.close();
  }

  /** Counts while reading: a length announced, or none, says nothing about what comes. */
  private Future<String> body(HttpClientRequest request, HttpClientResponse response) {
    Promise<String> done = Promise.promise();
    Buffer received = Buffer.buffer();
    long timer =
        vertx.setTimer(timeout.toMillis(), id -> abort(request, done, "the answer takes too long"));
    done.future().onComplete(ended -> vertx.cancelTimer(timer));
    response.exceptionHandler(done::tryFail);
    if (response.statusCode() != 200) {
      abort(request, done, "answered " + response.statusCode());
    }
    response.handler(
        chunk -> {
          if (received.length() + chunk.length() > maxBytes) {
            abort(request, done, "the answer is larger than " + maxBytes + " bytes");
          } else {
            received.appendBuffer(chunk);
          }
        });
    response.endHandler(end -> done.tryComplete(received.toString(StandardCharsets.UTF_8)));
    return done.future();
  }

  private static void abort(HttpClientRequest request, Promise<String> done, String reason) {
    if (done.tryFail(reason)) {
      request.reset();
    }
  }
}
