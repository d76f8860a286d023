package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import java.util.List;

/**
 * What a sink has achieved since it was last saved; saved together or not at all.
 *
 * @param cursor everything up to here is delivered or kept
 * @param kept to be written to the table of retries
 * @param delivered to be removed from there
 * @param givenUp to become dead letters
 */
public record Progress(
    Position cursor, List<RetryRow> kept, List<EventPosition> delivered, List<RetryRow> givenUp) {}
