package dev.dialogporten.load.benchmark;

import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.result.Summary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the change log says of a load: that nothing acknowledged is missing, and that the revisions
 * of every dialog are one chain, each with exactly one successor.
 */
final class ChangeChains {
  private static final Set<Operation> WRITES =
      EnumSet.of(Operation.PATCH, Operation.PUT, Operation.ACTIVITY, Operation.TRANSMISSION);

  private final BenchmarkDatabase database;
  private final String from;
  private long acknowledged;

  private ChangeChains(BenchmarkDatabase database, String from) {
    this.database = database;
    this.from = from;
  }

  /** Looks at what is committed from now on; nothing else may write meanwhile. */
  static ChangeChains fromNow(BenchmarkDatabase database) throws SQLException {
    return new ChangeChains(database, database.text("SELECT pg_current_xact_id()::text"));
  }

  /** Counts the writes a load was told of. */
  Summary add(Summary load) {
    for (Summary.OperationSummary one : load.operations()) {
      if (WRITES.contains(one.operation())) {
        one.statuses().forEach((status, count) -> acknowledged += status / 100 == 2 ? count : 0);
      }
    }
    return load;
  }

  /**
   * @param acknowledged writes that were answered 2xx
   * @param logged rows of the change log
   * @param forks revisions that were changed more than once
   * @param breaks changes that did not start from the revision before them, in order of the log
   */
  record Verdict(long acknowledged, long logged, long forks, long breaks) {
    long missing() {
      return Math.max(0, acknowledged - logged);
    }
  }

  Verdict verdict() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT count(*), count(*) - count(DISTINCT (dialog_id, revision_before)),
                  count(*) FILTER (WHERE revision_before <> expected)
                FROM (
                  SELECT dialog_id, revision_before,
                    lag(revision_after) OVER (PARTITION BY dialog_id ORDER BY txid, seq) AS expected
                  FROM dialog_change WHERE txid > %s) changes\
                """
                    .formatted(from))) {
      result.next();
      return new Verdict(acknowledged, result.getLong(1), result.getLong(2), result.getLong(3));
    }
  }
}
