package dev.dialogporten.http.server;

import dev.dialogporten.http.server.Refusals.Reason;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/**
 * The heads and bodies that are on their way in either direction. Each may take some time, and
 * longer for every byte that has gone through: who sends or reads more slowly than that is given
 * up. Belongs to one event loop; its clock is coarse, so that starting and ending a transfer costs
 * next to nothing.
 */
public final class Transfers {
  private final long patience;
  private final long bytesPerSecond;
  private final Refusals refusals;
  private final Set<Transfer> open = new HashSet<>();
  private long now = System.nanoTime();

  public Transfers(Vertx vertx, Duration patience, long bytesPerSecond, Refusals refusals) {
    this.patience = patience.toNanos();
    this.bytesPerSecond = bytesPerSecond;
    this.refusals = refusals;
    long period = Math.max(10, Math.min(1000, patience.toMillis() / 4));
    vertx.setPeriodic(period, id -> endLate());
  }

  /**
   * @param reason counted when the transfer has become too slow
   * @param late is run once then
   */
  Transfer begin(Reason reason, Runnable late) {
    Transfer transfer = new Transfer(reason, late);
    open.add(transfer);
    return transfer;
  }

  /** Number of transfers under way. */
  int size() {
    return open.size();
  }

  private void endLate() {
    now = System.nanoTime();
    for (Transfer each : new ArrayList<>(open)) {
      if (each.isLate() && open.remove(each)) {
        refusals.count(each.reason);
        each.late.run();
      }
    }
  }

  /** One body. */
  final class Transfer {
    private final Reason reason;
    private final Runnable late;
    private final long since = now;
    private long bytes;

    private Transfer(Reason reason, Runnable late) {
      this.reason = reason;
      this.late = late;
    }

    /** So many bytes more have gone through. */
    void moved(int count) {
      bytes += count;
    }

    void end() {
      open.remove(this);
    }

    private boolean isLate() {
      double earned = bytes * 1e9 / bytesPerSecond;
      return now - since > patience + earned;
    }
  }
}
