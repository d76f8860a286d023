package dev.dialogporten.persistence;

import dev.dialogporten.config.DatabaseSettings.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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
  static final String NEWEST = "V047__labels_composed.sql";

  private static final String HISTORY =
      """
      SELECT (array_agg(script ORDER BY installed_rank DESC))[1], bool_and(success)
      FROM flyway_schema_history\
      """;

  private static final int OLDEST_VERSION = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(500);
  // "connection exception" and "the database system is starting up"
  private static final String CONNECTION_CLASS = "08";
  private static final String CANNOT_CONNECT_NOW = "57P03";

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
          "database " + server.database() + " cannot be migrated: " + firstLine(e), e);
    }
  }

  /** A PostgreSQL that starts at the same time as we do is waited for; a refusal is not. */
  private boolean isUpToDate() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (true) {
      try (Connection connection = dataSource.getConnection()) {
        check(connection);
        return isNewestApplied(connection);
      } catch (SQLException e) {
        if (!isPassing(e) || System.nanoTime() > deadline) {
          throw new DatabaseUnavailable(
              "no connection to PostgreSQL at " + address() + ": " + firstLine(e), e);
        }
        if (!told) {
          told = true;
          LOG.info("waiting for PostgreSQL at {}", address());
        }
        pause();
      }
    }
  }

  private void check(Connection connection) throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_VERSION) {
      throw new DatabaseUnavailable(
          "PostgreSQL at " + address() + " is " + version + "; " + OLDEST_VERSION + " is needed",
          null);
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_encoding")) {
      rows.next();
      if (!rows.getString(1).equals("UTF8")) {
        throw new DatabaseUnavailable(
            "database " + server.database() + " is encoded in " + rows.getString(1) + ", not UTF8",
            null);
      }
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

  private String address() {
    return server.host() + ":" + server.port() + "/" + server.database();
  }

  private static boolean isPassing(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith(CONNECTION_CLASS) || state.equals(CANNOT_CONNECT_NOW);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("interrupted while waiting for PostgreSQL", e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
