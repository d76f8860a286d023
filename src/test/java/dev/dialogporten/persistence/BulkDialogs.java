package dev.dialogporten.persistence;

import dev.dialogporten.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Very many dialogs, made by SQL: those of the organisation {@code big}, and a tenth as many of ten
 * others. Parties are of very different sizes: the largest has 2.7 %, party 3 has 0.4 %, most have
 * a few. Resource 39 was given up, and party {@code gone} left, after the first tenth of the time.
 * Statuses run from common to absent, Awaiting is that of one in a thousand.
 *
 * <p>Loaded the fast way: triggers off, indexes made when all rows are there, one chunk per
 * processor at a time.
 */
final class BulkDialogs {
  private static final int CHUNK = 20_000;
  private static final int OTHERS = 10;

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
        gen_random_uuid(), gen_random_uuid(), 1, '%1$s', 'urn:altinn:resource:' || r.n, 'genericaccessresource',
        CASE WHEN i %% 40 = 7 AND i <= %2$d / 10 THEN 'party:gone'
          ELSE 'party:' || floor(power(random(), 3) * %2$d / 20)::int END, 'key-' || gen_random_uuid(),
        t.created, t.updated, t.updated, CASE WHEN i %% 100 = 0 THEN t.updated END,
        CASE WHEN i %% 3 = 0 THEN date_trunc('day', t.created) + interval '30 days' END,
        CASE WHEN i %% 1000 = 77 THEN 8 ELSE (ARRAY[6, 6, 6, 6, 6, 6, 7, 7, 2, 5])[1 + i %% 10] END,
        (i %% 101)::smallint, 'ext-' || i %% 17,
        'ref-' || i, CASE WHEN i %% 10 = 0 THEN 'urn:process:' || i / 100 END,
        false, false, random() < 0.5, false, false, 1, 0, 0, 0, 0, '', '', false, false, i %% 20 = 0,
        gen_random_uuid(), gen_random_uuid(), 1, 2,
        json_build_object('title', json_build_object('value', json_build_array(
          json_build_object('value', 'Title of dialog ' || i, 'languageCode', 'en')), 'mediaType', 'text/plain'),
          'summary', json_build_object('value', json_build_array(
          json_build_object('value', repeat(md5(i::text) || ' ', 10), 'languageCode', 'en')), 'mediaType', 'text/plain')),
        '[{"value":"searchable"}]', '[]', '[]', '[]'
      FROM generate_series(%3$d, %4$d) i,
        LATERAL (SELECT timestamptz '2025-01-01' + i * interval '30 seconds' AS created,
          timestamptz '2025-01-01' + i * interval '30 seconds' + power(random(), 2) * interval '90 days' AS updated) t,
        LATERAL (SELECT CASE WHEN i %% 40 = 39 AND i > %2$d / 10 THEN 0 ELSE i %% 40 END AS n) r\
      """;

  private static final String ORDER =
      """
      INSERT INTO dialog_order (id, org, updated_at, content_updated_at, state, resource_key, party_key)
      SELECT id, org, updated_at, content_updated_at, search_state(status, deleted_at),
        search_key(service_resource), search_key(party)
      FROM dialog\
      """;

  private static final String LABELS =
      """
      INSERT INTO service_owner_label (dialog_id, value)
      SELECT id, 'case:' || row_number() OVER () FROM dialog WHERE labelled\
      """;

  private static final String TEXTS =
      """
      INSERT INTO dialog_text (dialog_id, document)
      SELECT id, to_tsvector('english', 'Title of dialog ' || external_reference || ' ' || party)
        || to_tsvector('simple', 'searchable ' || extended_status)
      FROM dialog\
      """;

  /** Indexes that no constraint needs; those of constraints are kept while loading. */
  private static final String INDEXES =
      """
      SELECT i.indexname, i.indexdef FROM pg_indexes i
      WHERE i.tablename IN ('dialog', 'dialog_order', 'dialog_text', 'service_owner_label')
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
      ORDER BY 1\
      """;

  private BulkDialogs() {}

  static void load(TestDatabase database, int count) throws SQLException {
    List<String> indexes = dropIndexes(database);
    run(database, List.of("ALTER TABLE dialog DISABLE TRIGGER USER"));
    List<String> chunks = new ArrayList<>(chunks("big", count));
    for (int i = 0; i < OTHERS; i++) {
      chunks.addAll(chunks("small-" + i, Math.max(1, count / 100)));
    }
    run(database, chunks);
    run(database, List.of("ALTER TABLE dialog ENABLE TRIGGER USER"));
    run(database, List.of(ORDER, LABELS, TEXTS));
    run(database, indexes);
    run(database, List.of("VACUUM (ANALYZE)"));
  }

  private static List<String> chunks(String org, int count) {
    return IntStream.iterate(1, from -> from <= count, from -> from + CHUNK)
        .mapToObj(from -> DIALOGS.formatted(org, count, from, Math.min(count, from + CHUNK - 1)))
        .toList();
  }

  private static List<String> dropIndexes(TestDatabase database) throws SQLException {
    List<String> definitions = new ArrayList<>();
    List<String> drops = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet indexes = statement.executeQuery(INDEXES)) {
      while (indexes.next()) {
        drops.add("DROP INDEX " + indexes.getString(1));
        definitions.add(indexes.getString(2));
      }
    }
    for (String drop : drops) {
      run(database, List.of(drop));
    }
    return definitions;
  }

  private static void run(TestDatabase database, List<String> statements) {
    statements.parallelStream().forEach(sql -> execute(database, sql));
  }

  private static void execute(TestDatabase database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = 0");
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET maintenance_work_mem = '256MB'");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
