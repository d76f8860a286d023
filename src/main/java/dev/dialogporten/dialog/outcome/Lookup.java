package dev.dialogporten.dialog.outcome;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Transmission;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A question about stored rows that a decision asks before it can be made. Each question is a
 * record that says which rows it means; its type argument is its answer. Answers are read after the
 * snapshot and valid as long as the dialog's revision and version are.
 *
 * @param <A> the answer
 */
public sealed interface Lookup<A> {

  /**
   * The rows that appended ones refer to or could collide with. Bounded by the request, not by the
   * dialog.
   *
   * @param transmissions ids that may or may not be transmissions of the dialog
   * @param keys idempotent keys of transmissions that may be taken in the dialog
   * @param newTransmissions ids that transmissions of the dialog may have already
   * @param newActivities ids that activities of the dialog may have already
   */
  record RowsInUse(
      Set<UUID> transmissions,
      Set<String> keys,
      Set<UUID> newTransmissions,
      Set<UUID> newActivities)
      implements Lookup<UsedRows> {

    public RowsInUse {
      transmissions = copy(transmissions);
      keys = copy(keys);
      newTransmissions = copy(newTransmissions);
      newActivities = copy(newActivities);
    }

    public boolean isEmpty() {
      return transmissions.isEmpty()
          && keys.isEmpty()
          && newTransmissions.isEmpty()
          && newActivities.isEmpty();
    }

    /** Not {@code Set.copyOf}: with ids whose hash codes are equal that takes quadratic time. */
    private static <T> Set<T> copy(Set<T> set) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }
  }

  /**
   * Answers {@link RowsInUse}.
   *
   * @param transmissions those of the asked ids that exist in the dialog
   * @param children number of transmissions that answer a transmission, for those of the asked ids
   *     that exist
   * @param takenKeys those of the asked keys that are in use in the dialog, and by which
   *     transmission
   * @param takenTransmissions those of the asked new ids that transmissions of the dialog have
   * @param takenActivities those of the asked new ids that activities of the dialog have
   */
  record UsedRows(
      Map<UUID, Transmission> transmissions,
      Map<UUID, Integer> children,
      Map<String, UUID> takenKeys,
      Set<UUID> takenTransmissions,
      Set<UUID> takenActivities) {
    public static final UsedRows NONE =
        new UsedRows(Map.of(), Map.of(), Map.of(), Set.of(), Set.of());
  }

  /** Every transmission of the dialog, with its document. */
  record AllTransmissions() implements Lookup<Map<UUID, Transmission>> {}

  /** An activity of the dialog. */
  record OneActivity(UUID id) implements Lookup<Optional<Activity>> {}

  /** The service owner labels of the dialog, sorted. */
  record LabelValues() implements Lookup<List<String>> {}

  /** The dialog that holds an idempotent key of an organisation. */
  record IdempotentKey(String org, String key) implements Lookup<Optional<KeyHolder>> {}

  /** Answers {@link IdempotentKey}. */
  record KeyHolder(UUID dialogId, boolean deleted) {}

  /**
   * What a person has seen of the dialog.
   *
   * @param id of a seen log entry that may exist
   * @param actor person URN
   */
  record SeenBy(UUID id, String actor) implements Lookup<LastSeen> {}

  /**
   * Answers {@link SeenBy}.
   *
   * @param exists whether the asked entry exists
   * @param newest time of the person's newest entry on the dialog, or null
   */
  record LastSeen(boolean exists, Instant newest) {}
}
