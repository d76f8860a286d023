package dev.dialogporten.embedded;

import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.DatabaseSettings.SslMode;
import dev.dialogporten.config.Secret;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One PostgreSQL of several that replicate, which can be killed, copied and promoted; nobody starts
 * it again. From the embedded programs.
 */
public final class PostgresNode implements AutoCloseable {
  private final Path directory;
  private final OrdinaryUser user;
  private final Cluster cluster;
  private final int port = freePort();
  private ProcessHandle process;

  private PostgresNode(Path directory) throws IOException {
    this.directory = directory;
    this.user = OrdinaryUser.choose();
    this.cluster = new Cluster(directory, Programs.in(TestServer.EMBEDDED_PROGRAMS, user), user);
  }

  /** An empty primary. */
  public static PostgresNode primary(Path directory) {
    return made(
        () -> {
          Files.createDirectories(directory);
          PostgresNode node = new PostgresNode(directory);
          node.cluster.create();
          return node.started();
        });
  }

  /**
   * A standby that follows this server.
   *
   * @param primaryPort where it finds this server, be it a proxy's
   */
  public PostgresNode standby(Path other, int primaryPort) {
    return made(
        () -> {
          PostgresNode node = copy(other);
          Files.createFile(node.data().resolve("standby.signal"));
          node.configure(
              "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'"
                  .formatted(primaryPort, Cluster.USER, cluster.password()));
          return node.started();
        });
  }

  /** A base backup, not started: {@link #restored} makes a server of it. */
  public PostgresNode backup(Path other) {
    return made(() -> copy(other));
  }

  /** Starts a backup as a server of its own: recovery ends where the backup was complete. */
  public PostgresNode restored() {
    return made(
        () -> {
          Files.createFile(data().resolve("recovery.signal"));
          configure("restore_command = 'false'");
          return started();
        });
  }

  public int port() {
    return port;
  }

  public TestDatabase database() {
    try {
      return TestDatabase.of(
          new Server(
              "127.0.0.1",
              port,
              "postgres",
              Cluster.USER,
              new Secret(cluster.password()),
              SslMode.DISABLE,
              Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one statement as the superuser. */
  public void execute(String sql) {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Every commit waits for a standby from now on. */
  public void replicateSynchronously() {
    execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
    execute("SELECT pg_reload_conf()");
  }

  /** Returns when a standby follows this server and is not far behind. */
  public void awaitStreaming() {
    TestDatabase here = database();
    String streaming = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'";
    Patience.until(() -> here.count(streaming) > 0);
  }

  /** Makes a standby the primary; returns when it is. */
  public void promote() {
    execute("SELECT pg_promote()");
  }

  /** The postmaster and all its children at once, as when the machine goes down. */
  public void kill() {
    List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  private Path data() {
    return directory.resolve("postgresql");
  }

  private PostgresNode started() throws IOException {
    user.own(directory);
    cluster.create();
    process = cluster.start(port);
    // a run that is broken off leaves no server behind
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    return this;
  }

  private void configure(String... lines) throws IOException {
    Path file = data().resolve("postgresql.auto.conf");
    Files.write(file, List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    user.handOver(file);
  }

  /** As pg_basebackup does it, which the embedded programs lack. */
  private PostgresNode copy(Path other) throws IOException, SQLException {
    Files.createDirectories(other);
    PostgresNode node = new PostgresNode(other);
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('copy', true)");
      copyFiles(data(), node.data());
      copyOne(directory.resolve("postgresql.password"), other.resolve("postgresql.password"));
      try (ResultSet label =
          statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        label.next();
        Files.writeString(node.data().resolve("backup_label"), label.getString(1));
        user.handOver(node.data().resolve("backup_label"));
      }
      // what was written during the copy is needed to make it whole
      copyFiles(data().resolve("pg_wal"), node.data().resolve("pg_wal"));
    }
    return node;
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (!name.startsWith("postmaster.") && !name.endsWith(".tmp")) {
          copyOne(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }

  private static void copyOne(Path from, Path to) throws IOException {
    try {
      if (!Files.isDirectory(from) || !Files.exists(to)) {
        Files.copy(
            from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (NoSuchFileException gone) {
      // removed meanwhile: recovery does not need it either
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Making {
    PostgresNode make() throws IOException, SQLException;
  }

  private static PostgresNode made(Making making) {
    try {
      return making.make();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
