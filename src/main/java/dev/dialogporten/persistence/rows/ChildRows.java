package dev.dialogporten.persistence.rows;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import io.vertx.sqlclient.Row;

/** The columns of the rows below a dialog and their reading, by position. */
public final class ChildRows {
  public static final String TRANSMISSION =
      "t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened,"
          + " t.document::text";

  public static final String ACTIVITY =
      "a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::text";

  public static final String SEEN =
      "s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner";

  private ChildRows() {}

  public static Transmission transmission(Row row) {
    return new Transmission(
        row.getUUID(0),
        row.getUUID(1),
        DialogRows.time(row, 2),
        TransmissionType.ofNumber(row.getInteger(3)),
        row.getString(4),
        row.getUUID(5),
        row.getInteger(6),
        row.getBoolean(7),
        row.getString(8));
  }

  public static Activity activity(Row row) {
    return new Activity(
        row.getUUID(0),
        row.getUUID(1),
        DialogRows.time(row, 2),
        ActivityType.ofNumber(row.getInteger(3)),
        row.getUUID(4),
        row.getString(5));
  }

  public static SeenEntry seen(Row row) {
    return new SeenEntry(
        row.getUUID(0),
        row.getUUID(1),
        DialogRows.time(row, 2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5));
  }
}
