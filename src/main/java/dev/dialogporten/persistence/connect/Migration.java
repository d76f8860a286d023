package dev.dialogporten.persistence.connect;

import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.problem.DatabaseUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables up to date before anything is deployed. Blocks; several nodes may run it. */
final class Migration {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

  /**
   * The last file of {@code db/migration}. Where it was the last to be applied there is nothing to
   * do, and Flyway, a fifth of the processor time of a start, is not even loaded.
   */
  static final String NEWEST = "V052__log_epochs.sql";

  private static final String HISTORY =
      """
      SELECT (array_agg(script ORDER BY installed_rank DESC))[1], bool_and(success)
      FROM flyway_schema_history\
      """;

  private static final String MAY_NOT = "42501";

  private final DataSource dataSource;
  private final Server server;

  Migration(DataSource dataSource, Server server) {
    this.dataSource = dataSource;
    this.server = server;
  }

  void run() {
    if (!isUpToDate()) {
      migrate();
    }
  }

  private void migrate() {
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseUnavailable(
          "database " + server.database() + " cannot be migrated: " + reason(e), e);
    }
  }

  private boolean isUpToDate() {
    try (Connection connection = dataSource.getConnection()) {
      return isNewestApplied(connection);
    } catch (SQLException e) {
      throw new DatabaseUnavailable(
          "no connection to PostgreSQL at " + server.address() + ": " + firstLine(e), e);
    }
  }

  /** Whatever is in doubt is Flyway's to judge. */
  private static boolean isNewestApplied(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(HISTORY)) {
      return rows.next() && NEWEST.equals(rows.getString(1)) && rows.getBoolean(2);
    } catch (SQLException e) {
      LOG.debug("no history of migrations", e);
      return false;
    }
  }

  /** Flyway's line names the file, PostgreSQL's the cause. */
  private String reason(FlywayException e) {
    Throwable cause = e;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    if (cause == null) {
      return firstLine(e);
    }
    String advice =
        MAY_NOT.equals(((SQLException) cause).getSQLState())
            ? "; user " + server.user() + " must own the database, or have the right to create"
            : "";
    return firstLine(e) + ": " + firstLine(cause) + advice;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
