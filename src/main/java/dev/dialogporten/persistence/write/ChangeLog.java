package dev.dialogporten.persistence.write;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.Appended.AppendedActivity;
import dev.dialogporten.dialog.change.Appended.AppendedTransmission;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.outcome.WriteUnit;
import java.util.List;

/** The change-log part of a write: one row per written dialog, in the same statement. */
final class ChangeLog {

  /** Follows a relation {@code written} that carries the change's columns itself. */
  static final String OF_WRITTEN =
      """
      , logged AS (
        INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
          service_resource, party, process, preceding_process, appended, seen_log_id)
        SELECT at, id, revision_before, revision_after, actor, kind, members, silent, org, service_resource, party,
          process, preceding_process, appended::json, seen_log_id
        FROM written
      )\
      """;

  /** Follows the relations {@code written} and {@code change} of a create. */
  static final String OF_CREATED =
      """
      , logged AS (
        INSERT INTO dialog_change (at, dialog_id, revision_after, actor, kind, members, silent, org, service_resource,
          party, process, preceding_process, appended)
        SELECT c.at, w.id, w.revision, c.actor, c.kind, c.members, c.silent, w.org, w.service_resource, w.party,
          w.process, w.preceding_process, c.appended::json
        FROM written w JOIN change c ON c.dialog_id = w.id
      )\
      """;

  private ChangeLog() {}

  static int members(WriteUnit unit) {
    return ChangedMember.mask(unit.change().members());
  }

  /**
   * The appended rows as stored: {@code {"t","s"}} per transmission, {@code {"a","y","x"}} per
   * activity; null for none.
   */
  static String appended(WriteUnit unit) {
    List<Appended> appended = unit.change().appended();
    if (appended.isEmpty()) {
      return null;
    }
    StringBuilder json = new StringBuilder(appended.size() * 64).append('[');
    for (Appended row : appended) {
      json.append(json.length() > 1 ? "," : "");
      if (row instanceof AppendedTransmission transmission) {
        json.append("{\"t\":\"").append(transmission.id());
        json.append("\",\"s\":\"").append(transmission.senderType()).append("\"}");
      } else if (row instanceof AppendedActivity activity) {
        json.append("{\"a\":\"").append(activity.id());
        json.append("\",\"y\":").append(activity.type().number());
        if (activity.extendedType() != null) {
          json.append(",\"x\":\"");
          JsonStringEncoder.getInstance().quoteAsString(activity.extendedType(), json);
          json.append('"');
        }
        json.append('}');
      }
    }
    return json.append(']').toString();
  }
}
