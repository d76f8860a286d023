package dev.dialogporten.dialog;

import java.time.Instant;
import java.util.UUID;

/**
 * A transmission as stored: the members rules and queries need, and the whole as response JSON.
 *
 * @param depth 1 for a transmission that answers none
 * @param opened whether a TransmissionOpened activity points at it
 * @param document the response object in canonical form, without {@code isOpened} and {@code
 *     isAuthorized}
 */
public record Transmission(
    UUID id,
    UUID dialogId,
    Instant createdAt,
    TransmissionType type,
    String idempotentKey,
    UUID relatedTransmissionId,
    int depth,
    boolean opened,
    String document) {}
