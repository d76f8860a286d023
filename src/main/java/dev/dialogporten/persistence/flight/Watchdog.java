package dev.dialogporten.persistence.flight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a shard whose work waits and does not get on, whatever the reason: a database that does
 * not answer, an event loop that is held up, a bug. Says once what it waits for, and once that it
 * is over; until then the node is not ready. Thread-safe.
 */
public final class Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final long limitNanos;
  private final Map<Integer, Watched> shards = new ConcurrentHashMap<>();

  /**
   * @param seen when the shard's event loop last came by, by {@code System.nanoTime()}
   * @param stalled what waits; empty when all is well
   */
  private record Watched(long seen, String stalled) {}

  /**
   * @param limitNanos how long work may wait while nothing gets on
   */
  public Watchdog(long limitNanos) {
    this.limitNanos = limitNanos;
  }

  /** To be called by the shard's event loop several times within the limit. */
  public void look(int shard, List<Progress> all) {
    long now = System.nanoTime();
    String stalled =
        String.join(
            ", ",
            all.stream()
                .map(one -> one.stalled(now, limitNanos))
                .flatMap(Optional::stream)
                .toList());
    Watched before = shards.put(shard, new Watched(now, stalled));
    boolean wasStalled = before != null && !before.stalled.isEmpty();
    if (!stalled.isEmpty() && !wasStalled) {
      LOG.error("Shard {} does not get on and is not ready; waiting: {}", shard, stalled);
    } else if (stalled.isEmpty() && wasStalled) {
      LOG.info("Shard {} gets on again", shard);
    }
  }

  /** The shard has stopped on purpose. */
  public void forget(int shard) {
    shards.remove(shard);
  }

  /** What waits in vain; empty when every shard gets on. */
  public Optional<String> stalled() {
    long now = System.nanoTime();
    for (Map.Entry<Integer, Watched> entry : shards.entrySet()) {
      Watched watched = entry.getValue();
      String shard = "shard " + entry.getKey() + " does not get on; waiting: ";
      if (!watched.stalled.isEmpty()) {
        return Optional.of(shard + watched.stalled);
      }
      if (now - watched.seen > limitNanos) {
        return Optional.of(shard + "its event loop");
      }
    }
    return Optional.empty();
  }
}
