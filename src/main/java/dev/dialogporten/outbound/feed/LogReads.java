package dev.dialogporten.outbound.feed;

import dev.dialogporten.bus.FairQueue;
import dev.dialogporten.event.Position;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.LogPage;
import dev.dialogporten.outbound.log.LogTail;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Reads the log for callers: from the tail's memory, or on connections that nothing else waits for,
 * organisation by organisation in turn. Belongs to the tail's event loop.
 */
public final class LogReads {
  private final LogTail tail;
  private final ChangeRows rows;
  private final FairQueue turns;

  /**
   * @param rows on connections that the tail and the sinks do not need
   * @param slots most statements under way
   * @param room most that wait
   */
  public LogReads(LogTail tail, ChangeRows rows, int slots, int room) {
    this.tail = tail;
    this.rows = rows;
    this.turns = new FairQueue(slots, room);
  }

  LogTail tail() {
    return tail;
  }

  /** Looks at up to {@code limit} rows, of everybody's, and no further than needed for so many. */
  Future<LogPage> after(Position position, String org, boolean withSilent, int limit, int most) {
    LogPage page = tail.remembered(position, org, limit);
    return page != null
        ? Future.succeededFuture(page)
        : turns.run(org, () -> rows.following(position, org, withSilent, limit, most));
  }

  Future<LogPage> ofDialog(UUID dialogId, String org, Position from, int limit) {
    return turns.run(org, () -> rows.ofDialog(dialogId, org, from, limit));
  }

  Future<Boolean> isKnown(UUID dialogId, String org) {
    return turns.run(org, () -> rows.isKnown(dialogId, org));
  }

  /** The position; null becomes the oldest. 410 when rows behind it are gone. */
  Future<Position> check(String org, Position position) {
    return turns.run(org, () -> Positions.check(rows, position));
  }

  /** Where a reader of what is yet to come stands. */
  Future<Position> end(String org) {
    Position known = tail.head();
    return known != null ? Future.succeededFuture(known) : turns.run(org, rows::end);
  }
}
