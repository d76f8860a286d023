package dev.dialogporten.dialog.outcome;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Transmission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The answers to {@link References}, read after the snapshot: valid as long as the dialog's
 * revision and version are.
 *
 * @param transmissions those of the asked ids that exist in the dialog; all, when all were asked
 *     for (with documents then)
 * @param children number of transmissions that answer a transmission, for those of the asked ids
 *     that exist
 * @param takenKeys those of the asked transmission keys that are in use in the dialog, and by which
 *     transmission
 * @param activity null when the dialog has no such activity
 * @param takenTransmissions those of the asked new ids that transmissions of the dialog have
 * @param takenActivities those of the asked new ids that activities of the dialog have
 * @param serviceOwnerLabels sorted by value; empty when not asked for
 * @param keyHolder the dialog that holds the asked idempotent key, or null
 * @param seenExists whether the asked seen entry exists
 * @param newestSeenAt time of the asked person's newest entry on the dialog, or null
 */
public record Related(
    Map<UUID, Transmission> transmissions,
    Map<UUID, Integer> children,
    Map<String, UUID> takenKeys,
    Activity activity,
    Set<UUID> takenTransmissions,
    Set<UUID> takenActivities,
    List<String> serviceOwnerLabels,
    KeyHolder keyHolder,
    boolean seenExists,
    Instant newestSeenAt) {

  /** The dialog that holds an idempotent key. */
  public record KeyHolder(UUID dialogId, boolean deleted) {}

  public static final Related NOTHING =
      new Related(
          Map.of(), Map.of(), Map.of(), null, Set.of(), Set.of(), List.of(), null, false, null);
}
