package dev.dialogporten.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.persistence.connect.Database;
import dev.dialogporten.problem.DatabaseUnavailable;
import dev.dialogporten.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  private static final Path PROGRAMS = TestServer.EMBEDDED_PROGRAMS;

  @TempDir Path directory;
  private EmbeddedDatabase database;

  @AfterEach
  void stop() {
    if (database != null) {
      database.stop();
    }
  }

  @Test
  void start_isDurableAndSpeaksUtf8() throws SQLException {
    database = start(0);

    assertThat(ask("SHOW fsync")).isEqualTo("on");
    assertThat(ask("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(ask("SHOW full_page_writes")).isEqualTo("on");
    assertThat(ask("SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(ask("SHOW data_checksums")).isEqualTo("on");
    assertThat(ask("SELECT upper('æøå')")).isEqualTo("ÆØÅ");
  }

  @Test
  void start_keepsOthersOut() throws IOException {
    database = start(0);

    assertThat(PosixFilePermissions.toString(permissions("postgresql.password")))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(permissions("postgresql"))).isEqualTo("rwx------");
    assertThatThrownBy(
            () -> {
              var source = database(database.server().port()).dataSource();
              source.getConnection("dialogporten", "guess").close();
            })
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void restart_keepsTheData() throws SQLException {
    database = start(0);
    run("CREATE TABLE kept AS SELECT 42 AS answer");
    database.stop();

    database = start(0);

    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  @Test
  void start_directoryInUse_saysWhoUsesIt() {
    database = start(0);

    assertThatThrownBy(() -> start(0))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessage(
            "%s is in use by another running service (process %d); stop it, or set"
                + " database.embedded.directory",
            directory, ProcessHandle.current().pid());
  }

  @Test
  void start_portInUse_saysSo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(taken.getLocalPort()))
          .isInstanceOf(DatabaseUnavailable.class)
          .hasMessageContaining(
              "port %d is in use; set database.embedded.port", taken.getLocalPort());
    }
  }

  @Test
  void start_afterTheServiceWasKilled_takesOver() throws Exception {
    Files.createDirectories(directory);
    OrdinaryUser user = OrdinaryUser.choose();
    Cluster orphaned = new Cluster(directory, Programs.in(PROGRAMS, user), user);
    orphaned.create();
    ProcessHandle leftOver = orphaned.start(freePort());

    database = start(0);

    leftOver.onExit().get(30, TimeUnit.SECONDS);
    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void start_staleProcessNumberOfSomebodyElse_isIgnored() throws Exception {
    database = start(0);
    Path pidFile = directory.resolve("postgresql/postmaster.pid");
    String content = Files.readString(pidFile);
    database.stop();
    long ours = ProcessHandle.current().pid();
    Files.writeString(pidFile, content.replaceFirst("\\d+", String.valueOf(ours)));

    database = start(0);

    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void start_creationCutShort_beginsAgain() throws Exception {
    Path unfinished = Files.createDirectories(directory.resolve("postgresql.unfinished/base"));
    Files.writeString(unfinished.resolve("1"), "half");

    database = start(0);

    assertThat(ask("SELECT 1")).isEqualTo("1");
  }

  @Test
  void start_damagedData_givesTheServersReason() throws IOException {
    database = start(0);
    database.stop();
    Files.delete(directory.resolve("postgresql/global/pg_control"));

    assertThatThrownBy(() -> start(0))
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("pg_control")
        .hasMessageContaining("postgresql.log")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void serverKilled_isStartedAgain() throws Exception {
    database = start(0);
    run("CREATE TABLE kept AS SELECT 42 AS answer");
    String pid = Files.readAllLines(directory.resolve("postgresql/postmaster.pid")).get(0);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pid.trim())).orElseThrow();

    try (WatchService changes = directory.getFileSystem().newWatchService()) {
      directory
          .resolve("postgresql")
          .register(
              changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      server.destroyForcibly();
      server.onExit().join();
      awaitReadiness(changes, pid);
    }

    assertThat(ask("SELECT answer FROM kept")).isEqualTo("42");
  }

  private EmbeddedDatabase start(int port) {
    return EmbeddedDatabase.start(settings(port).embedded(), PROGRAMS);
  }

  private DatabaseSettings settings(int port) {
    return SettingsLoader.of(
            Map.of(
                "database.embedded.directory", directory.toString(),
                "database.embedded.port", String.valueOf(port)))
        .database();
  }

  private Database database(int port) {
    return new Database(settings(port), database.server());
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database(0).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = database(0).dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** Until the server's own file names another process and says that it takes connections. */
  private void awaitReadiness(WatchService changes, String oldPid) throws Exception {
    Path pidFile = directory.resolve("postgresql/postmaster.pid");
    while (true) {
      List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
      if (lines.size() > 7 && !lines.get(0).equals(oldPid) && lines.get(7).startsWith("ready")) {
        return;
      }
      WatchKey change = changes.poll(30, TimeUnit.SECONDS);
      assertThat(change).as("a change of %s after %s", pidFile, lines).isNotNull();
      change.pollEvents();
      change.reset();
    }
  }

  private Set<PosixFilePermission> permissions(String name) throws IOException {
    return Files.getPosixFilePermissions(directory.resolve(name));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
