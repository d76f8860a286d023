package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.Position;
import java.util.UUID;

/**
 * The right to move one cursor, until it expires or another node has it.
 *
 * @param epoch number of the turn: what an owner writes counts only in its own turn
 * @param position where the cursor stood when the lease was granted
 * @param logEpoch of the change log at that time
 */
record Lease(String name, UUID owner, long epoch, Position position, long logEpoch) {

  /**
   * Whether what was achieved under this lease can be saved under the other: not when a standby was
   * promoted meanwhile, which may know nothing of what was saved last.
   */
  boolean goesOnAs(Lease other) {
    return epoch == other.epoch && logEpoch == other.logEpoch;
  }
}
