package dev.dialogporten.testing;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.persistence.connect.Database;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A migrated PostgreSQL database: the one {@code -Ddatabase.url} names, else one in a container
 * when a Docker engine answers, else one run by this process. The server is started once per JVM;
 * tests share a database and each works on data of its own.
 */
public final class TestDatabase {
  private static TestDatabase shared;

  private final String url;

  private TestDatabase(String url) {
    this.url = url;
  }

  /** The database most tests use. */
  public static synchronized TestDatabase shared() {
    if (shared == null) {
      shared = new TestDatabase(TestServer.url());
      shared.migrate();
    }
    return shared;
  }

  /** A database of its own on the same server, for tests that need an empty or a broken one. */
  public static TestDatabase fresh() {
    TestDatabase fresh = empty();
    fresh.migrate();
    return fresh;
  }

  /** As {@link #fresh}, without tables. */
  public static TestDatabase empty() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    String server = TestServer.url();
    execute(server, "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
    return new TestDatabase(server.replaceFirst("(://[^/]*)/[^?]*", "$1/" + name));
  }

  /** The database of a server of the test's own; the service migrates it. */
  public static TestDatabase of(Server server) {
    return new TestDatabase(url(server));
  }

  static String url(Server server) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            server.user(),
            server.password().value(),
            server.host(),
            server.port(),
            server.database());
  }

  /** {@code postgresql://…}, to be given to the service as {@code database.url}. */
  public String url() {
    return url;
  }

  /** A JDBC connection, for what is to be seen or done behind the service's back. */
  public Connection connect() throws SQLException {
    return database().dataSource().getConnection();
  }

  /** The number a query answers. */
  public long count(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A pool on the calling context's event loop, made as the service makes it. */
  public Pool pool(Vertx vertx, int size) {
    return database().pool(vertx, "test", size);
  }

  /** The database as the service sees it. */
  public Database database() {
    DatabaseSettings settings = SettingsLoader.of(Map.of("database.url", url)).database();
    return new Database(settings, settings.server().orElseThrow());
  }

  /** Runs one statement that the user of the tests must be allowed to run. */
  static void execute(String url, String sql) {
    try (Connection connection = new TestDatabase(url).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the tests' database user cannot: " + sql, e);
    }
  }

  private void migrate() {
    database().migrate();
  }
}
