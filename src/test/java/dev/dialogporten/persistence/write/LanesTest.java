package dev.dialogporten.persistence.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final long LATER = System.nanoTime() + Long.MAX_VALUE / 2;

  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final List<String> started = new ArrayList<>();

  @Test
  void sameDialog_oneAfterAnother_inOrderOfArrival() {
    Lanes lanes = lanes(10);
    Promise<String> first = Promise.promise();
    Promise<String> second = Promise.promise();
    lanes.run(one, LATER, turn -> start("first", first));
    Future<String> waiting = lanes.run(one, LATER, turn -> start("second", second));
    lanes.run(one, LATER, turn -> start("third", Promise.promise()));
    assertThat(started).containsExactly("first");
    first.complete("done");
    assertThat(started).containsExactly("first", "second");
    second.fail("refused");
    assertThat(started).containsExactly("first", "second", "third");
    assertThat(waiting.failed()).isTrue();
  }

  @Test
  void differentDialogs_sideBySide() {
    Lanes lanes = lanes(10);
    lanes.run(one, LATER, turn -> start("one", Promise.promise()));
    lanes.run(other, LATER, turn -> start("other", Promise.promise()));
    assertThat(started).containsExactly("one", "other");
  }

  @Test
  void throwingTask_failsItsFuture_andFreesTheLane() {
    Lanes lanes = lanes(10);
    Future<String> thrown =
        lanes.run(
            one,
            LATER,
            turn -> {
              throw new IllegalStateException("bug");
            });
    assertThat(thrown.cause()).hasMessage("bug");
    assertThat(lanes.size()).isZero();
    assertThat(lanes.run(one, LATER, turn -> Future.succeededFuture("next")).result())
        .isEqualTo("next");
  }

  @Test
  void full_refusesAtOnce_andTakesAgainWhenThereIsRoom() {
    Lanes lanes = lanes(2);
    Promise<String> first = Promise.promise();
    lanes.run(one, LATER, turn -> start("first", first));
    lanes.run(one, LATER, turn -> start("second", Promise.promise()));
    Future<String> refused = lanes.run(other, LATER, turn -> start("refused", Promise.promise()));
    assertThat(((ProblemException) refused.cause()).problem().type())
        .isEqualTo(ProblemType.UNAVAILABLE);
    assertThat(started).doesNotContain("refused");
    first.complete("done");
    assertThat(lanes.run(other, LATER, turn -> Future.succeededFuture("in")).result())
        .isEqualTo("in");
  }

  @Test
  void manyWaiting_thatFinishAtOnce_doNotExhaustTheStack() {
    Lanes lanes = lanes(100_000);
    Promise<String> first = Promise.promise();
    lanes.run(one, LATER, turn -> first.future());
    List<Future<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      int number = i;
      waiting.add(lanes.run(one, LATER, turn -> Future.succeededFuture(number)));
    }
    first.complete("go");
    assertThat(waiting).allMatch(Future::succeeded);
    assertThat(lanes.size()).isZero();
  }

  @Test
  void turnThatIsDue_endsWithNothingChanged_andTheNextBegins() {
    Lanes lanes = lanes(10);
    Promise<String> slow = Promise.promise();
    Future<String> first = lanes.run(one, 100, turn -> start("first", slow));
    Future<String> tooLate = lanes.run(one, 100, turn -> start("too late", Promise.promise()));
    Future<String> second = lanes.run(one, 300, turn -> Future.succeededFuture("second"));
    lanes.sweep(99);
    assertThat(first.isComplete()).isFalse();

    lanes.sweep(100);

    assertThat(codeOf(first)).isEqualTo("unavailable");
    assertThat(codeOf(tooLate)).isEqualTo("unavailable");
    assertThat(second.result()).isEqualTo("second");
    assertThat(started).containsExactly("first");
    slow.complete("after all");
    assertThat(lanes.size()).isZero();
  }

  @Test
  void turnThatIsDue_whileItsWriteIsUnderWay_hasAnUnknownOutcome() {
    Lanes lanes = lanes(10);
    Future<String> first =
        lanes.run(
            one,
            100,
            turn -> {
              turn.leaves();
              return Promise.<String>promise().future();
            });
    lanes.sweep(100);
    assertThat(codeOf(first)).isEqualTo("outcome_unknown");
  }

  private static String codeOf(Future<?> refused) {
    return ((ProblemException) refused.cause()).problem().type().code();
  }

  private static Lanes lanes(int bound) {
    return new Lanes(bound, new Progress("commands"));
  }

  private Future<String> start(String name, Promise<String> promise) {
    started.add(name);
    return promise.future();
  }
}
