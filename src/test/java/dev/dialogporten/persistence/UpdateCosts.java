package dev.dialogporten.persistence;

import dev.dialogporten.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the indexes of searches cost an update that moves both time stamps, as nearly all do:
 * updates of random dialogs, many in a statement as the service sends them, with one index after
 * the other taken away and, at last, those of the first design in their place. CPU is that of the
 * database connection's process, known only where it runs on this Linux machine.
 */
final class UpdateCosts {
  private static final int STATEMENTS = 1500;
  private static final int DIALOGS = 64;
  private static final double TICK_MICROS = 10_000;

  private static final String SAMPLE =
      """
      CREATE TABLE update_sample AS
      SELECT (row_number() OVER ())::int AS n, id
      FROM (SELECT id FROM dialog WHERE org = 'big' ORDER BY random() LIMIT 100000) ids\
      """;

  private static final String UPDATE =
      """
      UPDATE dialog d SET revision = gen_random_uuid(), version = d.version + 1, updated_at = clock_timestamp(),
        content_updated_at = clock_timestamp(), progress = (d.version % 100)::smallint
      FROM update_sample u WHERE u.n >= ? AND u.n < ? AND d.id = u.id\
      """;

  private static final String COUNTED =
      """
      SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn, n_tup_upd, n_tup_hot_upd, pg_backend_pid()
      FROM pg_stat_user_tables WHERE relname = 'dialog'\
      """;

  private final Connection connection;
  private final int count;

  private UpdateCosts(Connection connection, int count) {
    this.connection = connection;
    this.count = count;
  }

  static void print(TestDatabase database, int count) throws SQLException {
    try (Connection connection = database.connect()) {
      new UpdateCosts(connection, Math.min(count, 100_000)).run();
    }
  }

  private static Map<String, List<String>> variants() {
    Map<String, List<String>> variants = new LinkedHashMap<>();
    variants.put("as the service has them", List.of());
    variants.put("the same once more", List.of());
    variants.put(
        "and one by party as well",
        List.of("CREATE INDEX x_party ON dialog_order (org, party_key, content_updated_at, id)"));
    variants.put(
        "without dialog_order_state",
        List.of("DROP INDEX x_party", "DROP INDEX dialog_order_state"));
    variants.put("and without dialog_order_resource", List.of("DROP INDEX dialog_order_resource"));
    variants.put(
        "only keys of the two orders",
        List.of(
            "DROP INDEX dialog_order_content",
            "DROP INDEX dialog_order_update",
            "CREATE INDEX x_content ON dialog_order (org, content_updated_at, id)",
            "CREATE INDEX x_update ON dialog_order (org, updated_at, id)"));
    variants.put("no index of an order", List.of("DROP INDEX x_content", "DROP INDEX x_update"));
    variants.put(
        "no dialog_order, the two orders on dialog",
        List.of(
            "DROP TRIGGER dialog_order_update ON dialog",
            "CREATE INDEX x_content ON dialog (org, content_updated_at, id)",
            "CREATE INDEX x_update ON dialog (org, updated_at, id)"));
    variants.put("nothing", List.of("DROP INDEX x_content", "DROP INDEX x_update"));
    return variants;
  }

  private void run() throws SQLException {
    execute("SET statement_timeout = 0");
    execute("SET synchronous_commit = off");
    execute(SAMPLE);
    execute("CREATE INDEX update_sample_n ON update_sample (n)");
    execute("ANALYZE update_sample");
    // The first updates of a dialog find no room on its page: they are not what is compared.
    update(2 * STATEMENTS);
    System.out.println("\n| indexes | CPU us per update | WAL bytes per update | HOT on dialog |");
    System.out.println("| --- | ---: | ---: | ---: |");
    for (var variant : variants().entrySet()) {
      for (String change : variant.getValue()) {
        execute(change);
      }
      execute("VACUUM dialog");
      execute("VACUUM dialog_order");
      execute("CHECKPOINT");
      update(STATEMENTS / 5);
      measure(variant.getKey());
    }
  }

  private void measure(String name) throws SQLException {
    long[] before = counted();
    double cpu = cpuTicks(before[3]);
    update(STATEMENTS);
    long[] after = counted();
    double micros = (cpuTicks(before[3]) - cpu) * TICK_MICROS;
    double updates = after[1] - before[1];
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.0f | %.0f %% |%n",
        name,
        micros / updates,
        (after[0] - before[0]) / updates,
        100 * (after[2] - before[2]) / updates);
  }

  private void update(int statements) throws SQLException {
    int from = 1;
    try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (int i = 0; i < statements; i++) {
        update.setInt(1, from);
        update.setInt(2, from + DIALOGS);
        update.executeUpdate();
        from = from + 2 * DIALOGS > count ? 1 : from + DIALOGS;
      }
    }
  }

  private long[] counted() throws SQLException {
    execute("SELECT pg_stat_force_next_flush()");
    execute("SELECT 1");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTED)) {
      row.next();
      return new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)};
    }
  }

  /** Processor time of a process, fields 14 and 15 of its line; not a number where unknown. */
  private static double cpuTicks(long pid) {
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (java.io.IOException e) {
      return Double.NaN;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
