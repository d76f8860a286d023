package dev.dialogporten.load.benchmark;

import java.util.List;
import java.util.UUID;

/**
 * The yardstick: what plain SQL without the service does on the same tables. Each update is the
 * least that an equal service would have to do: set revision, version, time and the two patched
 * members where the expected revision still stands, and add the change-log row.
 */
interface Raw {

  /** Conditional update of one row with its change-log row; 1 row inserted when it won. */
  String ONE =
      """
      WITH written AS (
        UPDATE dialog SET revision = $3, version = version + 1, updated_at = now(), progress = $4,
          extended_status = $5
        WHERE id = $1 AND revision = $2
        RETURNING id, revision, org, service_resource, party, process, preceding_process
      )
      INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
        service_resource, party, process, preceding_process)
      SELECT now(), id, $2, revision, 'urn:altinn:organization:identifier-no:991825827', 2, 6, false, org,
        service_resource, party, process, preceding_process
      FROM written\
      """;

  /** The same for many rows. */
  String MANY =
      """
      WITH written AS (
        UPDATE dialog d SET revision = u.revision, version = version + 1, updated_at = now(), progress = u.progress,
          extended_status = u.step
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[])
          AS u (id, expected, revision, progress, step)
        WHERE d.id = u.id AND d.revision = u.expected
        RETURNING d.id, u.expected, d.revision, org, service_resource, party, process, preceding_process
      )
      INSERT INTO dialog_change (at, dialog_id, revision_before, revision_after, actor, kind, members, silent, org,
        service_resource, party, process, preceding_process)
      SELECT now(), id, expected, revision, 'urn:altinn:organization:identifier-no:991825827', 2, 6, false, org,
        service_resource, party, process, preceding_process
      FROM written\
      """;

  /** A dialog and the revision its next update expects. */
  final class Row {
    final UUID id;
    UUID revision;

    Row(UUID id, UUID revision) {
      this.id = id;
      this.revision = revision;
    }
  }

  /**
   * @param medianMicros of one statement
   */
  record Figure(String client, int connections, double updatesPerSecond, long medianMicros) {
    static Figure best(List<Figure> figures) {
      return figures.stream()
          .max((a, b) -> Double.compare(a.updatesPerSecond, b.updatesPerSecond))
          .orElseThrow();
    }
  }
}
