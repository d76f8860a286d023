package dev.dialogporten.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event with its place in the log.
 *
 * @param org short name of the service owner whose dialog it is about
 * @param type of the event
 * @param json the structured CloudEvent; encoded once, shared by all receivers
 */
public record PublishedEvent(
    EventPosition position,
    String org,
    UUID id,
    UUID dialogId,
    String type,
    Instant time,
    String json) {

  public static PublishedEvent of(EventPosition position, String org, CloudEvent event) {
    return new PublishedEvent(
        position, org, event.id(), event.dialogId(), event.type(), event.time(), event.toJson());
  }
}
