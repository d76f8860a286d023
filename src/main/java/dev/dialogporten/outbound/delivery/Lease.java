package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.Position;
import java.util.UUID;

/**
 * The right to move one cursor, until it expires or another node has it.
 *
 * @param epoch number of the turn: what an owner writes counts only in its own turn
 * @param position where the cursor stood when the lease was granted
 */
record Lease(String name, UUID owner, long epoch, Position position) {}
