package dev.dialogporten.bus;

import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets some tasks run at the same time and the rest wait, organisation by organisation in turn: who
 * has thousands waiting delays another's single one by a turn, not by thousands. One alone gets
 * most of the slots, but never the last, and half of the room to wait. Bound to one event loop.
 */
public final class FairQueue {
  private static final Logger LOG = LoggerFactory.getLogger(FairQueue.class);

  private final int slots;
  private final int slotsOfOne;
  private final int room;
  private final int roomOfOne;
  private final Map<String, Line> lines = new HashMap<>();
  private final ArrayDeque<Line> turns = new ArrayDeque<>();
  private int running;
  private int waiting;
  private boolean draining;

  /** One organisation's tasks; it is in {@code turns} while any of them wait. */
  private static final class Line {
    private final String name;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(0);
    private int running;

    Line(String name) {
      this.name = name;
    }
  }

  /**
   * @param slots most tasks that run
   * @param room most tasks that wait
   */
  public FairQueue(int slots, int room) {
    this.slots = slots;
    this.slotsOfOne = slots == 1 ? 1 : slots - Math.max(1, slots / 4);
    this.room = room;
    this.roomOfOne = Math.max(1, room / 2);
  }

  /** Runs the task at once or in its turn; fails with 503 or 429 when too many wait already. */
  public <T> Future<T> run(String organization, Supplier<Future<T>> task) {
    Line line = lines.computeIfAbsent(organization, Line::new);
    if (line.waiting.isEmpty() && running < slots && line.running < slotsOfOne) {
      return start(line, task);
    }
    if (waiting >= room) {
      forget(line);
      return Future.failedFuture(
          Problem.unavailable("Too many requests are waiting. Nothing was changed; try again.")
              .toException());
    }
    if (line.waiting.size() >= roomOfOne) {
      return Future.failedFuture(
          Problem.tooMany(
                  "Too many requests of your organisation are waiting. Nothing was changed; wait"
                      + " for answers before sending more.")
              .toException());
    }
    Promise<T> promise = Promise.promise();
    line.waiting.add(() -> start(line, task).onComplete(promise));
    if (line.waiting.size() == 1) {
      turns.add(line);
    }
    waiting++;
    return promise.future();
  }

  private <T> Future<T> start(Line line, Supplier<Future<T>> task) {
    running++;
    line.running++;
    Future<T> result;
    try {
      result = task.get();
    } catch (Throwable e) {
      result = Future.failedFuture(e);
    }
    result.onComplete(
        done -> {
          running--;
          line.running--;
          drain();
          forget(line);
        });
    return result;
  }

  /** Only organisations with tasks are known: their number is bounded, too. */
  private void forget(Line line) {
    if (line.running == 0 && line.waiting.isEmpty()) {
      lines.remove(line.name, line);
    }
  }

  /** A loop, not a recursion: any number of tasks may finish at once. */
  private void drain() {
    if (draining || turns.isEmpty()) {
      return;
    }
    draining = true;
    for (int passed = 0; running < slots && passed < turns.size(); ) {
      Line line = turns.poll();
      if (line.running >= slotsOfOne) {
        turns.add(line);
        passed++;
        continue;
      }
      Runnable next = line.waiting.poll();
      waiting--;
      if (!line.waiting.isEmpty()) {
        turns.add(line);
      }
      passed = 0;
      try {
        next.run();
      } catch (Throwable e) {
        LOG.error("A callback failed", e);
      }
    }
    draining = false;
  }

  int waiting() {
    return waiting;
  }

  int running() {
    return running;
  }

  /** Organisations with tasks. */
  int lines() {
    return lines.size();
  }
}
