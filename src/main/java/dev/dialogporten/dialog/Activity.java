package dev.dialogporten.dialog;

import java.time.Instant;
import java.util.UUID;

/**
 * An activity as stored.
 *
 * @param transmissionId only for TransmissionOpened, else null
 * @param document the response object in canonical form, all members
 */
public record Activity(
    UUID id,
    UUID dialogId,
    Instant createdAt,
    ActivityType type,
    UUID transmissionId,
    String document) {}
