package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.dialog.outcome.LabelLogEntry;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.dialog.outcome.WriteUnit.Children;
import dev.dialogporten.persistence.rows.Columns;
import dev.dialogporten.persistence.rows.RowInput;
import dev.dialogporten.persistence.rows.RowSource;
import dev.dialogporten.persistence.rows.Template;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rows below dialogs that a batch writes, as further parts of the dialog's statement. A part is
 * in the statement only when some unit of the batch has such rows; each joins with {@code written},
 * so the rows of a unit that lost its race are not written.
 */
enum ChildStatements {
  TRANSMISSIONS(
      """
      , new_transmissions AS (
        INSERT INTO transmission (id, dialog_id, created_at, type, idempotent_key, related_id, depth, opened, document)
        SELECT t.id, t.dialog_id, t.created_at, t.type, t.idempotent_key, t.related_id, t.depth, t.opened, t.document::json
        FROM {rows}
        JOIN written w ON w.id = t.dialog_id
      )\
      """,
      ChildInputs.TRANSMISSION,
      Children::transmissions,
      ChildStatements::transmissions),

  REWRITTEN_TRANSMISSIONS(
      """
      , rewritten_transmissions AS (
        UPDATE transmission o SET created_at = t.created_at, type = t.type, idempotent_key = t.idempotent_key,
          related_id = t.related_id, depth = t.depth, opened = t.opened, document = t.document::json
        FROM {rows}
        JOIN written w ON w.id = t.dialog_id
        WHERE o.id = t.id AND o.dialog_id = t.dialog_id
      )\
      """,
      ChildInputs.TRANSMISSION,
      Children::rewrittenTransmissions,
      ChildStatements::transmissions),

  ACTIVITIES(
      """
      , new_activities AS (
        INSERT INTO activity (id, dialog_id, created_at, type, transmission_id, document)
        SELECT a.id, a.dialog_id, a.created_at, a.type, a.transmission_id, a.document::json
        FROM {rows}
        JOIN written w ON w.id = a.dialog_id
      )\
      """,
      ChildInputs.ACTIVITY,
      Children::activities,
      ChildStatements::activities),

  REWRITTEN_ACTIVITIES(
      """
      , rewritten_activities AS (
        UPDATE activity o SET created_at = a.created_at, document = a.document::json
        FROM {rows}
        JOIN written w ON w.id = a.dialog_id
        WHERE o.id = a.id AND o.dialog_id = a.dialog_id
      )\
      """,
      ChildInputs.ACTIVITY,
      Children::rewrittenActivities,
      ChildStatements::activities),

  OPENED_TRANSMISSIONS(
      """
      , opened_transmissions AS (
        UPDATE transmission o SET opened = true
        FROM {rows} JOIN written w ON w.id = t.dialog_id
        WHERE o.id = t.id AND o.dialog_id = t.dialog_id
      )\
      """,
      ChildInputs.OPENED,
      Children::openedTransmissions,
      (Columns<Below<UUID>> columns) -> columns.uuid(Below::row).uuid(Below::dialogId)),

  CLAIMED_IDS(
      """
      , claimed_ids AS (
        INSERT INTO element_id (kind, id, dialog_id)
        SELECT e.kind, e.id, e.dialog_id FROM {rows}
        JOIN written w ON w.id = e.dialog_id
      )\
      """,
      ChildInputs.ELEMENT_ID,
      Children::claimed,
      ChildStatements::elementIds),

  RELEASED_IDS(
      """
      , released_ids AS (
        DELETE FROM element_id o
        USING {rows} JOIN written w ON w.id = e.dialog_id
        WHERE o.kind = e.kind AND o.id = e.id AND o.dialog_id = e.dialog_id
      )\
      """,
      ChildInputs.ELEMENT_ID,
      Children::released,
      ChildStatements::elementIds),

  ADDED_LABELS(
      """
      , added_labels AS (
        INSERT INTO service_owner_label (dialog_id, value)
        SELECT l.dialog_id, l.value FROM {rows}
        JOIN written w ON w.id = l.dialog_id
      )\
      """,
      ChildInputs.LABEL,
      Children::addedLabels,
      (Columns<Below<String>> columns) -> columns.uuid(Below::dialogId).text(Below::row)),

  REMOVED_LABELS(
      """
      , removed_labels AS (
        DELETE FROM service_owner_label o
        USING {rows} JOIN written w ON w.id = l.dialog_id
        WHERE o.dialog_id = l.dialog_id AND o.value = l.value
      )\
      """,
      ChildInputs.LABEL,
      Children::removedLabels,
      (Columns<Below<String>> columns) -> columns.uuid(Below::dialogId).text(Below::row)),

