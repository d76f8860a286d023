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
  private final Map<UUID, ArrayDeque<Runnable>> busy = new HashMap<>();
  private final int bound;
  private int size;

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
    Runnable start = () -> start(dialogId, task, promise);
    ArrayDeque<Runnable> lane = busy.get(dialogId);
    if (lane == null) {
      busy.put(dialogId, new ArrayDeque<>(0));
      start.run();
    } else {
      lane.add(start);
    }
    return promise.future();
  }

  private <T> void start(UUID dialogId, Supplier<Future<T>> task, Promise<T> promise) {
    Future<T> result;
    try {
      result = task.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        outcome -> {
          leave(dialogId);
          promise.handle(outcome);
        });
  }

  private void leave(UUID dialogId) {
    size--;
    Runnable next = busy.get(dialogId).poll();
    if (next == null) {
      busy.remove(dialogId);
    } else {
      next.run();
    }
  }

  /** Number of commands that run or wait. */
  int size() {
    return size;
  }
}
