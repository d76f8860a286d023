package dev.dialogporten.outbound.feed;

import dev.dialogporten.event.EventFilter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.LoggedChange;
import dev.dialogporten.problem.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Live events for streams. A stream that waits has seen everything the tail has; a new stretch of
 * the log is offered to those waiting for one of its service owners. The others read the tail's
 * memory, or the database, when they come back.
 */
public final class StreamHub implements LiveEvents {
  private final Home home;
  private final LogReads log;
  private final LogTail tail;
  private final int maxStreams;
  private final int maxPerOrg;
  private final Consumer<List<LoggedChange>> onGrowth = this::grown;
  private final Map<String, Set<EventStream>> waiting = new HashMap<>();
  private final Set<EventStream> open = new HashSet<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private volatile EventPosition head;
  private volatile int size;

  /**
   * @param maxStreams more are refused with 503
   * @param maxPerOrg the same for one service owner, who cannot take all of them: 429
   */
  public StreamHub(
      Vertx vertx, LogReads log, MeterRegistry registry, int maxStreams, int maxPerOrg) {
    this.home = new Home(vertx);
    this.log = log;
    this.tail = log.tail();
    this.maxStreams = maxStreams;
    this.maxPerOrg = maxPerOrg;
    Gauge.builder("dialogporten.events.streams", () -> size)
        .description("Event streams that are open on this node")
        .register(registry);
  }

  @Override
  public Future<Stream> open(String org, EventFilter filter, EventPosition after) {
    return home.call(
        () -> {
          if (total() >= maxStreams) {
            return refused(
                Problem.unavailable("Too many event streams are open. Try again later."));
          }
          if (taken.getOrDefault(org, 0) >= maxPerOrg) {
            return refused(
                Problem.tooMany(
                    "An organisation cannot exceed " + maxPerOrg + " event streams of a node."));
          }
          taken.merge(org, 1, Integer::sum);
          return start(org, after)
              .onFailure(failure -> release(org))
              .map(from -> register(new EventStream(this, org, filter, from)));
        });
  }

  private static Future<Stream> refused(Problem problem) {
    return Future.failedFuture(problem.toException());
  }

  /** Those that are being opened among them. */
  private int total() {
    return taken.values().stream().mapToInt(count -> count).sum();
  }

  private void release(String org) {
    taken.computeIfPresent(org, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Fails what waits; called when the service stops. */
  public void close() {
    List.copyOf(open).forEach(EventStream::end);
  }

  private Future<EventPosition> start(String org, EventPosition after) {
    if (after != null) {
      return log.check(org, after.readFrom()).map(checked -> after);
    }
    return log.end(org).map(EventPosition::after);
  }

  private Stream register(EventStream stream) {
    if (open.isEmpty()) {
      tail.listen(onGrowth);
    }
    open.add(stream);
    size = open.size();
    return stream;
  }

  void forget(EventStream stream) {
    unpark(stream);
    if (open.remove(stream)) {
      release(stream.org());
      if (open.isEmpty()) {
        tail.forget(onGrowth);
      }
    }
    size = open.size();
  }

  /** The stream has seen what the tail has, and wants to be told of more. */
  void park(EventStream stream) {
    waiting.computeIfAbsent(stream.org(), org -> new HashSet<>()).add(stream);
  }

  void unpark(EventStream stream) {
    Set<EventStream> streams = waiting.get(stream.org());
    if (streams != null && streams.remove(stream) && streams.isEmpty()) {
      waiting.remove(stream.org());
    }
  }

  LogReads log() {
    return log;
  }

  Home home() {
    return home;
  }

  /** A waiting stream has nothing left to see up to here. */
  EventPosition head() {
    return head;
  }

  private void grown(List<LoggedChange> changes) {
    if (changes.isEmpty()) {
      // those that wait have looked at the log before its end was found, and not up to it
      List.copyOf(open).forEach(EventStream::lookAgain);
    } else {
      offer(changes);
    }
  }

  private void offer(List<LoggedChange> changes) {
    Map<String, List<LoggedChange>> byOrg =
        changes.stream()
            .filter(logged -> waiting.containsKey(logged.change().org()))
            .collect(Collectors.groupingBy(logged -> logged.change().org()));
    Position reached = tail.head();
    byOrg.forEach(
        (org, rows) ->
            List.copyOf(waiting.getOrDefault(org, Set.of()))
                .forEach(stream -> stream.offer(rows, reached)));
    // only now: until it was offered the stretch, a waiting stream has not seen it
    head = EventPosition.after(reached);
  }
}
