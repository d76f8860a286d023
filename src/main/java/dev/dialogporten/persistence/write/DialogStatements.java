package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.outcome.WriteUnit;
import dev.dialogporten.persistence.rows.Columns;
import dev.dialogporten.persistence.rows.DialogFlags;
import dev.dialogporten.persistence.rows.RowInput;
import dev.dialogporten.persistence.rows.Template;
import java.util.function.Function;

/**
 * The statements that write dialog rows, each for a whole batch or for one row. All of them leave a
 * relation {@code written} with one row per dialog that was really written; the inserts of children
 * and of the change log join with it, so a unit that lost its race writes nothing at all.
 */
final class DialogStatements {

  /**
   * The conditional update. A section that did not change arrives as null and is kept: neither
   * sent, nor parsed, nor written out of line again.
   */
  static final Template UPDATE =
      new Template(
          """
          WITH written AS (
            UPDATE dialog d SET
              revision = u.revision,
              version = d.version + 1,
              updated_at = u.updated_at,
              content_updated_at = u.content_updated_at,
              deleted_at = u.deleted_at,
              due_at = u.due_at,
              expires_at = u.expires_at,
              status = u.status,
              progress = u.progress,
              extended_status = u.extended_status,
              external_reference = u.external_reference,
              process = u.process,
              preceding_process = u.preceding_process,
              is_api_only = (u.flags & 1) <> 0,
              frozen = (u.flags & 2) <> 0,
              content_seen = (u.flags & 4) <> 0,
              has_unopened_content = (u.flags & 8) <> 0,
              correspondence_opened = (u.flags & 16) <> 0,
              long_texts = (u.flags & 32) <> 0,
              legacy_html = (u.flags & 64) <> 0,
              labelled = d.labelled OR (u.flags & 128) <> 0,
              seen = d.seen OR (u.flags & 256) <> 0,
              from_service_owner_count = u.from_service_owner_count,
              from_party_count = u.from_party_count,
              unopened_count = u.unopened_count,
              contentless_count = u.contentless_count,
              activity_count = u.activity_count,
              action_resources = u.action_resources,
              transmission_resources = u.transmission_resources,
              service_owner_revision = u.service_owner_revision,
              end_user_revision = u.end_user_revision,
              system_labels = u.system_labels,
              system_label_mask = u.system_label_mask,
              content = coalesce(u.content::json, d.content),
              search_tags = coalesce(u.search_tags::json, d.search_tags),
              attachments = coalesce(u.attachments::json, d.attachments),
              gui_actions = coalesce(u.gui_actions::json, d.gui_actions),
              api_actions = coalesce(u.api_actions::json, d.api_actions)
            FROM {rows}
            WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
            RETURNING d.id, u.expected_revision AS revision_before, d.revision AS revision_after, u.at, u.actor, u.kind,
              u.members, u.silent, u.appended, u.seen_log_id, d.org, d.service_resource, d.party, d.process,
              d.preceding_process
          )\
          """,
          RowInput.of(
              "u",
              """
              id uuid, expected_revision uuid, expected_version bigint, at timestamptz, actor text, kind int,
              members int, silent boolean, appended text, seen_log_id uuid, revision uuid, updated_at timestamptz,
              content_updated_at timestamptz, deleted_at timestamptz, due_at timestamptz, expires_at timestamptz,
              status int, progress int, extended_status text, external_reference text, process text,
              preceding_process text, flags int, from_service_owner_count int, from_party_count int,
              unopened_count int, contentless_count int, activity_count int, action_resources text,
              transmission_resources text, service_owner_revision uuid, end_user_revision uuid, system_labels int,
              system_label_mask int, content text, search_tags text, attachments text, gui_actions text,
              api_actions text\
              """));

  static final Template INSERT =
      new Template(
          """
          WITH written AS (
            INSERT INTO dialog (
              id, revision, version, org, service_resource, service_resource_type, party, idempotent_key, visible_from,
              created_at, updated_at, content_updated_at, deleted_at, due_at, expires_at, status, progress,
              extended_status, external_reference, process, preceding_process, is_api_only, frozen, content_seen,
              has_unopened_content, correspondence_opened, long_texts, legacy_html, labelled, seen,
              from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
              action_resources, transmission_resources, service_owner_revision, end_user_revision, system_labels,
              system_label_mask, content, search_tags, attachments, gui_actions, api_actions)
            SELECT
              u.id, u.revision, 1, u.org, u.service_resource, u.service_resource_type, u.party, u.idempotent_key,
              u.visible_from, u.created_at, u.updated_at, u.content_updated_at, u.deleted_at, u.due_at, u.expires_at,
              u.status, u.progress, u.extended_status, u.external_reference, u.process, u.preceding_process,
              (u.flags & 1) <> 0, (u.flags & 2) <> 0, (u.flags & 4) <> 0, (u.flags & 8) <> 0, (u.flags & 16) <> 0,
              (u.flags & 32) <> 0, (u.flags & 64) <> 0, (u.flags & 128) <> 0, (u.flags & 256) <> 0,
              u.from_service_owner_count, u.from_party_count, u.unopened_count, u.contentless_count, u.activity_count,
              u.action_resources, u.transmission_resources, u.service_owner_revision, u.end_user_revision,
              u.system_labels, u.system_label_mask, u.content::json, u.search_tags::json, u.attachments::json,
              u.gui_actions::json, u.api_actions::json
            FROM {rows}
            RETURNING id, revision, org, service_resource, party, process, preceding_process
          ), change AS (
            SELECT * FROM {rows}
          )\
          """,
          RowInput.of(
              "u",
              """
              id uuid, org text, service_resource text, service_resource_type text, party text, idempotent_key
              text, visible_from timestamptz, created_at timestamptz, revision uuid, updated_at timestamptz,
              content_updated_at timestamptz, deleted_at timestamptz, due_at timestamptz, expires_at timestamptz,
              status int, progress int, extended_status text, external_reference text, process text,
              preceding_process text, flags int, from_service_owner_count int, from_party_count int,
              unopened_count int, contentless_count int, activity_count int, action_resources text,
              transmission_resources text, service_owner_revision uuid, end_user_revision uuid, system_labels int,
              system_label_mask int, content text, search_tags text, attachments text, gui_actions text,
              api_actions text\
              """),
          RowInput.of(
              "c",
              """
              dialog_id uuid, at timestamptz, actor text, kind int, members int, silent boolean, appended text\
              """));

