package dev.dialogporten.persistence;

import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets the commands on one dialog run one after another, in order of arrival, and those on
 * different dialogs side by side: inside one process nobody loses a race. Bounded: what does not
 * fit is refused at once. Bound to one event loop.
 */
final class Lanes {
  private final Map<UUID, Lane> busy = new HashMap<>();
  private final int bound;
  private int size;

  /**
   * Tasks that wait behind the running one; {@code draining} while a loop further up the stack
   * starts them.
   */
  private static final class Lane {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(0);
    private boolean running;
    private boolean draining;
  }

  /**
   * @param bound most commands that run or wait
   */
  Lanes(int bound) {
    this.bound = bound;
  }

  /** Runs the task when its dialog is free. Fails with 503 when too many wait already. */
  <T> Future<T> run(UUID dialogId, Supplier<Future<T>> task) {
    if (size >= bound) {
      return Future.failedFuture(
          Problem.unavailable("Too many changes are waiting. Nothing was changed; try again.")
              .toException());
    }
    size++;
    Promise<T> promise = Promise.promise();
    Lane lane = busy.computeIfAbsent(dialogId, id -> new Lane());
    lane.waiting.add(() -> start(dialogId, lane, task, promise));
    drain(dialogId, lane);
    return promise.future();
  }

  private <T> void start(UUID dialogId, Lane lane, Supplier<Future<T>> task, Promise<T> promise) {
    Future<T> result;
    try {
      result = task.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        outcome -> {
          size--;
          lane.running = false;
          drain(dialogId, lane);
          promise.handle(outcome);
        });
  }

  /** A loop, not a recursion: any number of tasks may finish at once. */
  private void drain(UUID dialogId, Lane lane) {
    if (lane.draining) {
      return;
    }
    lane.draining = true;
    while (!lane.running && !lane.waiting.isEmpty()) {
      lane.running = true;
      lane.waiting.poll().run();
    }
    lane.draining = false;
    if (!lane.running) {
      busy.remove(dialogId, lane);
    }
  }

  /** Number of commands that run or wait. */
  int size() {
    return size;
  }
}
