package dev.dialogporten.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a receiver did not take.
 *
 * @param position also its key
 * @param json the event
 * @param attempts how often delivery was tried
 * @param lastError what went wrong last, for people
 */
public record DeadLetter(
    EventPosition position,
    UUID dialogId,
    String json,
    int attempts,
    Instant failedAt,
    String lastError) {}