  /** Removes dialogs with everything below them. */
  static final Template PURGE =
      new Template(
          """
          WITH written AS (
            DELETE FROM dialog d
            USING {rows}
            WHERE d.id = u.id AND d.revision = u.expected_revision AND d.version = u.expected_version
            RETURNING d.id, u.expected_revision AS revision_before, NULL::uuid AS revision_after, u.at, u.actor, u.kind,
              u.members, u.silent, NULL::text AS appended, NULL::uuid AS seen_log_id, d.org, d.service_resource, d.party,
              d.process, d.preceding_process
          ), gone_transmissions AS (
            DELETE FROM transmission WHERE dialog_id IN (SELECT id FROM written)
          ), gone_activities AS (
            DELETE FROM activity WHERE dialog_id IN (SELECT id FROM written)
          ), gone_elements AS (
            DELETE FROM element_id WHERE dialog_id IN (SELECT id FROM written)
          ), gone_labels AS (
            DELETE FROM service_owner_label WHERE dialog_id IN (SELECT id FROM written)
          ), gone_label_log AS (
            DELETE FROM label_log WHERE dialog_id IN (SELECT id FROM written)
          ), gone_seen AS (
            DELETE FROM seen_log WHERE dialog_id IN (SELECT id FROM written)
          )\
          """,
          RowInput.of(
              "u",
              """
              id uuid, expected_revision uuid, expected_version bigint, at timestamptz, actor text, kind int,
              members int, silent boolean\
              """));

  private DialogStatements() {}

  static void bindUpdate(Columns<WriteUnit> columns) {
    bindExpectation(columns);
    columns.text(ChangeLog::appended).uuid(unit -> unit.change().seenLogId());
    bindMutable(columns, true);
  }

  static void bindInsert(Columns<WriteUnit> columns) {
    columns
        .uuid(WriteUnit::dialogId)
        .text(u -> u.after().identity().org())
        .text(u -> u.after().identity().serviceResource())
        .text(u -> u.after().identity().serviceResourceType())
        .text(u -> u.after().identity().party())
        .text(u -> u.after().identity().idempotentKey())
        .time(u -> u.after().identity().visibleFrom())
        .time(u -> u.after().times().createdAt());
    bindMutable(columns, false);
    columns
        .uuid(WriteUnit::dialogId)
        .time(u -> u.change().at())
        .text(u -> u.change().actor())
        .int4(u -> u.change().kind().number())
        .int4(ChangeLog::members)
        .bool(u -> u.change().silent())
        .text(ChangeLog::appended);
  }

  static void bindPurge(Columns<WriteUnit> columns) {
    bindExpectation(columns);
  }

  private static void bindExpectation(Columns<WriteUnit> columns) {
    columns
        .uuid(WriteUnit::dialogId)
        .uuid(u -> u.before().revision())
        .int8(u -> u.before().version())
        .time(u -> u.change().at())
        .text(u -> u.change().actor())
        .int4(u -> u.change().kind().number())
        .int4(ChangeLog::members)
        .bool(u -> u.change().silent());
  }

  private static void bindMutable(Columns<WriteUnit> columns, boolean changedSectionsOnly) {
    columns
        .uuid(u -> u.after().revision())
        .time(u -> u.after().times().updatedAt())
        .time(u -> u.after().times().contentUpdatedAt())
        .time(u -> u.after().times().deletedAt())
        .time(u -> u.after().fields().dueAt())
        .time(u -> u.after().fields().expiresAt())
        .int4(u -> u.after().fields().status().number())
        .nullableInt4(u -> u.after().fields().progress())
        .text(u -> u.after().fields().extendedStatus())
        .text(u -> u.after().fields().externalReference())
        .text(u -> u.after().fields().process())
        .text(u -> u.after().fields().precedingProcess())
        .int4(DialogFlags::of)
        .int4(u -> u.after().facts().fromServiceOwner())
        .int4(u -> u.after().facts().fromParty())
        .int4(u -> u.after().facts().unopened())
        .int4(u -> u.after().facts().contentless())
        .int4(u -> u.after().facts().activities())
        .text(u -> u.after().facts().actionResources())
        .text(u -> u.after().facts().transmissionResources())
        .uuid(u -> u.after().contexts().serviceOwnerRevision())
        .uuid(u -> u.after().contexts().endUserRevision())
        .int4(u -> u.after().contexts().systemLabels().digits())
        .int4(u -> u.after().contexts().systemLabels().mask());
    section(columns, Sections::content, changedSectionsOnly);
    section(columns, Sections::searchTags, changedSectionsOnly);
    section(columns, Sections::attachments, changedSectionsOnly);
    section(columns, Sections::guiActions, changedSectionsOnly);
    section(columns, Sections::apiActions, changedSectionsOnly);
  }

  private static void section(
      Columns<WriteUnit> columns, Function<Sections, String> section, boolean changedOnly) {
    columns.text(
        unit -> {
          String text = section.apply(unit.after().sections());
          return changedOnly && text.equals(section.apply(unit.before().sections())) ? null : text;
        });
  }
}
