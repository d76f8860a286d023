package dev.dialogporten.outbound.feed;

import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.log.LogPage;
import dev.dialogporten.outbound.log.LoggedChange;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** One reader's way through the log. Lives on the hub's event loop; the reader on another. */
final class EventStream implements LiveEvents.Stream {
  private static final int PAGE = 500;

  private final StreamHub hub;
  private final String org;
  private final EventFilter filter;
  private volatile EventPosition position;
  private volatile boolean parked;
  private Promise<List<PublishedEvent>> asked;
  private boolean ended;

  EventStream(StreamHub hub, String org, EventFilter filter, EventPosition position) {
    this.hub = hub;
    this.org = org;
    this.filter = filter;
    this.position = position;
  }

  String org() {
    return org;
  }

  @Override
  public Future<List<PublishedEvent>> next() {
    return hub.home()
        .call(
            () -> {
              if (ended) {
                return Future.failedFuture(closed());
              }
              if (asked != null) {
                return Future.failedFuture(new IllegalStateException("asked twice"));
              }
              asked = Promise.promise();
              Future<List<PublishedEvent>> answer = asked.future();
              read();
              return answer;
            });
  }

  @Override
  public EventPosition position() {
    // the head first: when it is still waiting after that, it waited while the head moved there
    EventPosition head = hub.head();
    boolean seenAll = parked;
    EventPosition own = position;
    return seenAll && head != null && head.compareTo(own) > 0 ? head : own;
  }

  @Override
  public void close() {
    hub.home().run(this::end);
  }

  void end() {
    ended = true;
    parked = false;
    hub.forget(this);
    if (asked != null) {
      Promise<List<PublishedEvent>> waiting = asked;
      asked = null;
      waiting.fail(closed());
    }
  }

  /** A new stretch of the log, while waiting. */
  void offer(List<LoggedChange> changes, Position reached) {
    List<PublishedEvent> events = wanted(changes);
    if (!events.isEmpty()) {
      answer(events, reached);
    }
  }

  /** Gives up waiting to be offered something. */
  void lookAgain() {
    if (parked) {
      parked = false;
      hub.unpark(this);
      read();
    }
  }

  private void read() {
    hub.log()
        .after(position.readFrom(), org, true, PAGE, PAGE)
        .onComplete(page -> hub.home().run(() -> take(page)), this::failed);
  }

  private void take(LogPage page) {
    try {
      accept(page);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void accept(LogPage page) {
    if (ended) {
      return;
    }
    if (page.gap()) {
      // overtaken by the dropping of old days; to one that comes back it is said what is kept
      failed(closed());
      return;
    }
    List<PublishedEvent> events = wanted(page.changes());
    if (!events.isEmpty()) {
      answer(events, page.reached());
      return;
    }
    move(page.reached());
    Position head = hub.log().tail().head();
    if (page.atEnd() && (head == null || !head.isAfter(position.change()))) {
      parked = true;
      hub.park(this);
    } else {
      read();
    }
  }

  private void failed(Throwable failure) {
    hub.home()
        .run(
            () -> {
              Promise<List<PublishedEvent>> waiting = asked;
              asked = null;
              if (waiting != null) {
                waiting.fail(failure);
              }
            });
  }

  private void answer(List<PublishedEvent> events, Position reached) {
    parked = false;
    hub.unpark(this);
    move(reached);
    Promise<List<PublishedEvent>> waiting = asked;
    asked = null;
    waiting.complete(events);
  }

  private void move(Position reached) {
    EventPosition there = EventPosition.after(reached);
    if (there.compareTo(position) > 0) {
      position = there;
    }
  }

  private List<PublishedEvent> wanted(List<LoggedChange> changes) {
    List<PublishedEvent> events = new ArrayList<>();
    for (LoggedChange logged : changes) {
      DialogChange change = logged.change();
      if (filter.mayMatch(change.dialogId(), change.serviceResource(), change.party())) {
        for (PublishedEvent event : logged.events()) {
          if (filter.matchesType(event.type()) && event.position().compareTo(position) > 0) {
            events.add(event);
          }
        }
      }
    }
    return events;
  }

  private static Throwable closed() {
    return Problem.unavailable("The event stream was closed.").toException();
  }
}
