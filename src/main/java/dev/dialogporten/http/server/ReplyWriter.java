package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The only writer of responses. Belongs to one event loop. */
public final class ReplyWriter {
  private static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /** From this size on a body is written as the client takes it. */
  private static final int LARGE = 128 * 1024;

  private final Transfers transfers;
  private final Cors cors;

  /** RFC 9110 section 6.6.1 wants it in every answer; a new one per second is exact enough. */
  private CharSequence date;

  public ReplyWriter(Vertx vertx, Transfers transfers, Cors cors) {
    this.transfers = transfers;
    this.cors = cors;
    tick();
    vertx.setPeriodic(1000, id -> tick());
  }

  /** Completes when the answer is gone, into the socket or with the connection. */
  public Future<Void> write(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return Future.succeededFuture(); // the client went away
    }
    response.setStatusCode(reply.status());
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.DATE, date);
    headers.set(NOSNIFF_NAME, NOSNIFF);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    reply.headers().forEach(headers::set);
    cors.mark(request, headers);
    if (reply.stream() != null) {
      response.setChunked(true);
      reply.stream().accept(response);
      return Future.succeededFuture();
    }
    Buffer body = reply.body();
    if (request.method() == HttpMethod.HEAD && reply.status() != 204 && reply.status() != 304) {
      int length = body == null ? 0 : body.length();
      headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
      return response.end();
    }
    if (body == null) {
      return response.end();
    }
    if (body.length() < LARGE) {
      return response.end(body);
    }
    headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    return PacedBody.write(response, body, transfers);
  }

  private void tick() {
    date =
        HttpHeaders.createOptimized(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }
}
