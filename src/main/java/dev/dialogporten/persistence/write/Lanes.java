package dev.dialogporten.persistence.write;

import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the commands on one dialog run one after another, in order of arrival, and those on
 * different dialogs side by side: inside one process nobody loses a race. Bounded in number, what
 * does not fit is refused at once; and in time, see {@link Turn}. Bound to one event loop.
 */
public final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Map<UUID, Lane> busy = new HashMap<>();
  private final int bound;
  private final Progress progress;
  private int size;

  /**
   * Tasks that wait behind the running one; {@code draining} while a loop further up the stack
   * starts them.
   */
  private static final class Lane {
    private final ArrayDeque<Waiting<?>> waiting = new ArrayDeque<>(0);
    private Waiting<?> running;
    private boolean draining;
  }

  private static final class Waiting<T> {
    private final Turn turn;
    private final Function<Turn, Future<T>> task;
    private final Promise<T> promise = Promise.promise();

    Waiting(Turn turn, Function<Turn, Future<T>> task) {
      this.turn = turn;
      this.task = task;
    }

    void giveUp() {
      tell(Future.failedFuture(turn.end()));
    }

    void tell(Future<T> outcome) {
      try {
        outcome.onComplete(promise);
      } catch (RuntimeException e) {
        LOG.error("A callback failed", e);
      }
    }
  }

  /**
   * @param bound most commands that run or wait
   */
  public Lanes(int bound, Progress progress) {
    this.bound = bound;
    this.progress = progress;
  }

  /**
   * Runs the task when its dialog is free. Fails with 503 when too many wait already, or when the
   * deadline has passed before the task is done.
   */
  <T> Future<T> run(UUID dialogId, long deadline, Function<Turn, Future<T>> task) {
    if (size >= bound) {
      return Future.failedFuture(Problem.queueFull().toException());
    }
    size++;
    progress.entered();
    Waiting<T> entry = new Waiting<>(new Turn(deadline), task);
    Lane lane = busy.computeIfAbsent(dialogId, id -> new Lane());
    lane.waiting.add(entry);
    drain(dialogId, lane);
    return entry.promise.future();
  }

  private <T> void start(UUID dialogId, Lane lane, Waiting<T> entry) {
    Future<T> result;
    try {
      result = entry.task.apply(entry.turn);
    } catch (Throwable e) {
      result = Future.failedFuture(e);
    }
    Future<T> outcome = result;
    outcome.onComplete(
        done -> {
          if (entry.turn.isOver()) {
            return;
          }
          size--;
          progress.finished(1);
          lane.running = null;
          drain(dialogId, lane);
          entry.tell(outcome);
        });
  }

  /** A loop, not a recursion: any number of tasks may finish at once. */
  private void drain(UUID dialogId, Lane lane) {
    if (lane.draining) {
      return;
    }
    lane.draining = true;
    while (lane.running == null && !lane.waiting.isEmpty()) {
      lane.running = lane.waiting.poll();
      start(dialogId, lane, lane.running);
    }
    lane.draining = false;
    if (lane.running == null) {
      busy.remove(dialogId, lane);
    }
  }

  /** Ends every turn that is due, so that the next ones begin; to be called now and then. */
  public void sweep(long now) {
    for (Map.Entry<UUID, Lane> entry : List.copyOf(busy.entrySet())) {
      Lane lane = entry.getValue();
      List<Waiting<?>> due =
          lane.waiting.stream().filter(waiting -> waiting.turn.isDue(now)).toList();
      lane.waiting.removeAll(due);
      due.forEach(this::giveUp);
      if (lane.running != null && lane.running.turn.isDue(now)) {
        Waiting<?> running = lane.running;
        lane.running = null;
        giveUp(running);
        drain(entry.getKey(), lane);
      }
    }
  }

  private void giveUp(Waiting<?> entry) {
    size--;
    progress.left();
    entry.giveUp();
  }

  /** Number of commands that run or wait. */
  int size() {
    return size;
  }
}
