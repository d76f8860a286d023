package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog.Fields;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.Objects;

/** Times that must lie in the future. Silent requests and admins are exempt. */
final class TimeRules {
  private TimeRules() {}

  static void create(Fields fields, Instant visibleFrom, Instant now, Faults faults) {
    mustBeFuture("DueAt", fields.dueAt(), now, faults);
    mustBeFuture("ExpiresAt", fields.expiresAt(), now, faults);
    mustBeFuture("VisibleFrom", visibleFrom, now, faults);
  }

  /** Only changed values count; an expiry, once set, cannot be cleared. */
  static void update(Fields before, Fields after, Instant now, Faults faults) {
    if (!Objects.equals(before.dueAt(), after.dueAt())) {
      mustBeFuture("DueAt", after.dueAt(), now, faults);
    }
    if (!Objects.equals(before.expiresAt(), after.expiresAt())) {
      mustBeFuture("ExpiresAt", after.expiresAt(), now, faults);
      if (after.expiresAt() == null) {
        faults.add("ExpiresAt", "'ExpiresAt' must be in the future; it cannot be cleared.");
      }
    }
  }

  private static void mustBeFuture(String member, Instant value, Instant now, Faults faults) {
    if (value != null && !value.isAfter(now)) {
      faults.add(member, "'" + member + "' " + Instants.format(value) + " must be in the future.");
    }
  }
}
