package dev.dialogporten.dialog;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the seen log.
 *
 * @param id derived from dialog, {@code updatedAt}, seen flag and person, so that parallel reads
 *     make one entry
 * @param actorName null when the name registry knows none
 */
public record SeenEntry(
    UUID id,
    UUID dialogId,
    Instant seenAt,
    String actorId,
    String actorName,
    boolean isViaServiceOwner) {}
