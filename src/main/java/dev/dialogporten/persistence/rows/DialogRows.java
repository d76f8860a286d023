package dev.dialogporten.persistence.rows;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Dialog.Contexts;
import dev.dialogporten.dialog.Dialog.Facts;
import dev.dialogporten.dialog.Dialog.Fields;
import dev.dialogporten.dialog.Dialog.Identity;
import dev.dialogporten.dialog.Dialog.State;
import dev.dialogporten.dialog.Dialog.Times;
import dev.dialogporten.dialog.DialogStatus;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.SystemLabels;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The columns of a dialog and their reading. */
public final class DialogRows {

  /**
   * In the order that {@link #read} expects. JSON is read as text: it is passed on, not looked
   * into. Columns are read by position, because reading forty by name costs more than all the rest
   * of a load.
   */
  public static final String COLUMNS =
      withSections(
          """
          d.search_tags::text, d.attachments::text, d.gui_actions::text, d.api_actions::text\
          """);

  /** The same, of the sections only the content: what lists show of a dialog. */
  public static final String LIST_COLUMNS = withSections("'[]', '[]', '[]', '[]'");

  /** Number of {@link #COLUMNS}; what a query selects after them starts at this position. */
  public static final int WIDTH = 43;

  private DialogRows() {}

  private static String withSections(String sections) {
    return """
    d.id, d.revision, d.version, d.org, d.service_resource, d.service_resource_type, d.party, d.idempotent_key,
    d.visible_from, d.created_at, d.updated_at, d.content_updated_at, d.deleted_at, d.due_at, d.expires_at, d.status,
    d.progress, d.extended_status, d.external_reference, d.process, d.preceding_process, d.is_api_only, d.frozen,
    d.content_seen, d.has_unopened_content, d.from_service_owner_count, d.from_party_count, d.unopened_count,
    d.contentless_count, d.activity_count, d.correspondence_opened, d.action_resources, d.transmission_resources,
    d.long_texts, d.legacy_html, d.service_owner_revision, d.end_user_revision, d.system_labels, d.content::text,\
    """
        + sections;
  }

  public static Dialog read(Row row) {
    return new Dialog(
        row.getUUID(0),
        row.getUUID(1),
        row.getLong(2),
        new Identity(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            time(row, 8)),
        new Fields(
            DialogStatus.ofNumber(row.getInteger(15)),
            row.getInteger(16),
            row.getString(17),
            row.getString(18),
            time(row, 13),
            time(row, 14),
            row.getString(19),
            row.getString(20),
            row.getBoolean(21)),
        new Times(time(row, 9), time(row, 10), time(row, 11), time(row, 12)),
        new State(row.getBoolean(22), row.getBoolean(23), row.getBoolean(24)),
        new Facts(
            row.getInteger(25),
            row.getInteger(26),
            row.getInteger(27),
            row.getInteger(28),
            row.getInteger(29),
            row.getBoolean(30),
            row.getString(31),
            row.getString(32),
            row.getBoolean(33),
            row.getBoolean(34)),
        new Contexts(row.getUUID(35), row.getUUID(36), SystemLabels.ofDigits(row.getInteger(37))),
        new Sections(
            row.getString(38),
            row.getString(39),
            row.getString(40),
            row.getString(41),
            row.getString(42)));
  }

  /** A timestamp column, null kept. */
  public static Instant time(Row row, int position) {
    OffsetDateTime value = row.getOffsetDateTime(position);
    return value == null ? null : value.toInstant();
  }
}
