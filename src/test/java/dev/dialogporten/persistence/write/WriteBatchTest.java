package dev.dialogporten.persistence.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.Units;
import dev.dialogporten.persistence.flight.Flights;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Turn;
import dev.dialogporten.persistence.rows.Unbindable;
import dev.dialogporten.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A client that fails in every way at every call: all units are answered, and the next works. */
class WriteBatchTest {
  private static final int UNITS = 6;
  private static final int CALLS = 30;

  private final FaultyClient client = new FaultyClient();
  private int commits;
  private final WriteBatch batch =
      new WriteBatch(
          client.proxy(),
          WriteStatement.Kind.UPDATE,
          new Flights.Limits(3, 1, 100),
          Runnable::run,
          new Progress("units"),
          () -> {
            commits++;
            client.call();
          });

  static Stream<Arguments> faults() {
    List<Supplier<Throwable>> failures =
        List.of(
            () -> new PgException("doppelter Schlüsselwert", "FEHLER", "23505", "Schlüssel ..."),
            () -> new PgException("Deadlock entdeckt", "FEHLER", "40P01", null),
            () -> new IOException("connection reset"),
            () -> new IllegalStateException("a bug"));
    return IntStream.range(0, CALLS)
        .boxed()
        .flatMap(nth -> failures.stream().map(failure -> Arguments.of(nth, failure.get())));
  }

  /** Calls that return a future fail by it, all others throw. */
  @ParameterizedTest
  @MethodSource("faults")
  void nthCallFails_everybodyIsAnswered_andTheNextWorks(int nth, Throwable failure) {
    client.failAt(nth, failure);
    List<Future<Row>> answers = new ArrayList<>();
    for (int i = 0; i < UNITS; i++) {
      answers.add(batch.write(unit(), Turn.endless()));
    }
    client.answerAll();

    assertThat(answers).allMatch(Future::isComplete);
    client.failAt(-1, null);
    Future<Row> next = batch.write(unit(), Turn.endless());
    client.answerAll();
    assertThat(next.result()).isNotNull();
  }

  @Test
  void unitThatCannotBeBound_hurtsOnlyItself() {
    List<Future<Row>> answers = new ArrayList<>();
    answers.add(batch.write(unit(), Turn.endless()));
    answers.add(batch.write(unit(), Turn.endless()));
    Dialog dialog = Units.dialog();
    answers.add(
        batch.write(new WriteUnit(dialog, dialog, WriteUnit.Children.NONE, null), Turn.endless()));
    client.answerAll();
    assertThat(answers.subList(0, 2)).allMatch(answer -> answer.result() != null);
    assertThat(answers.get(2).cause()).isInstanceOf(Unbindable.class);
  }

  @Test
  void committed_isToldOnce_perStatement() {
    for (int i = 0; i < 4; i++) {
      batch.write(unit(), Turn.endless());
    }
    client.answerAll();
    assertThat(commits).isEqualTo(2);
  }

  @Test
  void connectionLostUnderway_isAnUnknownOutcome() {
    client.failAt(2, new IOException("connection reset"));
    Future<Row> answer = batch.write(unit(), Turn.endless());
    client.answerAll();
    assertThat(((ProblemException) answer.cause()).problem().type().code())
        .isEqualTo("outcome_unknown");
  }

  private static WriteUnit unit() {
    Dialog dialog = Units.dialog();
    return Units.update(dialog, Units.progressed(dialog, 1), WriteUnit.Children.NONE);
  }

  /** Writes everything it is asked to; every call is counted, and the n-th fails. */
  private static final class FaultyClient {
    private final ArrayDeque<Runnable> underWay = new ArrayDeque<>();
    private int left = -1;
    private Throwable failure;

    void failAt(int nth, Throwable with) {
      left = nth;
      failure = with;
    }

    void answerAll() {
      while (!underWay.isEmpty()) {
        underWay.poll().run();
      }
    }

    private boolean isDue() {
      return left-- == 0;
    }

    void call() {
      if (isDue()) {
        throw new IllegalStateException(failure);
      }
    }

    SqlClient proxy() {
      return proxy(
          SqlClient.class,
          (self, method, arguments) -> {
            call();
            return proxy(PreparedQuery.class, (s, m, a) -> execute((Tuple) a[0]));
          });
    }

    private Future<RowSet<Row>> execute(Tuple parameters) {
      call();
      Promise<RowSet<Row>> answer = Promise.promise();
      Object first = parameters.getValue(0);
      UUID[] ids = first instanceof UUID[] many ? many : new UUID[] {(UUID) first};
      underWay.add(
          () -> {
            if (isDue()) {
              answer.fail(failure);
            } else {
              answer.complete(rows(ids));
            }
          });
      return answer.future();
    }

    @SuppressWarnings("unchecked")
    private RowSet<Row> rows(UUID[] ids) {
      return proxy(
          RowSet.class,
          (self, method, arguments) -> {
            call();
            return method.getName().equals("size") ? ids.length : iterator(ids);
          });
    }

    private RowIterator<?> iterator(UUID[] ids) {
      int[] at = {0};
      return proxy(
          RowIterator.class,
          (self, method, arguments) -> {
            call();
            if (method.getName().equals("hasNext")) {
              return at[0] < ids.length;
            }
            UUID id = ids[at[0]++];
            return proxy(
                Row.class,
                (s, m, a) -> {
                  call();
                  return id;
                });
          });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }
}
