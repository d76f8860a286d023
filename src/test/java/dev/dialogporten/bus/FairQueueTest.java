package dev.dialogporten.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final List<String> started = new ArrayList<>();
  private final ArrayDeque<Promise<String>> running = new ArrayDeque<>();

  @Test
  void oneAlone_getsAllSlotsButOne_andAnotherTheLast() {
    FairQueue queue = new FairQueue(4, 100);
    send(queue, "a", 10);
    assertThat(started).containsExactly("a", "a", "a");
    send(queue, "b", 1);
    assertThat(started).containsExactly("a", "a", "a", "b");
  }

  @Test
  void organisationsTakeTurns_howeverMuchOneHasWaiting() {
    FairQueue queue = new FairQueue(1, 100);
    send(queue, "a", 40);
    send(queue, "b", 2);
    send(queue, "c", 1);
    finish(6);
    assertThat(started).containsExactly("a", "a", "b", "c", "a", "b", "a");
    finish(40);
    assertThat(started).hasSize(43);
    assertThat(queue.lines()).isZero();
    assertThat(queue.running() + queue.waiting()).isZero();
  }

  @Test
  void roomOfOne_429_roomOfAll_503() {
    FairQueue queue = new FairQueue(1, 4);
    assertThat(send(queue, "a", 3).failed()).isFalse();
    assertThat(refusal(send(queue, "a", 1))).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(send(queue, "b", 2).failed()).isFalse();
    assertThat(refusal(send(queue, "c", 1))).isEqualTo(ProblemType.UNAVAILABLE);
    finish(10);
    assertThat(send(queue, "c", 1).failed()).isFalse();
  }

  @Test
  void refused_leavesNothingBehind() {
    FairQueue queue = new FairQueue(1, 1);
    send(queue, "a", 2);
    for (int i = 0; i < 100; i++) {
      send(queue, "other " + i, 1);
    }
    finish(10);
    assertThat(queue.lines()).isZero();
  }

  @Test
  void throwingTask_givesItsSlotBack() {
    FairQueue queue = new FairQueue(1, 10);
    Future<String> thrown =
        queue.run(
            "a",
            () -> {
              throw new IllegalStateException("bug");
            });
    assertThat(thrown.cause()).hasMessage("bug");
    assertThat(queue.run("b", () -> Future.succeededFuture("done")).result()).isEqualTo("done");
  }

  @Test
  void manyThatEndAtOnce_doNotNest() {
    FairQueue queue = new FairQueue(1, 200_000);
    Promise<String> first = Promise.promise();
    queue.run("a", first::future);
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      all.add(queue.run("a", () -> Future.succeededFuture("done")));
    }
    first.complete("go");
    assertThat(all).allMatch(Future::succeeded);
  }

  /** Whatever comes in whatever order: never more than allowed, and all of it is done. */
  @Test
  void anyOrder_boundsHold_nothingIsForgotten() {
    Random random = new Random(20);
    for (int round = 0; round < 200; round++) {
      int slots = 1 + random.nextInt(8);
      FairQueue queue = new FairQueue(slots, 1 + random.nextInt(50));
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        if (random.nextInt(3) > 0) {
          all.add(send(queue, "org" + random.nextInt(5), 1));
        } else {
          finish(1);
        }
        assertThat(queue.running()).isLessThanOrEqualTo(slots);
      }
      finish(1000);
      assertThat(all).allMatch(Future::isComplete);
      assertThat(queue.lines() + queue.running() + queue.waiting()).isZero();
    }
  }

  private Future<String> send(FairQueue queue, String organization, int times) {
    Future<String> last = null;
    for (int i = 0; i < times; i++) {
      last =
          queue.run(
              organization,
              () -> {
                started.add(organization);
                Promise<String> promise = Promise.promise();
                running.add(promise);
                return promise.future();
              });
    }
    return last;
  }

  private void finish(int times) {
    for (int i = 0; i < times && !running.isEmpty(); i++) {
      running.poll().complete("done");
    }
  }

  private static ProblemType refusal(Future<?> future) {
    return ((ProblemException) future.cause()).problem().type();
  }
}
