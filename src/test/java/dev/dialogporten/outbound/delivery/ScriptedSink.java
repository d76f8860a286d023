package dev.dialogporten.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.event.PublishedEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A sink that does as it is told and remembers what it took. */
final class ScriptedSink implements EventSink {
  static final Future<Void> OK = Future.succeededFuture();
  static final Future<Void> AWAY = Future.failedFuture(DeliveryFailure.away("nobody answers"));
  static final Future<Void> DOWN = Future.failedFuture(DeliveryFailure.unavailable("down"));
  static final Future<Void> NO = Future.failedFuture(DeliveryFailure.rejected("no"));

  private final BlockingQueue<PublishedEvent> taken = new LinkedBlockingQueue<>();
  private final BlockingQueue<PublishedEvent> tried = new LinkedBlockingQueue<>();
  volatile Function<PublishedEvent, Future<Void>> script = event -> OK;

  @Override
  public Future<Void> deliver(PublishedEvent event) {
    tried.add(event);
    return script.apply(event).onSuccess(done -> taken.add(event));
  }

  /** The next events it takes, in order. */
  List<PublishedEvent> take(int count) {
    return next(taken, count);
  }

  /** The next attempts, successful or not. */
  List<PublishedEvent> tried(int count) {
    return next(tried, count);
  }

  List<UUID> takeDialogs(int count) {
    return take(count).stream().map(PublishedEvent::dialogId).toList();
  }

  /** Everything taken until now that was not asked for. */
  List<PublishedEvent> rest() {
    List<PublishedEvent> rest = new ArrayList<>();
    taken.drainTo(rest);
    return rest;
  }

  private static List<PublishedEvent> next(BlockingQueue<PublishedEvent> queue, int count) {
    List<PublishedEvent> events = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        PublishedEvent event = queue.poll(8, TimeUnit.SECONDS);
        assertThat(event).as("event %s of %s", i + 1, count).isNotNull();
        events.add(event);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return events;
  }
}
