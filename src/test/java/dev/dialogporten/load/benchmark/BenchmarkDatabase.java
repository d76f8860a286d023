package dev.dialogporten.load.benchmark;

import io.vertx.pgclient.PgConnectOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A PostgreSQL with durable commits, set up the same for the service and for plain SQL. The service
 * makes the tables and one dialog; all others are copies of that row.
 */
final class BenchmarkDatabase implements AutoCloseable {
  private final EmbeddedPostgres server;
  private UUID template;

  private BenchmarkDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  static BenchmarkDatabase start() throws IOException {
    return new BenchmarkDatabase(
        EmbeddedPostgres.builder()
            // the library turns these off to make tests fast
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("max_connections", "200")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            // see EventLatency; the commit record has the time anyhow
            .setServerConfig("track_commit_timestamp", "on")
            .start());
  }

  String serviceUrl() {
    return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
  }

  String libpqUrl() {
    return serviceUrl();
  }

  String jdbcUrl() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  PgConnectOptions clientOptions() {
    return PgConnectOptions.fromUri(serviceUrl())
        .setCachePreparedStatements(true)
        .setProperties(java.util.Map.of("jit", "off"));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl());
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Version and the settings that matter, for the report. */
  String describe() throws SQLException {
    return text(
        """
        SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
          || ', synchronous_commit ' || current_setting('synchronous_commit')
          || ', shared_buffers ' || current_setting('shared_buffers')\
        """);
  }

  /** The dialog all copies are made of. */
  void template(UUID id) {
    template = id;
  }

  /** Adds copies with ids and revisions of their own, and the template's activities below them. */
  void copyDialogs(long count) throws SQLException {
    copyDialogs(count, newId(), "gen_random_uuid()");
  }

  /**
   * @param id SQL for the id, may use the row number {@code n} from 1
   * @param revision SQL for the revision
   */
  void copyDialogs(long count, String id, String revision) throws SQLException {
    String dialogColumns = columns("dialog", "id", "revision", "version");
    String activityColumns = columns("activity", "id", "dialog_id");
    execute(
        """
        WITH copied AS (
          INSERT INTO dialog (id, revision, version, %1$s)
          SELECT %2$s, %3$s, 1, %1$s FROM dialog, generate_series(1, %4$d) AS n WHERE id = '%5$s'
          RETURNING id
        )
        INSERT INTO activity (id, dialog_id, %6$s)
        SELECT %7$s, copied.id, %6$s FROM copied, activity a WHERE a.dialog_id = '%5$s'\
        """
            .formatted(dialogColumns, id, revision, count, template, activityColumns, newId()));
  }

  /** Copies one transmission of the given dialog until it has that many. */
  void multiplyTransmissions(UUID dialog, int count) throws SQLException {
    String columns = columns("transmission", "id", "dialog_id");
    execute(
        """
        INSERT INTO transmission (id, dialog_id, %1$s)
        SELECT %2$s, dialog_id, %1$s
        FROM (SELECT * FROM transmission WHERE dialog_id = '%3$s' LIMIT 1), generate_series(2, %4$d)\
        """
            .formatted(columns, newId(), dialog, count));
    // A new revision: no cache may still hold the dialog as it was.
    execute(
        """
        UPDATE dialog SET revision = gen_random_uuid(), version = version + 1, from_service_owner_count = %d,
          unopened_count = %1$d WHERE id = '%s'\
        """
            .formatted(count, dialog));
  }

  /** Dialogs spread evenly over all, with the revisions they have now. */
  List<Raw.Row> rows(int count) throws SQLException {
    List<Raw.Row> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT id, revision FROM (
                  SELECT id, revision, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total FROM dialog
                  WHERE deleted_at IS NULL) d
                WHERE n %% greatest(total / %1$d, 1) = 0 LIMIT %1$d\
                """
                    .formatted(count))) {
      while (result.next()) {
        rows.add(new Raw.Row(result.getObject(1, UUID.class), result.getObject(2, UUID.class)));
      }
    }
    return rows;
  }

  /** A file for the driver's {@code --ids}. */
  Path idsFile(List<Raw.Row> rows) throws IOException {
    Path file = Files.createTempFile("dialogs", ".txt");
    file.toFile().deleteOnExit();
    Files.write(file, rows.stream().map(row -> row.id + " \"" + row.revision + "\"").toList());
    return file;
  }

  long count(String table) throws SQLException {
    return Long.parseLong(text("SELECT count(*) FROM " + table));
  }

  String text(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }

  /** Leaves nothing for the background while something is measured. */
  void settle() throws SQLException {
    execute("VACUUM ANALYZE");
    execute("CHECKPOINT");
  }

  private String columns(String table, String... but) throws SQLException {
    return text(
        """
        SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns
        WHERE table_name = '%s' AND is_generated = 'NEVER' AND column_name NOT IN ('%s')\
        """
            .formatted(table, String.join("', '", but)));
  }

  private String newId() throws SQLException {
    boolean ordered = Integer.parseInt(text("SHOW server_version_num")) >= 180000;
    return ordered ? "uuidv7()" : "gen_random_uuid()";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
