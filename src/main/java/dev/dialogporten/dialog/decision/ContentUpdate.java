package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.change.ChangedMember;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a change does to a dialog's time stamps and to its being seen. */
final class ContentUpdate {
  /** A change of any of these is news to the end user. */
  private static final Set<ChangedMember> CONTENT =
      EnumSet.of(
          ChangedMember.status,
          ChangedMember.extendedStatus,
          ChangedMember.content,
          ChangedMember.attachments,
          ChangedMember.guiActions,
          ChangedMember.apiActions,
          ChangedMember.transmissions);

  private ContentUpdate() {}

  static boolean isContent(Set<ChangedMember> members) {
    return !Collections.disjoint(members, CONTENT);
  }

  /**
   * The dialog with the times a change of these members gives it. As long as the dialog is not
   * visible yet, every change is dated to the moment it will be.
   */
  static Dialog stamp(Dialog dialog, Set<ChangedMember> members, boolean silent, Instant now) {
    Times times = dialog.times();
    Instant visibleFrom = dialog.identity().visibleFrom();
    if (isFuture(visibleFrom, now)) {
      return unseen(dialog.withTimes(times(times, visibleFrom, visibleFrom)));
    }
    if (silent) {
      return dialog;
    }
    Instant updatedAt = times.updatedAt().isAfter(now) ? times.updatedAt() : now;
    if (!isContent(members)) {
      return dialog.withTimes(times(times, updatedAt, times.contentUpdatedAt()));
    }
    return unseen(dialog.withTimes(times(times, updatedAt, now)));
  }

  static boolean isFuture(Instant visibleFrom, Instant now) {
    return visibleFrom != null && visibleFrom.isAfter(now);
  }

  private static Times times(Times times, Instant updatedAt, Instant contentUpdatedAt) {
    return new Times(times.createdAt(), updatedAt, contentUpdatedAt, times.deletedAt());
  }

  private static Dialog unseen(Dialog dialog) {
    State state = dialog.state();
    return dialog.withState(new State(state.frozen(), false, state.hasUnopenedContent()));
  }
}
