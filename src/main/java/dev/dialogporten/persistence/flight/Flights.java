package dev.dialogporten.persistence.flight;

import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers, sends, lands. What comes when nothing is under way leaves at the end of the tick;
 * otherwise it waits until a flight lands or a batch is full, and then many leave together. A
 * flight lands whatever throws: the executor, the carrier, the callbacks of those who wait. Who is
 * not told anything by then is told so. Bounded, and bound to one event loop.
 */
public final class Flights<Q, A> {
  private static final Logger LOG = LoggerFactory.getLogger(Flights.class);

  private final Limits limits;
  private final Executor endOfTick;
  private final Progress progress;
  private final Carrier<Q, A> carrier;
  private final ArrayDeque<Passenger<Q, A>> queue = new ArrayDeque<>();
  private int flights;
  private boolean departing;
  private boolean launching;

  /** Carries a batch to the database and back. */
  public interface Carrier<Q, A> {
    /**
     * The result's task tells the passengers; it runs when the next batch has left, so that the
     * database is kept busy first.
     */
    Future<Runnable> carry(List<Passenger<Q, A>> batch);
  }

  /**
   * @param batch most items of one flight
   * @param flights most flights under way at once
   * @param queue most items that wait; more are refused with 503
   */
  public record Limits(int batch, int flights, int queue) {}

  /**
   * @param endOfTick runs a task on this event loop behind what waits there already
   */
  public Flights(Limits limits, Executor endOfTick, Progress progress, Carrier<Q, A> carrier) {
    this.limits = limits;
    this.endOfTick = endOfTick;
    this.progress = progress;
    this.carrier = carrier;
  }

  /** Whether {@link #board} is to be refused. */
  public boolean isFull() {
    return queue.size() >= limits.queue;
  }

  /** Sends an item with one of the next flights; unless its turn is over by then. */
  public Future<A> send(Q item, Turn turn) {
    if (isFull()) {
      return Future.failedFuture(Problem.queueFull().toException());
    }
    Passenger<Q, A> passenger = new Passenger<>(item, turn);
    Future<A> answer = passenger.join();
    board(passenger);
    return answer;
  }

  public void board(Passenger<Q, A> passenger) {
    queue.add(passenger);
    progress.entered();
    if (departing || !mayDepart()) {
      return;
    }
    departing = true;
    try {
      endOfTick.execute(this::endOfTick);
    } catch (Throwable e) {
      LOG.error("Work could not be put off to the end of the tick", e);
      endOfTick();
    }
  }

  /** Removes those whose turn is over, which matters when no flight lands for long. */
  public void sweep() {
    queue.removeIf(passenger -> passenger.turn().isOver() && withdraw(passenger));
  }

  private boolean withdraw(Passenger<Q, A> passenger) {
    progress.left();
    passenger.fail(new IllegalStateException("the turn is over"));
    return true;
  }

  private void endOfTick() {
    departing = false;
    depart();
  }

  private boolean mayDepart() {
    return !queue.isEmpty()
        && (flights == 0 || (flights < limits.flights && queue.size() >= limits.batch));
  }

  /** A loop, not a recursion: any number of flights may land at once. */
  private void depart() {
    if (launching) {
      return;
    }
    launching = true;
    while (mayDepart()) {
      List<Passenger<Q, A>> batch = next();
      if (!batch.isEmpty()) {
        launch(batch);
      }
    }
    launching = false;
  }

  private List<Passenger<Q, A>> next() {
    List<Passenger<Q, A>> batch = new ArrayList<>(Math.min(queue.size(), limits.batch));
    while (batch.size() < limits.batch && !queue.isEmpty()) {
      Passenger<Q, A> passenger = queue.poll();
      if (passenger.turn().isOver()) {
        withdraw(passenger);
      } else {
        passenger.turn().leaves();
        batch.add(passenger);
      }
    }
    return batch;
  }

  private void launch(List<Passenger<Q, A>> batch) {
    flights++;
    Future<Runnable> landing;
    try {
      landing = carrier.carry(batch);
    } catch (Throwable e) {
      landing = Future.failedFuture(e);
    }
    landing.onComplete(
        telling -> land(batch, telling, null), failure -> land(batch, () -> {}, failure));
  }

  private void land(List<Passenger<Q, A>> batch, Runnable telling, Throwable failure) {
    flights--;
    progress.finished(batch.size());
    depart();
    Throwable reason = failure;
    try {
      telling.run();
    } catch (Throwable e) {
      LOG.error("The answers to a batch could not be told", e);
      reason = e;
    }
    for (Passenger<Q, A> passenger : batch) {
      if (!passenger.isTold()) {
        passenger.fail(reason == null ? new IllegalStateException("no answer") : reason);
      }
    }
  }
}
