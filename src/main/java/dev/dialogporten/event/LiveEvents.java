package dev.dialogporten.event;

import io.vertx.core.Future;
import java.util.List;

/**
 * Events as they are committed, for streams. Pulled, so that a slow reader costs no memory: it only
 * falls behind, and is then served from the database.
 */
public interface LiveEvents {

  /**
   * Opens a stream of one service owner's events.
   *
   * @param org short name of the service owner
   * @param after where to go on; null for "from now on"
   * @return fails with GONE, naming the oldest position, when the log no longer reaches back that
   *     far
   */
  Future<Stream> open(String org, EventFilter filter, EventPosition after);

  /**
   * One reader's way through the log; to be used from one event loop, one {@code next} at a time.
   */
  interface Stream {
    /**
     * The next events, in log order: at least one, at most a few hundred. Completes when there are
     * some; fails when the stream was closed or the position expired.
     */
    Future<List<PublishedEvent>> next();

    /** Everything up to here has been handed out or was not wanted. */
    EventPosition position();

    void close();
  }
}
