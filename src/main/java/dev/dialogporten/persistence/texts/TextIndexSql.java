package dev.dialogporten.persistence.texts;

/** The statements of {@link TextIndexStep}. */
public final class TextIndexSql {

  /**
   * False when another node is at it. Not a lock of the cursor's row: that would give the
   * transaction a number from its beginning, and events wait for every numbered transaction that is
   * older than they are.
   */
  public static final String LOCK =
      "SELECT pg_try_advisory_xact_lock(hashtext('dialog_text_cursor'))";

  public static final String CURSOR = "SELECT txid, seq, rebuilt FROM dialog_text_cursor";

  /**
   * Changes after the cursor, those of a transaction only once all earlier ones have ended, so that
   * none is skipped.
   */
  static final String CHANGES =
      """
      SELECT txid, seq, dialog_id, kind, members
      FROM dialog_change
      WHERE (txid, seq) > ($1, $2) AND txid < (SELECT dialog_log_horizon())
      ORDER BY txid, seq
      LIMIT $3\
      """;

  /** The newest of what is appended, up to a number and a length. */
  static final String SOURCES =
      """
      SELECT d.id, d.content::text, d.search_tags::text, d.attachments::text,
        ARRAY(
          SELECT n.document FROM (
            SELECT t.document::text, t.created_at, t.id,
              sum(length(t.document::text)) OVER (ORDER BY t.created_at DESC, t.id DESC) AS total
            FROM (
              SELECT document, created_at, id FROM transmission WHERE dialog_id = d.id
              ORDER BY created_at DESC, id DESC LIMIT $2) t) n
          WHERE n.total <= $3 ORDER BY n.created_at DESC, n.id DESC),
        ARRAY(
          SELECT n.document FROM (
            SELECT a.document::text, a.created_at, a.id,
              sum(length(a.document::text)) OVER (ORDER BY a.created_at DESC, a.id DESC) AS total
            FROM (
              SELECT document, created_at, id FROM activity WHERE dialog_id = d.id
              ORDER BY created_at DESC, id DESC LIMIT $2) a) n
          WHERE n.total <= $3 ORDER BY n.created_at DESC, n.id DESC)
      FROM dialog d
      WHERE d.id = ANY ($1)\
      """;

  /** Sorted by what takes long to make: all of it is made before the first row is written. */
  static final String STORE =
      """
      INSERT INTO dialog_text (dialog_id, document)
      SELECT t.dialog_id, text_document(
        array_agg(t.language ORDER BY t.at), array_agg(t.weight ORDER BY t.at), array_agg(t.text ORDER BY t.at))
        AS made
      FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
        AS t (dialog_id, language, weight, text, at)
      GROUP BY t.dialog_id
      ORDER BY made
      ON CONFLICT (dialog_id) DO UPDATE SET document = EXCLUDED.document
      WHERE dialog_text.document <> EXCLUDED.document\
      """;

  /** Those that were purged, and those without any text. */
  static final String REMOVE = "DELETE FROM dialog_text WHERE dialog_id = ANY ($1)";

  static final String ADVANCE = "UPDATE dialog_text_cursor SET txid = $1, seq = $2";

  /** The next dialogs of those that are to be indexed again although they have not changed. */
  static final String UNCHANGED = "SELECT id FROM dialog WHERE id > $1 ORDER BY id LIMIT $2";

  /** Null once all have been. */
  static final String REBUILT = "UPDATE dialog_text_cursor SET rebuilt = $1";

  private TextIndexSql() {}
}
