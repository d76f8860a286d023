package dev.dialogporten.event;

import dev.dialogporten.dialog.change.DialogChange;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Pages of the change log, for those who rather ask than listen. */
public interface ChangeFeed {

  /**
   * Changes of one service owner's dialogs in log order.
   *
   * @param after null for the oldest that is kept
   * @param dialogId only this dialog's changes; null for all
   * @return fails with GONE, naming the oldest position, when the log no longer reaches back that
   *     far; with NOT_FOUND when it has no change of the one dialog, silent ones included
   */
  Future<Page> read(String org, UUID dialogId, Position after, int limit, boolean withSilent);

  /** One row with its place. */
  record Change(Position position, DialogChange change) {}

  /**
   * @param changes may be empty although there is more: a page also ends after a bounded search
   * @param next where to go on
   * @param more whether asking again at once makes sense
   */
  record Page(List<Change> changes, Position next, boolean more) {}
}
