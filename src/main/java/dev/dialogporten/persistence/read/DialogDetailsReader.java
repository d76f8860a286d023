package dev.dialogporten.persistence.read;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.persistence.rows.DialogRows;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A dialog with everything a GET returns, in one statement and so in one database snapshot.
 * Children are looked for only where the row says there are some.
 */
public final class DialogDetailsReader {

  /** Who has seen the dialog since its earlier update, and its labels; see {@link #seen}. */
  public static final String SEEN_AND_LABELS =
      """
      LEFT JOIN LATERAL (
        SELECT array_agg(s.id ORDER BY s.seen_at DESC) AS ids,
          array_agg(s.seen_at ORDER BY s.seen_at DESC) AS times,
          array_agg(s.actor_id ORDER BY s.seen_at DESC) AS actors,
          array_agg(s.actor_name ORDER BY s.seen_at DESC) AS names,
          array_agg(s.via_service_owner ORDER BY s.seen_at DESC) AS via
        FROM (
          SELECT DISTINCT ON (s.actor_id) s.id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
          FROM seen_log s
          WHERE s.dialog_id = d.id AND d.seen AND s.seen_at >= least(d.updated_at, d.content_updated_at)
          ORDER BY s.actor_id, s.seen_at DESC
        ) s
      ) s ON true
      LEFT JOIN LATERAL (
        SELECT array_agg(l.value ORDER BY l.value) AS labels
        FROM service_owner_label l WHERE l.dialog_id = d.id AND d.labelled
      ) l ON true\
      """;

  /** What {@link #below} reads. */
  public static final String BELOW_COLUMNS =
      """
      t.ids, t.times, t.types, t.opened, t.documents, a.ids, a.times, a.types, a.documents,
        s.ids, s.times, s.actors, s.names, s.via, l.labels\
      """;

  /**
   * Everything below {@code dialog d}.
   *
   * @param fewTransmissions condition on the dialog for which transmissions are read
   */
  public static String below(String fewTransmissions, String fewActivities) {
    return """
    LEFT JOIN LATERAL (
      SELECT array_agg(t.id ORDER BY t.created_at, t.id) AS ids,
        array_agg(t.created_at ORDER BY t.created_at, t.id) AS times,
        array_agg(t.type ORDER BY t.created_at, t.id) AS types,
        array_agg(t.opened ORDER BY t.created_at, t.id) AS opened,
        array_agg(t.document::text ORDER BY t.created_at, t.id) AS documents
      FROM transmission t
      WHERE t.dialog_id = d.id AND %s
    ) t ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(a.id ORDER BY a.created_at, a.id) AS ids,
        array_agg(a.created_at ORDER BY a.created_at, a.id) AS times,
        array_agg(a.type ORDER BY a.created_at, a.id) AS types,
        array_agg(a.document::text ORDER BY a.created_at, a.id) AS documents
      FROM activity a
      WHERE a.dialog_id = d.id AND %s
    ) a ON true
    """
            .formatted(fewTransmissions, fewActivities)
        + SEEN_AND_LABELS;
  }

  public static final String STATEMENT =
      "SELECT "
          + DialogRows.COLUMNS
          + ", "
          + BELOW_COLUMNS
          + "\nFROM dialog d\n"
          + below("d.from_service_owner_count + d.from_party_count > 0", "d.activity_count > 0")
          + "\nWHERE d.id = ANY($1)";

  private DialogDetailsReader() {}

  public static DialogDetails read(Row row) {
    return below(DialogRows.read(row), row, DialogRows.WIDTH);
  }

  /**
   * A dialog with what a row has of {@link #BELOW_COLUMNS}.
   *
   * @param first position of the first of them
   */
  public static DialogDetails below(Dialog dialog, Row row, int first) {
    return new DialogDetails(
        dialog,
        transmissions(row, first, dialog.id()),
        activities(row, first + 5, dialog.id()),
        seen(row, first + 9, dialog.id()),
        labels(row, first + 14));
  }

  private static List<Transmission> transmissions(Row row, int first, UUID dialogId) {
    UUID[] ids = row.getArrayOfUUIDs(first);
    if (ids == null) {
      return List.of();
    }
    OffsetDateTime[] times = row.getArrayOfOffsetDateTimes(first + 1);
    Short[] types = row.getArrayOfShorts(first + 2);
    Boolean[] opened = row.getArrayOfBooleans(first + 3);
    String[] documents = row.getArrayOfStrings(first + 4);
    List<Transmission> transmissions = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      transmissions.add(
          new Transmission(
              ids[i],
              dialogId,
              times[i].toInstant(),
              TransmissionType.ofNumber(types[i]),
              null,
              null,
              0,
              opened[i],
              documents[i]));
    }
    return transmissions;
  }

  private static List<Activity> activities(Row row, int first, UUID dialogId) {
    UUID[] ids = row.getArrayOfUUIDs(first);
    if (ids == null) {
      return List.of();
    }
    OffsetDateTime[] times = row.getArrayOfOffsetDateTimes(first + 1);
    Short[] types = row.getArrayOfShorts(first + 2);
    String[] documents = row.getArrayOfStrings(first + 3);
    List<Activity> activities = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      activities.add(
          new Activity(
              ids[i],
              dialogId,
              times[i].toInstant(),
              ActivityType.ofNumber(types[i]),
              null,
              documents[i]));
    }
    return activities;
  }

  /**
   * @param first position of {@code s.ids, s.times, s.actors, s.names, s.via}
   */
  public static List<SeenEntry> seen(Row row, int first, UUID dialogId) {
    UUID[] ids = row.getArrayOfUUIDs(first);
    if (ids == null) {
      return List.of();
    }
    OffsetDateTime[] times = row.getArrayOfOffsetDateTimes(first + 1);
    String[] actors = row.getArrayOfStrings(first + 2);
    String[] names = row.getArrayOfStrings(first + 3);
    Boolean[] via = row.getArrayOfBooleans(first + 4);
    List<SeenEntry> seen = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      seen.add(new SeenEntry(ids[i], dialogId, times[i].toInstant(), actors[i], names[i], via[i]));
    }
    return seen;
  }

  /**
   * @param position of {@code l.labels}
   */
  public static List<String> labels(Row row, int position) {
    String[] labels = row.getArrayOfStrings(position);
    return labels == null ? List.of() : List.of(labels);
  }
}
