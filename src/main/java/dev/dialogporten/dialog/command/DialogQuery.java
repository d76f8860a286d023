package dev.dialogporten.dialog.command;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import java.util.List;
import java.util.UUID;

/**
 * A question about one dialog. {@code R} is the answer; a refusal is a failed Future with a {@code
 * ProblemException}. Each answer is read in one database snapshot.
 */
public sealed interface DialogQuery<R> {
  UUID dialogId();

  Caller caller();

  /**
   * A dialog with everything a GET returns. Not checked for ownership by the persistence side
   * alone: see {@code Access}.
   */
  record GetDialog(UUID dialogId, Caller caller) implements DialogQuery<DialogDetails> {}

  /** Transmissions, newest first ({@code createdAt} descending, then id descending). */
  record ListTransmissions(UUID dialogId, Caller caller)
      implements DialogQuery<List<Transmission>> {}

  record GetTransmission(UUID dialogId, UUID transmissionId, Caller caller)
      implements DialogQuery<Transmission> {}

  /** Activities, oldest first. */
  record ListActivities(UUID dialogId, Caller caller) implements DialogQuery<List<Activity>> {}

  record GetActivity(UUID dialogId, UUID activityId, Caller caller)
      implements DialogQuery<Activity> {}

  /** Seen log, oldest first. */
  record ListSeenLog(UUID dialogId, Caller caller) implements DialogQuery<List<SeenEntry>> {}

  record GetSeenEntry(UUID dialogId, UUID seenLogId, Caller caller)
      implements DialogQuery<SeenEntry> {}

  record GetServiceOwnerLabels(UUID dialogId, Caller caller)
      implements DialogQuery<ServiceOwnerLabels> {}

  /**
   * Whether a notification should be sent.
   *
   * @param activityType number of the activity type
   * @param transmissionId null unless the type is TransmissionOpened
   */
  record ShouldSendNotification(
      UUID dialogId, Caller caller, boolean whenExists, int activityType, UUID transmissionId)
      implements DialogQuery<Boolean> {}

  /**
   * A dialog with its children.
   *
   * @param transmissions oldest first, then id
   * @param activities oldest first, then id
   * @param seen the newest entry per person at or after the earlier of updatedAt and
   *     contentUpdatedAt
   * @param serviceOwnerLabels sorted by value
   */
  record DialogDetails(
      Dialog dialog,
      List<Transmission> transmissions,
      List<Activity> activities,
      List<SeenEntry> seen,
      List<String> serviceOwnerLabels) {}

  /**
   * @param revision of the service owner context
   * @param values sorted ordinally
   */
  record ServiceOwnerLabels(UUID revision, List<String> values) {}
}
