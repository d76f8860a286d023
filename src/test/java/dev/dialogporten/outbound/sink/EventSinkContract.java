package dev.dialogporten.outbound.sink;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.event.CloudEvent;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.delivery.EventSink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What any sink must do; one subclass per sink, with a receiver that tests can switch off. */
public abstract class EventSinkContract {
  protected final Vertx vertx = Vertx.vertx();

  protected abstract EventSink sink();

  /** The next events the receiver got, as structured JSON. */
  protected abstract List<String> received(int count);

  /** From now on the receiver takes nothing. */
  protected abstract void switchOff();

  /** Undoes {@link #switchOff}. */
  protected abstract void switchOn();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void deliver_completesWhenTheReceiverHasTheEvent() {
    PublishedEvent event = event();

    deliver(sink(), event).await();

    assertThatJson(received(1).get(0)).isEqualTo(event.json());
  }

  @Test
  void deliver_again_sameEvent() {
    PublishedEvent event = event();
    EventSink sink = sink();

    deliver(sink, event).await();
    deliver(sink, event).await();

    List<String> received = received(2);
    assertThatJson(received.get(0)).isEqualTo(received.get(1));
  }

  @Test
  void deliver_receiverOff_failsInTime_andWorksAfterwards() {
    EventSink sink = sink();
    switchOff();

    assertThatThrownBy(() -> deliver(sink, event()).await())
        .isInstanceOfSatisfying(
            DeliveryFailure.class, e -> assertThat(e.kind()).isEqualTo(DeliveryFailure.Kind.AWAY));
    switchOn();
    deliver(sink, event()).await();
  }

  @Test
  void deliver_neverBlocksTheEventLoop() {
    EventSink sink = sink();
    switchOff();
    Promise<Long> took = Promise.promise();
    vertx.runOnContext(
        v -> {
          long start = System.nanoTime();
          for (int i = 0; i < 5; i++) {
            sink.deliver(event()).otherwiseEmpty();
          }
          took.complete(System.nanoTime() - start);
        });

    assertThat(took.future().await()).isLessThan(TimeUnit.SECONDS.toNanos(1));
    switchOn();
  }

  /** As the engine does: from an event loop. */
  protected final Future<Void> deliver(EventSink sink, PublishedEvent event) {
    Promise<Void> done = Promise.promise();
    vertx.runOnContext(v -> sink.deliver(event).onComplete(done));
    return done.future().timeout(20, TimeUnit.SECONDS);
  }

  protected static PublishedEvent event() {
    UUID dialog = UUID.randomUUID();
    CloudEvent event =
        new CloudEvent(
            UUID.randomUUID(),
            "dialogporten.dialog.activity.information.v1",
            Instant.parse("2026-02-20T13:04:02.651854Z"),
            "urn:altinn:resource:test",
            dialog,
            "urn:altinn:organization:identifier-no:991825827",
            "https://example.com/api/v1/enduser/dialogs/" + dialog,
            Map.of("activityId", UUID.randomUUID().toString()));
    return PublishedEvent.of(new EventPosition(new Position(1, 2), 0), "org", event);
  }
}