  LABEL_LOG(
      """
      , label_log_entries AS (
        INSERT INTO label_log (id, dialog_id, created_at, name, action, performed_by)
        SELECT l.id, l.dialog_id, l.created_at, l.name, l.action, l.performed_by::json
        FROM {rows}
        JOIN written w ON w.id = l.dialog_id
      )\
      """,
      ChildInputs.LOG_ENTRY,
      Children::labelLog,
      ChildStatements::labelLog),

  SEEN(
      """
      , seen_entries AS (
        INSERT INTO seen_log (id, dialog_id, seen_at, actor_id, actor_name, via_service_owner)
        SELECT s.id, s.dialog_id, s.seen_at, s.actor_id, s.actor_name, s.via_service_owner
        FROM {rows}
        JOIN written w ON w.id = s.dialog_id
        ON CONFLICT DO NOTHING
      )\
      """,
      ChildInputs.SEEN_ENTRY,
      children -> children.seen() == null ? List.of() : List.of(children.seen()),
      ChildStatements::seenEntries);

  /** A row with the dialog it belongs to. */
  private record Below<T>(UUID dialogId, T row) {}

  private final Template template;
  private final Part<?> part;

  <T> ChildStatements(
      String text,
      RowInput input,
      Function<Children, List<T>> rows,
      Consumer<Columns<Below<T>>> columns) {
    this.template = new Template(text, input);
    this.part = new Part<>(rows, columns);
  }

  /** Whether the unit has rows of this kind. */
  boolean isNeededBy(WriteUnit unit) {
    return part.isNeededBy(unit);
  }

  /** Number of parameters. */
  int width() {
    return template.width();
  }

  /** How its rows come when the unit is the only one of its statement. */
  RowSource sourceOf(WriteUnit unit) {
    return part.rows.apply(unit.children()).size() == 1 ? RowSource.VALUES : RowSource.ARRAYS;
  }

  /** The text, its parameters numbered from {@code first}. */
  String text(RowSource source, int first) {
    return template.text(source, first);
  }

  /** Appends this part's parameters. */
  void bind(List<WriteUnit> units, RowSource source, Tuple parameters) {
    part.bind(units, source, parameters);
  }

  private record Part<T>(Function<Children, List<T>> rows, Consumer<Columns<Below<T>>> columns) {
    boolean isNeededBy(WriteUnit unit) {
      return !rows.apply(unit.children()).isEmpty();
    }

    void bind(List<WriteUnit> units, RowSource source, Tuple parameters) {
      List<Below<T>> all = new ArrayList<>();
      for (WriteUnit unit : units) {
        for (T row : rows.apply(unit.children())) {
          all.add(new Below<>(unit.dialogId(), row));
        }
      }
      columns.accept(source.columns(all, parameters));
    }
  }

  private static void transmissions(Columns<Below<Transmission>> columns) {
    columns
        .uuid(b -> b.row().id())
        .uuid(Below::dialogId)
        .time(b -> b.row().createdAt())
        .int4(b -> b.row().type().number())
        .text(b -> b.row().idempotentKey())
        .uuid(b -> b.row().relatedTransmissionId())
        .int4(b -> b.row().depth())
        .bool(b -> b.row().opened())
        .text(b -> b.row().document());
  }

  private static void activities(Columns<Below<Activity>> columns) {
    columns
        .uuid(b -> b.row().id())
        .uuid(Below::dialogId)
        .time(b -> b.row().createdAt())
        .int4(b -> b.row().type().number())
        .uuid(b -> b.row().transmissionId())
        .text(b -> b.row().document());
  }

  private static void elementIds(Columns<Below<ElementId>> columns) {
    columns.int4(b -> b.row().kind().number()).uuid(b -> b.row().id()).uuid(Below::dialogId);
  }

  private static void labelLog(Columns<Below<LabelLogEntry>> columns) {
    columns
        .uuid(b -> b.row().id())
        .uuid(Below::dialogId)
        .time(b -> b.row().createdAt())
        .text(b -> b.row().name())
        .text(b -> b.row().action())
        .text(b -> b.row().performedBy());
  }

  private static void seenEntries(Columns<Below<SeenEntry>> columns) {
    columns
        .uuid(b -> b.row().id())
        .uuid(Below::dialogId)
        .time(b -> b.row().seenAt())
        .text(b -> b.row().actorId())
        .text(b -> b.row().actorName())
        .bool(b -> b.row().isViaServiceOwner());
  }
}
