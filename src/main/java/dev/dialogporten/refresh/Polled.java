package dev.dialogporten.refresh;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is asked for now and then in the background, and kept when asking fails. Safe to
 * use from any thread.
 */
public final class Polled<T> {
  /** An answer older than this is still used, but its age is complained about at every attempt. */
  private static final Duration STALE = Duration.ofHours(26);

  private static final Logger LOG = LoggerFactory.getLogger(Polled.class);

  /**
   * How often to ask.
   *
   * @param every time between two questions when all is well
   * @param retry time to the next question after a failure; doubled with each further one
   * @param slowest bound of the doubling
   */
  public record Pace(Duration every, Duration retry, Duration slowest) {}

  private final Vertx vertx;
  private final String name;
  private final Supplier<Future<T>> question;
  private final Pace pace;
  private final Runnable changed;

  private volatile T latest;
  private volatile long answeredAt;
  // the rest is guarded by this
  private Future<T> asking;
  private Long askedAt;
  private int failures;
  private String complaint;
  private long timer = -1;
  private boolean closed;

  /**
   * @param name for the log
   * @param question its answers are compared with {@code equals}
   * @param changed called after each answer that differs from the one before
   */
  public Polled(
      Vertx vertx, String name, Supplier<Future<T>> question, Pace pace, Runnable changed) {
    this.vertx = vertx;
    this.name = name;
    this.question = question;
    this.pace = pace;
    this.changed = changed;
  }

  /** The last good answer, or null when there was none yet. */
  public T latest() {
    return latest;
  }

  /** Asks now. Those who call while a question is under way share its answer or failure. */
  public synchronized Future<T> refresh() {
    if (asking == null) {
      askedAt = System.nanoTime();
      Future<T> answer = question.get().transform(this::answered);
      asking = answer.isComplete() ? null : answer;
      return answer;
    }
    return asking;
  }

  /** As {@link #refresh}, but not again within this time of the last question. */
  public synchronized Future<T> refreshUnlessWithin(Duration least) {
    boolean recently = askedAt != null && System.nanoTime() - askedAt < least.toNanos();
    return asking == null && recently ? Future.succeededFuture(latest) : refresh();
  }

  /** Stops asking. */
  public synchronized void close() {
    closed = true;
    vertx.cancelTimer(timer);
  }

  private Future<T> answered(AsyncResult<T> result) {
    boolean differs = result.succeeded() && !result.result().equals(latest);
    if (result.succeeded()) {
      answeredAt = System.nanoTime();
      latest = result.result();
    }
    synchronized (this) {
      asking = null;
      failures = result.succeeded() ? 0 : failures + 1;
      report(result.cause());
      if (!closed) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(Math.max(1, untilNext().toMillis()), id -> refresh());
      }
    }
    if (differs) {
      changed.run();
    }
    return result.succeeded()
        ? Future.succeededFuture(result.result())
        : Future.failedFuture(result.cause());
  }

  /** Says a thing once, not at every attempt. */
  private void report(Throwable failure) {
    String text = failure == null ? null : String.valueOf(failure.getMessage());
    if (text == null && complaint != null) {
      LOG.info("{} can be read again", name);
    } else if (text != null && !text.equals(complaint)) {
      LOG.warn(
          "{} cannot be read, {}: {}",
          name,
          latest == null ? "nothing is known yet" : "what is known is kept",
          text);
    }
    if (text != null && latest != null && System.nanoTime() - answeredAt > STALE.toNanos()) {
      LOG.error("{} has not been read for more than {} hours", name, STALE.toHours());
    }
    complaint = text;
  }

  private Duration untilNext() {
    if (failures == 0) {
      return pace.every();
    }
    Duration wait = pace.retry().multipliedBy(1L << Math.min(failures - 1, 16));
    return wait.compareTo(pace.slowest()) < 0 ? wait : pace.slowest();
  }
}
