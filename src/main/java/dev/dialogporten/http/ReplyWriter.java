package dev.dialogporten.http;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The only writer of responses. Belongs to one event loop. */
final class ReplyWriter {
  private static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /** RFC 9110 section 6.6.1 wants it in every answer; a new one per second is exact enough. */
  private CharSequence date;

  ReplyWriter(Vertx vertx) {
    tick();
    vertx.setPeriodic(1000, id -> tick());
  }

  void write(HttpServerRequest request, Reply reply) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return; // the client went away
    }
    response.setStatusCode(reply.status());
    MultiMap headers = response.headers();
    headers.set(HttpHeaders.DATE, date);
    headers.set(NOSNIFF_NAME, NOSNIFF);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    reply.headers().forEach(headers::set);
    if (reply.stream() != null) {
      response.setChunked(true);
      reply.stream().accept(response);
    } else if (reply.body() != null) {
      response.end(reply.body());
    } else {
      response.end();
    }
  }

  private void tick() {
    date =
        HttpHeaders.createOptimized(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }
}
