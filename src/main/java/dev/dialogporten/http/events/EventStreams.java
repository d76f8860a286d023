package dev.dialogporten.http.events;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.http.exchange.ApiRequest;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.function.Consumer;

/** Server-sent events: a service owner's events as they happen, from any position still kept. */
final class EventStreams {
  private static final CharSequence MEDIA_TYPE = "text/event-stream; charset=utf-8";
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final EventContext events;

  EventStreams(EventContext events) {
    this.events = events;
  }

  Future<Reply> open(ApiRequest request) {
    String org = EventFilters.ownOrg(request);
    EventFilter filter =
        EventFilters.of(
            request.faults(),
            "type",
            request.list("type"),
            "resource",
            request.list("resource"),
            "party",
            request.list("party"),
            "dialogId",
            request.list("dialogId"));
    EventPosition after = request.valid(after(request));
    return events.live().open(org, filter, after).compose(stream -> answer(request, org, stream));
  }

  /** A browser that reconnects repeats its URL, so the header knows better. */
  private static EventPosition after(ApiRequest request) {
    String header = request.header(LAST_EVENT_ID);
    return header != null && !header.isEmpty()
        ? position(request, LAST_EVENT_ID, header)
        : position(request, "since", request.text("since"));
  }

  /** Null when absent, noted when unreadable. */
  static EventPosition position(ApiRequest request, String key, String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Optional<EventPosition> position = EventPosition.parse(text);
    if (position.isEmpty()) {
      request.faults().add(key, "'" + key + "' is not a position.");
    }
    return position.orElse(null);
  }

  private Future<Reply> answer(ApiRequest request, String org, LiveEvents.Stream stream) {
    HttpServerResponse response = request.http().response();
    if (response.closed()) {
      stream.close();
      return Future.failedFuture(Problem.unavailable("The client went away.").toException());
    }
    if (request.http().method() == HttpMethod.HEAD) {
      stream.close();
      return Future.succeededFuture(reply(HttpServerResponse::end));
    }
    EventStreamWriter writer = new EventStreamWriter(stream, org, request, events);
    // from here on: the client may be gone before the first byte is written
    response.closeHandler(v -> writer.close());
    return Future.succeededFuture(reply(started -> writer.start()));
  }

  private static Reply reply(Consumer<HttpServerResponse> stream) {
    // proxies must not collect events
    return Reply.streaming(MEDIA_TYPE, stream).with("X-Accel-Buffering", "no");
  }
}
