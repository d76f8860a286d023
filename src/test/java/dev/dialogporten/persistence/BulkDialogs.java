package dev.dialogporten.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Very many dialogs, made by SQL: those of the organisation {@code big}, and a tenth as many of ten
 * others. Parties are of very different sizes, resource 39 was given up in the first tenth of the
 * time, statuses run from common to absent.
 */
final class BulkDialogs {
  private static final int CHUNK = 50_000;

  private static final String DIALOGS =
      """
      INSERT INTO dialog (
        id, revision, version, org, service_resource, service_resource_type, party, idempotent_key,
        created_at, updated_at, content_updated_at, deleted_at, due_at, status, progress, extended_status,
        external_reference, process, is_api_only, frozen, content_seen, has_unopened_content, correspondence_opened,
        from_service_owner_count, from_party_count, unopened_count, contentless_count, activity_count,
        action_resources, transmission_resources, long_texts, legacy_html, labelled,
        service_owner_revision, end_user_revision, system_labels, system_label_mask,
        content, search_tags, attachments, gui_actions, api_actions)
      SELECT
        gen_random_uuid(), gen_random_uuid(), 1, ?, 'urn:altinn:resource:' || r.n, 'genericaccessresource',
        'party:' || floor(power(random(), 3) * ? / 20)::int, 'key-' || gen_random_uuid(),
        t.created, t.updated, t.updated, CASE WHEN i % 100 = 0 THEN t.updated END,
        CASE WHEN i % 3 = 0 THEN date_trunc('day', t.created) + interval '30 days' END,
        (ARRAY[6, 6, 6, 6, 6, 6, 7, 7, 2, 5])[1 + i % 10], (i % 101)::smallint, 'ext-' || i % 17,
        'ref-' || i, CASE WHEN i % 10 = 0 THEN 'urn:process:' || i / 100 END,
        false, false, random() < 0.5, false, false, 1, 0, 0, 0, 0, '', '', false, false, i % 20 = 0,
        gen_random_uuid(), gen_random_uuid(), 1, 2,
        json_build_object('title', json_build_object('value', json_build_array(
          json_build_object('value', 'Title of dialog ' || i, 'languageCode', 'en')), 'mediaType', 'text/plain'),
          'summary', json_build_object('value', json_build_array(
          json_build_object('value', repeat(md5(i::text) || ' ', 10), 'languageCode', 'en')), 'mediaType', 'text/plain')),
        '[{"value":"searchable"}]', '[]', '[]', '[]'
      FROM generate_series(?::int, ?::int) i,
        LATERAL (SELECT timestamptz '2025-01-01' + i * interval '30 seconds' AS created,
          timestamptz '2025-01-01' + i * interval '30 seconds' + power(random(), 2) * interval '90 days' AS updated) t,
        LATERAL (SELECT CASE WHEN i % 40 = 39 AND i > ?::int / 10 THEN 0 ELSE i % 40 END AS n) r""";

  private static final String LABELS =
      """
      INSERT INTO service_owner_label (dialog_id, value)
      SELECT id, 'case:' || row_number() OVER () FROM dialog WHERE labelled""";

  private static final String TEXTS =
      """
      INSERT INTO dialog_text (dialog_id, document)
      SELECT id, to_tsvector('english', 'Title of dialog ' || external_reference || ' ' || party)
        || to_tsvector('simple', 'searchable ' || extended_status)
      FROM dialog""";

  private BulkDialogs() {}

  static void load(Connection connection, int count) throws SQLException {
    dialogs(connection, "big", count);
    for (int i = 0; i < 10; i++) {
      dialogs(connection, "small-" + i, Math.max(1, count / 100));
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      statement.execute(LABELS);
      statement.execute(TEXTS);
      statement.execute("VACUUM (ANALYZE)");
    }
  }

  private static void dialogs(Connection connection, String org, int count) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(DIALOGS)) {
      for (int from = 1; from <= count; from += CHUNK) {
        insert.setString(1, org);
        insert.setInt(2, count);
        insert.setInt(3, from);
        insert.setInt(4, Math.min(count, from + CHUNK - 1));
        insert.setInt(5, count);
        insert.executeUpdate();
      }
    }
  }
}
