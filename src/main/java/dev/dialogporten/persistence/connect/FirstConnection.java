package dev.dialogporten.persistence.connect;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.DatabaseSettings.Host;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.DatabaseSettings.SslMode;
import dev.dialogporten.problem.DatabaseUnavailable;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a PostgreSQL that can be used, and finds out what it takes to connect: which host takes
 * writes, and whether there is TLS where that is left open. Blocks.
 */
public final class FirstConnection {
  private static final Logger LOG = LoggerFactory.getLogger(FirstConnection.class);
  private static final int OLDEST_VERSION = 15;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration REMINDER = Duration.ofSeconds(10);

  private static final String FACTS =
      "SELECT pg_is_in_recovery(), current_setting('server_encoding'),"
          + " current_setting('server_version_num')::int / 10000";

  private final DatabaseSettings settings;
  private final Server server;

  private FirstConnection(DatabaseSettings settings, Server server) {
    this.settings = settings;
    this.server = server;
  }

  /** Not usable now, but perhaps soon; the message is part of a line for the operator. */
  private static final class NotYet extends Exception {
    private static final long serialVersionUID = 1L;

    NotYet(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  /**
   * The server with a mode of TLS that leaves nothing open.
   *
   * @throws DatabaseUnavailable with one line for the operator: at once for what waiting does not
   *     mend, else after {@code database.start-timeout}
   */
  public static Server await(DatabaseSettings settings, Server server) {
    return new FirstConnection(settings, server).await();
  }

  private Server await() {
    long deadline = System.nanoTime() + settings.startTimeout().toNanos();
    long reminder = System.nanoTime();
    while (true) {
      NotYet last;
      try {
        return server.withSslMode(tryHosts());
      } catch (NotYet e) {
        last = e;
      }
      long now = System.nanoTime();
      if (now >= deadline) {
        throw new DatabaseUnavailable(last.getMessage(), last);
      }
      if (now >= reminder) {
        LOG.warn(
            "{}; waiting for at most {} s (database.start-timeout)",
            last.getMessage(),
            Duration.ofNanos(deadline - now).toSeconds());
        reminder = now + REMINDER.toNanos();
      }
      pause();
    }
  }

  private SslMode tryHosts() throws NotYet {
    List<String> reasons = new ArrayList<>();
    NotYet last = null;
    for (Host host : server.hosts()) {
      try {
        return tryHost(host);
      } catch (NotYet e) {
        reasons.add(e.getMessage());
        last = e;
      }
    }
    throw new NotYet(String.join("; ", reasons), last);
  }

  /** Prefer means: with TLS if the server has it. Whether it has is asked once, here. */
  private SslMode tryHost(Host host) throws NotYet {
    boolean open = server.sslMode() == SslMode.PREFER;
    SQLException failure = null;
    for (SslMode mode :
        open ? List.of(SslMode.REQUIRE, SslMode.DISABLE) : List.of(server.sslMode())) {
      try (Connection connection = connect(host, mode)) {
        check(host, connection);
        return mode;
      } catch (SQLException e) {
        // that there is no TLS is no reason; that the password is wrong is one
        failure = failure == null || isPassing(failure) ? e : failure;
      }
    }
    String reason = "no connection to PostgreSQL at " + address(host) + ": " + reason(failure);
    if (!isPassing(failure)) {
      throw new DatabaseUnavailable(reason, failure);
    }
    throw new NotYet(reason, failure);
  }

  private Connection connect(Host host, SslMode mode) throws SQLException {
    Server one = server.withHosts(List.of(host)).withSslMode(mode);
    return new Database(settings, one).dataSource().getConnection();
  }

  private void check(Host host, Connection connection) throws SQLException, NotYet {
    try (Statement statement = connection.createStatement();
        ResultSet facts = statement.executeQuery(FACTS)) {
      facts.next();
      if (facts.getInt(3) < OLDEST_VERSION) {
        throw new DatabaseUnavailable(
            "PostgreSQL at %s is %d; %d is needed"
                .formatted(address(host), facts.getInt(3), OLDEST_VERSION),
            null);
      }
      if (!facts.getString(2).equals("UTF8")) {
        throw new DatabaseUnavailable(
            "database %s is encoded in %s, not UTF8"
                .formatted(server.database(), facts.getString(2)),
            null);
      }
      if (facts.getBoolean(1)) {
        throw new NotYet(
            "PostgreSQL at " + address(host) + " is a standby; the service needs the primary",
            null);
      }
    }
  }

  private String address(Host host) {
    return host + "/" + server.database();
  }

  /** Connection exceptions, "the database system is starting up", "too many connections". */
  private static boolean isPassing(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.equals("57P03") || state.equals("53300");
  }

  private static String reason(SQLException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnknownHostException) {
      return "unknown host";
    }
    String line = firstLine(e);
    return root == e || line.contains(firstLine(root)) ? line : line + " " + firstLine(root);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("interrupted while waiting for PostgreSQL", e);
    }
  }
}
