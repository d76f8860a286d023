package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Delivers events of many dialogs side by side, those of one dialog one after the other. An event
 * that fails holds back its own dialog only. All methods belong to one event loop.
 */
public final class Lanes {
  private static final long DELIVERY_TIMEOUT_SECONDS = 60;

  /** What the lanes need of the one that feeds them. */
  interface Observer {
    /** Something moved: there may be room for more. */
    void progressed();

    void gone();
  }

  private final Vertx vertx;
  private final Context context;
  private final SinkSpec spec;
  private final SinkMeters meters;
  private final Observer observer;
  private final Outage outage;
  private final Rest rest;
  private final Map<UUID, Lane> lanes = new LinkedHashMap<>();
  private final Deque<Lane> ready = new ArrayDeque<>();
  private final Runnable turn = this::work;
  private final List<EventPosition> delivered = new ArrayList<>();
  private final Set<Delivery> renewed = new LinkedHashSet<>();
  private int underWay;
  private int held;
  private boolean stopped;

  public Lanes(Vertx vertx, SinkSpec spec, SinkMeters meters, Observer observer) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.spec = spec;
    this.meters = meters;
    this.observer = observer;
    this.outage = new Outage(spec.ladder().quickSteps());
    this.rest = new Rest(vertx, this::rested);
  }

  void add(Delivery delivery) {
    if (delivery.stored == Delivery.Stored.YES) {
      held++;
    }
    UUID dialogId = delivery.event.dialogId();
    Lane lane = lanes.get(dialogId);
    if (lane == null) {
      lane = new Lane(dialogId);
      lanes.put(dialogId, lane);
      lane.queue.add(delivery);
      resume(lane);
    } else {
      lane.queue.add(delivery);
    }
  }

  /** Starts as many deliveries as may be under way. */
  void work() {
    while (!stopped && !rest.isOn() && underWay < limit() && !ready.isEmpty()) {
      if (!spec.share().take(turn)) {
        return;
      }
      attempt(ready.poll());
    }
  }

  int held() {
    return held;
  }

  int underWay() {
    return underWay;
  }

  /** Time of the oldest event that waits here, or null. */
  Instant oldest() {
    return lanes.values().stream()
        .map(lane -> lane.queue.peekFirst().event.time())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  void stop() {
    stopped = true;
    rest.end();
    spec.share().forget(turn);
    lanes.values().forEach(lane -> vertx.cancelTimer(lane.timer));
  }

  private int limit() {
    return outage.isOn() ? 1 : spec.concurrency();
  }

  /** Lets a lane go on with its first event, at once or when that is due. */
  private void resume(Lane lane) {
    Delivery head = lane.queue.peekFirst();
    if (head == null) {
      lanes.remove(lane.dialogId);
      return;
    }
    long wait = head.nextAttempt.toEpochMilli() - System.currentTimeMillis();
    if (wait <= 0) {
      lane.state = Lane.State.READY;
      ready.add(lane);
    } else {
      lane.state = Lane.State.WAITING;
      lane.timer = vertx.setTimer(wait, id -> wake(lane));
    }
  }

  private void wake(Lane lane) {
    if (lane.state == Lane.State.WAITING && !stopped) {
      vertx.cancelTimer(lane.timer);
      lane.state = Lane.State.READY;
      ready.add(lane);
      work();
    }
  }

  private void attempt(Lane lane) {
    Delivery head = lane.queue.peekFirst();
    lane.state = Lane.State.UNDER_WAY;
    underWay++;
    Future<Void> delivery;
    try {
      delivery = spec.sink().deliver(head.event);
    } catch (RuntimeException e) {
      // no receiver's fault, and no better next time
      delivery = Future.failedFuture(DeliveryFailure.rejected("the event cannot be encoded"));
    }
    delivery
        .timeout(DELIVERY_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .onComplete(
            done -> context.runOnContext(v -> succeeded(lane, head)),
            failure -> context.runOnContext(v -> failed(lane, head, DeliveryFailure.of(failure))));
  }

  private void succeeded(Lane lane, Delivery head) {
    landed();
    if (stopped) {
      return;
    }
    meters.delivered(head.event);
    boolean outageEnded = outage.ended();
    remove(lane, head);
    if (head.stored == Delivery.Stored.YES) {
      delivered.add(head.event.position());
    }
    resume(lane);
    if (outageEnded) {
      rest.end();
      List.copyOf(lanes.values()).forEach(this::wake);
    }
    work();
    observer.progressed();
  }

  private void landed() {
    underWay--;
    spec.share().give();
  }

  private void remove(Lane lane, Delivery head) {
    lane.queue.pollFirst();
    head.done = true;
    head.release();
    if (head.stored == Delivery.Stored.YES) {
      held--;
    }
  }

  private void failed(Lane lane, Delivery head, DeliveryFailure failure) {
    landed();
    if (stopped) {
      return;
    }
    meters.failed();
    if (failure.kind() == DeliveryFailure.Kind.GONE) {
      observer.gone();
      return;
    }
    head.lastError = failure.getMessage();
    boolean rejected = failure.kind() == DeliveryFailure.Kind.REJECTED;
    if (!rejected) {
      outage.failed(lane.dialogId, failure.kind() == DeliveryFailure.Kind.UNAVAILABLE);
    }
    boolean due = !head.nextAttempt.isAfter(Instant.now());
    if (due && (rejected || !outage.isOn() || !spec.ladder().isSlow(head.failures))) {
      head.failures++;
    }
    long asked = Math.min(failure.retryAfter().toMillis(), Rest.longest(spec.ladder()));
    if (spec.givesUp(head.failures, rejected, outage.isOn())) {
      lane.state = Lane.State.GIVEN_UP;
    } else if (due || asked > 0) {
      pause(lane, head, Math.max(asked, spec.ladder().delayMillis(head.failures)));
    } else {
      // only a probe: its own turn comes when it was to come
      resume(lane);
    }
    rest.begin(outage.isOn() ? Math.max(asked, outage.pauseMillis()) : asked);
    work();
  }

  private void rested() {
    work();
    if (outage.isOn() && underWay == 0 && !rest.isOn()) {
      // nothing is due for long, yet whether the receiver is back is to be noticed soon
      lanes.values().stream()
          .filter(lane -> lane.state == Lane.State.WAITING)
          .min(Comparator.comparing(lane -> lane.queue.peekFirst().nextAttempt))
          .ifPresent(this::wake);
    }
  }

  private void pause(Lane lane, Delivery head, long millis) {
    head.nextAttempt = Instant.now().plusMillis(millis);
    if (head.stored == Delivery.Stored.YES) {
      renewed.add(head);
    }
    resume(lane);
  }

  /** What is to be saved now. Until it was, {@link #saved} or {@link #notSaved}, ask no more. */
  Unsaved unsaved() {
    Unsaved unsaved = new Unsaved(new ArrayList<>(), new ArrayList<>(delivered), new ArrayList<>());
    delivered.clear();
    for (Lane lane : lanes.values()) {
      if (lane.state == Lane.State.GIVEN_UP) {
        unsaved.givenUp().add(lane);
      } else if (lane.isHeld(spec.ladder())) {
        keep(lane, unsaved.kept());
      }
    }
    for (Delivery head : renewed) {
      if (!head.done && head.stored == Delivery.Stored.YES && !isGivenUp(head)) {
        unsaved.kept().add(head);
      }
    }
    renewed.clear();
    return unsaved;
  }

  private boolean isGivenUp(Delivery head) {
    Lane lane = lanes.get(head.event.dialogId());
    return lane != null && lane.state == Lane.State.GIVEN_UP && lane.queue.peekFirst() == head;
  }

  private void keep(Lane lane, List<Delivery> kept) {
    for (Delivery delivery : lane.queue) {
      if (held >= spec.heldLimit()) {
        return;
      }
      if (delivery.stored == Delivery.Stored.NO) {
        delivery.stored = Delivery.Stored.UNDER_WAY;
        held++;
        kept.add(delivery);
      }
    }
  }

  void saved(Unsaved unsaved) {
    for (Delivery delivery : unsaved.kept()) {
      if (delivery.stored == Delivery.Stored.UNDER_WAY) {
        delivery.stored = Delivery.Stored.YES;
        if (delivery.done) {
          held--;
          delivered.add(delivery.event.position());
        } else {
          delivery.release();
        }
      }
    }
    for (Lane lane : unsaved.givenUp()) {
      meters.givenUp();
      remove(lane, lane.queue.peekFirst());
      resume(lane);
    }
    work();
    observer.progressed();
  }

  void notSaved(Unsaved unsaved) {
    delivered.addAll(unsaved.delivered());
    for (Delivery delivery : unsaved.kept()) {
      if (delivery.stored == Delivery.Stored.UNDER_WAY) {
        delivery.stored = Delivery.Stored.NO;
        held--;
      } else {
        renewed.add(delivery);
      }
    }
  }
}
