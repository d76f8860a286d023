package dev.dialogporten.persistence.flight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlightsTest {
  private final Progress progress = new Progress("items");
  private final List<List<String>> sent = new ArrayList<>();
  private final List<Promise<Void>> airborne = new ArrayList<>();

  @Test
  void idle_leavesAtTheEndOfTheTick_together() {
    ArrayDeque<Runnable> tick = new ArrayDeque<>();
    Flights<String, String> flights = flights(10, tick::add);
    flights.send("a", Turn.endless());
    flights.send("b", Turn.endless());
    assertThat(sent).isEmpty();
    tick.poll().run();
    assertThat(sent).containsExactly(List.of("a", "b"));
  }

  @Test
  void underWay_gathersUntilItLands_inBatches() {
    Flights<String, String> flights = flights(2, Runnable::run);
    List<Future<String>> answers = new ArrayList<>();
    for (String item : List.of("a", "b", "c", "d")) {
      answers.add(flights.send(item, Turn.endless()));
    }
    assertThat(sent).containsExactly(List.of("a"));
    airborne.get(0).complete();
    assertThat(sent).containsExactly(List.of("a"), List.of("b", "c"));
    airborne.get(1).complete();
    airborne.get(2).complete();
    assertThat(answers).extracting(Future::result).containsExactly("a!", "b!", "c!", "d!");
  }

  @Test
  void nextBatch_leavesBeforeTheAnswersAreTold() {
    Flights<String, String> flights = flights(2, Runnable::run);
    List<Integer> sentWhenTold = new ArrayList<>();
    flights.send("a", Turn.endless()).onSuccess(told -> sentWhenTold.add(sent.size()));
    flights.send("b", Turn.endless());
    airborne.get(0).complete();
    assertThat(sentWhenTold).containsExactly(2);
  }

  @Test
  void full_refuses_andTakesAgain() {
    Flights<String, String> flights =
        new Flights<>(new Flights.Limits(1, 1, 1), Runnable::run, progress, this::carry);
    flights.send("flies", Turn.endless());
    flights.send("waits", Turn.endless());
    assertThat(flights.send("refused", Turn.endless()).cause())
        .isInstanceOf(ProblemException.class);
    airborne.get(0).complete();
    assertThat(flights.send("waits too", Turn.endless()).isComplete()).isFalse();
  }

  @Test
  void turnThatIsOver_neverLeaves() {
    Flights<String, String> flights = flights(2, Runnable::run);
    flights.send("a", Turn.endless());
    Turn turn = Turn.endless();
    Future<String> late = flights.send("late", turn);
    turn.end();
    airborne.get(0).complete();
    assertThat(sent).containsExactly(List.of("a"));
    assertThat(late.failed()).isTrue();
  }

  @Test
  void sweep_removesWhoseTurnIsOver_whileNothingLands() {
    Flights<String, String> flights =
        new Flights<>(new Flights.Limits(1, 1, 1), Runnable::run, progress, this::carry);
    flights.send("flies", Turn.endless());
    Turn turn = Turn.endless();
    flights.send("waits", turn);
    turn.end();
    flights.sweep();
    assertThat(flights.isFull()).isFalse();
  }

  @Test
  void callbackThatThrows_hurtsNobodyElse() {
    Flights<String, String> flights = flights(3, Runnable::run);
    flights.send("first", Turn.endless());
    Passenger<String, String> shared = new Passenger<>("shared", Turn.endless());
    shared
        .join()
        .onComplete(
            told -> {
              throw new IllegalStateException("a bug of one who waits");
            });
    Future<String> other = shared.join();
    flights.board(shared);
    Future<String> third = flights.send("third", Turn.endless());
    airborne.get(0).complete();
    airborne.get(1).complete();
    assertThat(other.result()).isEqualTo("shared!");
    assertThat(third.result()).isEqualTo("third!");
  }

  static IntStream calls() {
    return IntStream.range(0, 40);
  }

  /**
   * Everything that is called from outside, the executor, the carrier, the telling and the
   * callbacks, goes through one counter that throws at the n-th call.
   */
  @ParameterizedTest
  @MethodSource("calls")
  void whateverThrows_everybodyIsAnswered_andTheNextWorks(int nth) {
    Faulty faulty = new Faulty(nth);
    Flights<String, String> flights =
        new Flights<>(
            new Flights.Limits(2, 1, 100),
            task -> {
              faulty.call();
              task.run();
              faulty.call();
            },
            progress,
            batch -> faulty.carry(batch));
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Future<String> answer = flights.send("item " + i, Turn.endless());
      answer.onComplete(done -> faulty.call());
      answers.add(answer);
    }
    faulty.landAll();

    assertThat(answers).allMatch(Future::isComplete);
    faulty.left = -1;
    Future<String> next = flights.send("next", Turn.endless());
    faulty.landAll();
    assertThat(next.result()).isEqualTo("next!");
    assertThat(progress.stalled(System.nanoTime() + 1_000_000, 1)).isEmpty();
  }

  private static final class Faulty {
    private final ArrayDeque<Promise<Void>> airborne = new ArrayDeque<>();
    private int left;

    Faulty(int nth) {
      this.left = nth;
    }

    void call() {
      if (left-- == 0) {
        throw new IllegalStateException("thrown on purpose");
      }
    }

    Future<Runnable> carry(List<Passenger<String, String>> batch) {
      call();
      Promise<Void> landing = Promise.promise();
      airborne.add(landing);
      return landing
          .future()
          .map(
              landed -> {
                call();
                return () ->
                    batch.forEach(
                        passenger -> {
                          call();
                          passenger.tell(passenger.item() + "!");
                        });
              });
    }

    void landAll() {
      while (!airborne.isEmpty()) {
        airborne.poll().complete();
      }
    }
  }

  private Flights<String, String> flights(int batch, Executor endOfTick) {
    return new Flights<>(new Flights.Limits(batch, 1, 100), endOfTick, progress, this::carry);
  }

  private Future<Runnable> carry(List<Passenger<String, String>> batch) {
    sent.add(batch.stream().map(Passenger::item).toList());
    Promise<Void> landing = Promise.promise();
    airborne.add(landing);
    return landing.future().map(landed -> () -> batch.forEach(one -> one.tell(one.item() + "!")));
  }
}
