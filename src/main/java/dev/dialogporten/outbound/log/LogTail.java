package dev.dialogporten.outbound.log;

import dev.dialogporten.event.Position;
import dev.dialogporten.problem.Interruption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the end of the change log for everybody on this node, so that ten receivers do not read
 * it ten times. Keeps the newest rows in memory; who is further behind reads the database. Without
 * listeners nothing is read at all. All methods belong to one event loop.
 */
public final class LogTail {
  private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);
  private static final int PAGE = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final ChangeRows rows;
  private final Pace pace;
  private final Interruption interruption = new Interruption(LOG, "The change log is not followed");
  private final RecentChanges recent = new RecentChanges();
  private final List<Consumer<List<LoggedChange>>> listeners = new ArrayList<>();
  private boolean positioned;
  private long epoch;
  private boolean reading;
  private boolean woken;
  private long timer = -1;
  private boolean closed;

  public LogTail(Vertx vertx, ChangeRows rows, Pace pace) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.rows = rows;
    this.pace = pace;
  }

  /**
   * Calls back with every new stretch of the log; only from then on is the log followed. An empty
   * one comes when the end of the log has been found: what lies before it is in no stretch, a
   * listener that has waited for it until then reads it by {@link #after}.
   */
  public void listen(Consumer<List<LoggedChange>> listener) {
    listeners.add(listener);
    wake();
  }

  public void forget(Consumer<List<LoggedChange>> listener) {
    listeners.remove(listener);
    if (listeners.isEmpty()) {
      positioned = false;
      recent.clear();
    }
  }

  /** Something was committed on this node. */
  public void wake() {
    woken = true;
    if (!reading) {
      schedule(pace.untilNextRead(System.nanoTime()));
    }
  }

  /** What lies behind a position, from memory when it reaches back that far. */
  public Future<LogPage> after(Position position, String org, int limit) {
    LogPage page = remembered(position, org, limit);
    return page != null ? Future.succeededFuture(page) : rows.following(position, org, limit);
  }

  /** What lies behind a position; null when memory does not reach back that far. */
  public LogPage remembered(Position position, String org, int limit) {
    return positioned ? recent.after(position, org, limit) : null;
  }

  /** Rows in memory behind a position; -1 when memory does not reach back that far. */
  public long rowsBehind(Position position) {
    return positioned ? recent.rowsBehind(position) : -1;
  }

  /** The newest position that was read; null before the first read. */
  public Position head() {
    return positioned ? recent.head() : null;
  }

  public ChangeRows rows() {
    return rows;
  }

  public void close() {
    closed = true;
    listeners.clear();
    vertx.cancelTimer(timer);
  }

  private void schedule(long millis) {
    vertx.cancelTimer(timer);
    if (closed || listeners.isEmpty()) {
      return;
    }
    if (millis <= 0) {
      read();
    } else {
      timer = vertx.setTimer(millis, id -> read());
    }
  }

  private void read() {
    if (reading || closed) {
      return;
    }
    reading = true;
    woken = false;
    pace.started(System.nanoTime());
    Future<ChangeRows.Tip> tip = positioned ? rows.newest(recent.head(), PAGE) : rows.tip();
    tip.onComplete(
        read -> context.runOnContext(v -> accept(read)),
        failure -> context.runOnContext(v -> failed(failure)));
  }

  private void accept(ChangeRows.Tip tip) {
    reading = false;
    interruption.worked();
    pace.finished(System.nanoTime());
    if (listeners.isEmpty()) {
      return;
    }
    if (positioned && tip.epoch() != epoch) {
      beginAnew(tip.epoch());
      return;
    }
    epoch = tip.epoch();
    LogPage page = tip.page();
    List<LoggedChange> changes = positioned ? page.changes() : List.of();
    boolean first = !positioned;
    positioned = true;
    recent.add(page);
    if (first || !changes.isEmpty()) {
      List.copyOf(listeners).forEach(listener -> tell(listener, changes));
    }
    pace.found(changes.size());
    schedule(page.atEnd() ? untilNext() : 0);
  }

  /**
   * What is in memory may have been lost with another server. The end of the log is looked for
   * again; followers, each at its own place, read what lies before it from the database.
   */
  private void beginAnew(long now) {
    LOG.warn("The change log has gone from epoch {} to {}: followers read on there", epoch, now);
    positioned = false;
    recent.clear();
    read();
  }

  /** What one of them makes of it is no reason for the others to hear nothing more. */
  private void tell(Consumer<List<LoggedChange>> listener, List<LoggedChange> changes) {
    try {
      listener.accept(changes);
    } catch (RuntimeException e) {
      LOG.error("A follower of the change log has failed", e);
    }
  }

  private long untilNext() {
    long pause = pace.untilNextRead(System.nanoTime());
    return woken ? pause : Math.max(pause, pace.untilNextPoll());
  }

  private void failed(Throwable failure) {
    reading = false;
    interruption.failed(failure);
    schedule(Pace.AFTER_FAILURE_MILLIS);
  }
}
