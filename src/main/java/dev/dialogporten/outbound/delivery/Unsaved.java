package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import java.util.List;

/**
 * What lanes want saved.
 *
 * @param kept events to be written to the table of retries, or whose row there has changed
 * @param delivered events to be removed from there
 * @param givenUp lanes whose first event becomes a dead letter
 */
record Unsaved(List<Delivery> kept, List<EventPosition> delivered, List<Lane> givenUp) {

  boolean isEmpty() {
    return kept.isEmpty() && delivered.isEmpty() && givenUp.isEmpty();
  }

  Progress with(Position cursor) {
    return new Progress(
        cursor,
        kept.stream().map(Delivery::toRow).toList(),
        delivered,
        givenUp.stream().map(lane -> lane.queue.peekFirst().toRow()).toList());
  }
}
