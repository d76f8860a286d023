package dev.dialogporten.dialog.decision;

import java.util.Set;
import java.util.UUID;

/**
 * What a decision must know of stored rows below the dialog before it can be made; all of constant
 * size, except where the reference itself demands the whole ({@code allTransmissions}).
 *
 * @param transmissions ids that may or may not be transmissions of the dialog
 * @param transmissionKeys idempotent keys that may be taken in the dialog
 * @param allTransmissions every transmission is needed (update of one transmission: hierarchy of
 *     the whole dialog)
 * @param activity an activity of the dialog, or null
 * @param serviceOwnerLabels the label list is needed
 * @param dialogKey idempotent key of a dialog to create, or null
 * @param org scope of {@code dialogKey}, or null
 * @param seenId a seen log entry that may exist, or null; {@code seenActor}'s newest entry is read
 *     with it
 * @param seenActor person URN, or null
 */
public record References(
    Set<UUID> transmissions,
    Set<String> transmissionKeys,
    boolean allTransmissions,
    UUID activity,
    boolean serviceOwnerLabels,
    String dialogKey,
    String org,
    UUID seenId,
    String seenActor) {

  public static References transmissions(Set<UUID> ids, Set<String> keys) {
    return new References(
        Set.copyOf(ids), Set.copyOf(keys), false, null, false, null, null, null, null);
  }

  public static References wholeHierarchy() {
    return new References(Set.of(), Set.of(), true, null, false, null, null, null, null);
  }

  public static References activity(UUID id) {
    return new References(Set.of(), Set.of(), false, id, false, null, null, null, null);
  }

  public static References labelList() {
    return new References(Set.of(), Set.of(), false, null, true, null, null, null, null);
  }

  public static References dialogKey(String org, String key) {
    return new References(Set.of(), Set.of(), false, null, false, key, org, null, null);
  }

  public static References seen(UUID seenId, String seenActor) {
    return new References(Set.of(), Set.of(), false, null, false, null, null, seenId, seenActor);
  }
}
