package dev.dialogporten.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final List<String> started = new ArrayList<>();

  @Test
  void sameDialog_oneAfterAnother_inOrderOfArrival() {
    Lanes lanes = new Lanes(10);
    Promise<String> first = Promise.promise();
    Promise<String> second = Promise.promise();
    lanes.run(one, () -> start("first", first));
    Future<String> waiting = lanes.run(one, () -> start("second", second));
    lanes.run(one, () -> start("third", Promise.promise()));
    assertThat(started).containsExactly("first");
    first.complete("done");
    assertThat(started).containsExactly("first", "second");
    second.fail("refused");
    assertThat(started).containsExactly("first", "second", "third");
    assertThat(waiting.failed()).isTrue();
  }

  @Test
  void differentDialogs_sideBySide() {
    Lanes lanes = new Lanes(10);
    lanes.run(one, () -> start("one", Promise.promise()));
    lanes.run(other, () -> start("other", Promise.promise()));
    assertThat(started).containsExactly("one", "other");
  }

  @Test
  void throwingTask_failsItsFuture_andFreesTheLane() {
    Lanes lanes = new Lanes(10);
    Future<String> thrown =
        lanes.run(
            one,
            () -> {
              throw new IllegalStateException("bug");
            });
    assertThat(thrown.cause()).hasMessage("bug");
    assertThat(lanes.size()).isZero();
    assertThat(lanes.run(one, () -> Future.succeededFuture("next")).result()).isEqualTo("next");
  }

  @Test
  void full_refusesAtOnce_andTakesAgainWhenThereIsRoom() {
    Lanes lanes = new Lanes(2);
    Promise<String> first = Promise.promise();
    lanes.run(one, () -> start("first", first));
    lanes.run(one, () -> start("second", Promise.promise()));
    Future<String> refused = lanes.run(other, () -> start("refused", Promise.promise()));
    assertThat(((ProblemException) refused.cause()).problem().type())
        .isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(started).doesNotContain("refused");
    first.complete("done");
    assertThat(lanes.run(other, () -> Future.succeededFuture("in")).result()).isEqualTo("in");
  }

  @Test
  void manyWaiting_thatFinishAtOnce_doNotExhaustTheStack() {
    Lanes lanes = new Lanes(100_000);
    Promise<String> first = Promise.promise();
    lanes.run(one, () -> first.future());
    List<Future<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      int number = i;
      waiting.add(lanes.run(one, () -> Future.succeededFuture(number)));
    }
    first.complete("go");
    assertThat(waiting).allMatch(Future::succeeded);
    assertThat(lanes.size()).isZero();
  }

  private Future<String> start(String name, Promise<String> promise) {
    started.add(name);
    return promise.future();
  }
}
