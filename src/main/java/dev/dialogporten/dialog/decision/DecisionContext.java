package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.ServiceResources;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What decisions know of the world. All of it is in memory and immutable or thread-safe.
 *
 * @param now one instant per request, UTC, microseconds
 * @param newId makes a UUIDv7, each greater than the one before on the same thread
 * @param newRevision makes a random UUIDv4
 * @param deadline of this one decision
 */
public record DecisionContext(
    Instant now,
    ServiceResources resources,
    ActorNames names,
    EndUserAccess access,
    Supplier<UUID> newId,
    Supplier<UUID> newRevision,
    Limits limits,
    Deadline deadline) {}
