package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.PublishedEvent;
import java.time.Instant;

/**
 * An event that waits for another attempt.
 *
 * @param lastError null for one that only waits behind another
 */
record RetryRow(PublishedEvent event, int attempts, Instant nextAttempt, String lastError) {}
