package dev.dialogporten.dialog.outcome;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the label assignment log.
 *
 * @param name {@code systemlabel:Bin} and the like
 * @param action {@code set} or {@code remove}
 * @param performedBy actor JSON object
 */
public record LabelLogEntry(
    UUID id, Instant createdAt, String name, String action, String performedBy) {}
