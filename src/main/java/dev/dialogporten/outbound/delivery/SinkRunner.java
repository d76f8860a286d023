package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.outbound.log.LogPage;
import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.LoggedChange;
import dev.dialogporten.problem.DatabaseAway;
import dev.dialogporten.problem.Interruption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one sink in one turn of its lease: reads the log from the cursor on, feeds the lanes, and
 * moves the cursor behind what is delivered or kept. Reads ahead only a bounded stretch. All
 * methods belong to one event loop.
 */
final class SinkRunner implements Lanes.Observer {
  private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
  private static final int PAGE = 500;
  private static final long SAVE_MILLIS = 200;

  /** A cursor that only passes other receivers' events is saved seldom. */
  private static final int IDLE_SAVES = 25;

  /** Rows that are not in memory are counted in the database, seldom. */
  private static final int COUNTED_TICKS = 10;

  private static final long DRAIN_MILLIS = 3_000;

  private final Vertx vertx;
  private final LogTail tail;
  private final SinkStore store;
  private final SinkSpec spec;
  private final Lease lease;
  private final SinkMeters meters;
  private final Lanes lanes;
  private final Interruption interruption;
  private final Consumer<SinkRunner> onLost;
  private final Consumer<List<LoggedChange>> onGrowth = changes -> read();
  private final Window window = new Window();
  private final Set<EventPosition> restored = new HashSet<>();

  /** Rows of the table of retries that are here already, until it is saved that they are gone. */
  private final Set<EventPosition> known = new HashSet<>();

  private Position read;
  private Position saved;
  private boolean reading;
  private boolean again;
  private boolean saving;
  private boolean stopped;
  private boolean draining;
  private boolean worked;
  private int ticks;
  private int measured;
  private long timer = -1;

  /**
   * @param onLost called when another node has the cursor, or the receiver wants nothing any more
   */
  SinkRunner(
      Vertx vertx,
      LogTail tail,
      SinkStore store,
      SinkSpec spec,
      Lease lease,
      SinkMeters meters,
      Consumer<SinkRunner> onLost) {
    this.vertx = vertx;
    this.tail = tail;
    this.store = store;
    this.spec = spec;
    this.lease = lease;
    this.meters = meters;
    this.onLost = onLost;
    this.lanes = new Lanes(vertx, spec, meters, this);
    this.interruption = new Interruption(LOG, lease.name() + " is held up");
    this.read = lease.position();
    this.saved = lease.position();
  }

  Lease lease() {
    return lease;
  }

  SinkSpec spec() {
    return spec;
  }

  /** Takes up what is waiting for a retry, then the log. */
  Future<Void> start() {
    return store
        .retries(lease.name())
        .onSuccess(
            rows -> {
              if (stopped) {
                return;
              }
              for (RetryRow row : rows) {
                restored.add(row.event().position());
                known.add(row.event().position());
                lanes.add(new Delivery(row));
              }
              lanes.work();
              tail.listen(onGrowth);
              read();
              timer = vertx.setPeriodic(SAVE_MILLIS, id -> save());
            })
        .mapEmpty();
  }

  /** Dead letters that were put back, those of earlier calls among them. */
  void replay(List<RetryRow> rows) {
    rows.stream()
        .filter(row -> known.add(row.event().position()))
        .forEach(row -> lanes.add(new Delivery(row)));
    lanes.work();
  }

  void stop() {
    stopped = true;
    lanes.stop();
    tail.forget(onGrowth);
    vertx.cancelTimer(timer);
    meters.remove();
  }

  /** Lets deliveries under way end and saves what they achieved, within a bounded time. */
  Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    tail.forget(onGrowth);
    draining = true;
    long end = System.currentTimeMillis() + DRAIN_MILLIS;
    vertx.setPeriodic(
        10,
        id -> {
          if ((lanes.underWay() == 0 && !saving) || System.currentTimeMillis() > end) {
            vertx.cancelTimer(id);
            Future<Void> last = stopped ? Future.succeededFuture() : save();
            last.onComplete(done -> stop()).onComplete(drained);
          }
        });
    return drained.future();
  }

  @Override
  public void progressed() {
    window.trim();
    if (again && !window.isFull()) {
      read();
    }
  }

  @Override
  public void gone() {
    LOG.info("Receiver of {} wants no events any more", lease.name());
    stop();
    spec.onGone().run();
    onLost.accept(this);
  }

  private void read() {
    if (stopped || draining) {
      return;
    }
    if (reading || window.isFull()) {
      again = true;
      return;
    }
    reading = true;
    again = false;
    tail.after(read, spec.org(), PAGE)
        .onComplete(
            this::accept,
            failure -> {
              reading = false;
              notDone(failure);
              vertx.setTimer(1_000, id -> read());
            });
  }

  /** That the database is away is said for all sinks, by who renews their leases. */
  private void notDone(Throwable failure) {
    if (!DatabaseAway.isCauseOf(failure)) {
      interruption.failed(failure);
    }
  }

  private void accept(LogPage page) {
    reading = false;
    if (stopped || draining) {
      return;
    }
    if (page.gap()) {
      meters.gap();
      LOG.warn(
          "{} has missed changes: those behind {} were dropped after events.retention, it goes on"
              + " with the oldest that are kept",
          lease.name(),
          read);
    }
    for (LoggedChange change : page.changes()) {
      feed(change);
    }
    read = page.reached().max(read);
    lanes.work();
    window.trim();
    if (!page.atEnd() || again) {
      read();
    }
  }

  private void feed(LoggedChange logged) {
    var change = logged.change();
    if (!spec.filter().mayMatch(change.dialogId(), change.serviceResource(), change.party())) {
      return;
    }
    Slot slot = new Slot(logged.position());
    for (PublishedEvent event : logged.events()) {
      if (spec.filter().matchesType(event.type()) && !restored.remove(event.position())) {
        lanes.add(new Delivery(event, slot));
      }
    }
    window.add(slot);
  }

  private Future<Void> save() {
    if (stopped || saving) {
      return Future.succeededFuture();
    }
    ticks++;
    measure();
    Position cursor = window.cursor(read);
    worked |= window.hasMoved();
    Unsaved unsaved = lanes.unsaved();
    boolean due = worked || draining || ticks >= IDLE_SAVES;
    if (unsaved.isEmpty() && !(due && cursor.isAfter(saved))) {
      return Future.succeededFuture();
    }
    saving = true;
    worked = false;
    ticks = 0;
    return store
        .save(lease, unsaved.with(cursor))
        .andThen(
            (owned, failure) -> {
              saving = false;
              if (failure != null) {
                lanes.notSaved(unsaved);
                worked = true;
                notDone(failure);
              } else if (!owned) {
                lost();
              } else {
                interruption.worked();
                saved = cursor;
                unsaved.delivered().forEach(known::remove);
                unsaved.givenUp().forEach(lane -> known.remove(lane.first()));
                lanes.saved(unsaved);
              }
            })
        .mapEmpty();
  }

  private void lost() {
    LOG.info("The lease of {} is another node's, or of an earlier server", lease.name());
    stop();
    onLost.accept(this);
  }

  private void measure() {
    long behind = tail.rowsBehind(read);
    if (behind >= 0) {
      meters.lag(behind + window.size() + lanes.held(), lanes.oldest());
    } else if (measured++ % COUNTED_TICKS == 0) {
      store
          .backlog(read)
          .onSuccess(rows -> meters.lag(rows + window.size() + lanes.held(), lanes.oldest()));
    }
  }
}
