package dev.dialogporten.http.events;

import dev.dialogporten.auth.Policy;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.http.exchange.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * Writes one stream. Asks for more only when the last events went into the socket, so a slow client
 * costs a bounded buffer; one that takes nothing for long is disconnected and may resume. Belongs
 * to one event loop.
 */
final class EventStreamWriter {
  private static final int RETRY_MILLIS = 2_000;

  private final LiveEvents.Stream stream;
  private final String org;
  private final HttpServerResponse response;
  private final EventContext events;
  private final String authorization;
  private final Vertx vertx;
  private EventPosition told;
  private long heartbeat = -1;
  private long stall = -1;
  private boolean closed;

  EventStreamWriter(LiveEvents.Stream stream, String org, ApiRequest request, EventContext events) {
    this.stream = stream;
    this.org = org;
    this.response = request.http().response();
    this.authorization = request.header(HttpHeaders.AUTHORIZATION.toString());
    this.events = events;
    this.vertx = Vertx.currentContext().owner();
    request.http().connection().shutdownHandler(v -> end());
  }

  void start() {
    if (closed) {
      return;
    }
    long period = events.streams().heartbeat().toMillis();
    heartbeat = vertx.setPeriodic(period, id -> heartbeat());
    told = stream.position();
    response.write("retry: " + RETRY_MILLIS + "\nid: " + told + "\n: connected\n\n");
    next();
  }

  /** The connection is gone. */
  void close() {
    closed = true;
    vertx.cancelTimer(heartbeat);
    vertx.cancelTimer(stall);
    stream.close();
  }

  private void next() {
    if (!closed) {
      stream
          .next()
          .compose(batch -> permitted().map(good -> batch))
          .onComplete(this::write, failure -> end());
    }
  }

  private void write(List<PublishedEvent> batch) {
    if (closed) {
      return;
    }
    StringBuilder frames = new StringBuilder(batch.size() * 800);
    for (PublishedEvent event : batch) {
      // the JSON has no line breaks: they are escaped inside of texts
      frames.append("id: ").append(event.position()).append("\ndata: ").append(event.json());
      frames.append("\n\n");
    }
    told = batch.get(batch.size() - 1).position();
    response.write(Buffer.buffer(frames.toString()));
    if (response.writeQueueFull()) {
      stall = vertx.setTimer(events.streams().stall().toMillis(), id -> abort());
      response.drainHandler(
          v -> {
            vertx.cancelTimer(stall);
            next();
          });
    } else {
      next();
    }
  }

  /**
   * Keeps the connection open, tells the client how far it may resume from although nothing was for
   * it, and ends the stream when the token is not good any more.
   */
  private void heartbeat() {
    permitted().onComplete(good -> say(), refused -> end());
  }

  /** What the stream was opened with must hold for all of it: token, scope, organisation. */
  private Future<Void> permitted() {
    return events
        .authenticator()
        .authenticate(authorization)
        .compose(
            principal ->
                Policy.OWNER_FEED.isFulfilledBy(principal)
                        && Policy.OWNER_FEED.permits(principal.userType())
                        && org.equals(principal.caller().organizationCode())
                    ? Future.succeededFuture()
                    : Future.failedFuture("the token is not good for this stream any more"));
  }

  private void say() {
    if (closed || response.writeQueueFull()) {
      return;
    }
    EventPosition position = stream.position();
    String moved = position.compareTo(told) > 0 ? "id: " + position + "\n" : "";
    told = position.compareTo(told) > 0 ? position : told;
    response.write(moved + ": heartbeat\n\n");
  }

  /** The client may come back with the last id it has seen. */
  private void end() {
    if (!closed) {
      close();
      response.end();
    }
  }

  private void abort() {
    close();
    response.reset();
  }
}
