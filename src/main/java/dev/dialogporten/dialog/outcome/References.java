package dev.dialogporten.dialog.outcome;

import java.util.Collections;
import java.util.LinkedHashSet;
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
 * @param newTransmissions ids that transmissions of the dialog may have already
 * @param newActivities ids that activities of the dialog may have already
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
    Set<UUID> newTransmissions,
    Set<UUID> newActivities,
    boolean serviceOwnerLabels,
    String dialogKey,
    String org,
    UUID seenId,
    String seenActor) {

  public static References transmissions(Set<UUID> ids, Set<String> keys) {
    return appended(ids, keys, Set.of(), Set.of());
  }

  public static References appended(
      Set<UUID> transmissions,
      Set<String> keys,
      Set<UUID> newTransmissions,
      Set<UUID> newActivities) {
    return new References(
        copy(transmissions),
        copy(keys),
        false,
        null,
        copy(newTransmissions),
        copy(newActivities),
        false,
        null,
        null,
        null,
        null);
  }

  public static References wholeHierarchy() {
    return new References(
        Set.of(), Set.of(), true, null, Set.of(), Set.of(), false, null, null, null, null);
  }

  public static References activity(UUID id) {
    return new References(
        Set.of(), Set.of(), false, id, Set.of(), Set.of(), false, null, null, null, null);
  }

  public static References labelList() {
    return new References(
        Set.of(), Set.of(), false, null, Set.of(), Set.of(), true, null, null, null, null);
  }

  public static References dialogKey(String org, String key) {
    return new References(
        Set.of(), Set.of(), false, null, Set.of(), Set.of(), false, key, org, null, null);
  }

  public static References seen(UUID seenId, String seenActor) {
    return new References(
        Set.of(), Set.of(), false, null, Set.of(), Set.of(), false, null, null, seenId, seenActor);
  }

  /** Not {@code Set.copyOf}: with ids whose hash codes are equal that takes quadratic time. */
  private static <T> Set<T> copy(Set<T> set) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }
}
