package dev.dialogporten.persistence.flight;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something to send, and everybody who waits for its answer. Each of them is told, whatever the
 * callbacks of the others throw. Bound to one event loop.
 */
public final class Passenger<Q, A> {
  private static final Logger LOG = LoggerFactory.getLogger(Passenger.class);

  private final Q item;
  private final Turn turn;
  private final List<Promise<A>> waiting = new ArrayList<>(1);
  private boolean told;

  public Passenger(Q item, Turn turn) {
    this.item = item;
    this.turn = turn;
  }

  public Q item() {
    return item;
  }

  Turn turn() {
    return turn;
  }

  boolean isTold() {
    return told;
  }

  /** One more who waits. */
  public Future<A> join() {
    Promise<A> promise = Promise.promise();
    waiting.add(promise);
    return promise.future();
  }

  public void tell(A answer) {
    each(promise -> promise.tryComplete(answer));
  }

  public void fail(Throwable failure) {
    each(promise -> promise.tryFail(failure));
  }

  private void each(Consumer<Promise<A>> telling) {
    told = true;
    turn.answered();
    for (Promise<A> promise : waiting) {
      try {
        telling.accept(promise);
      } catch (Throwable e) {
        LOG.error("A callback failed", e);
      }
    }
  }
}
