package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.PublishedEvent;
import io.vertx.core.Future;

/**
 * Where events go. Delivery is at least once: a sink may be given an event again.
 *
 * <p>Called on an event loop, which it must not block; never for an event while an earlier one of
 * the same dialog is under way.
 */
public interface EventSink {

  /**
   * Completes when the receiver has taken the event for good; fails with a {@link DeliveryFailure}
   * when it has not or nobody knows. Ends within a bounded time.
   */
  Future<Void> deliver(PublishedEvent event);

  /** Lets go of connections and threads. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
