package dev.dialogporten.embedded;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.config.DatabaseSettings.SslMode;
import dev.dialogporten.config.Secret;
import dev.dialogporten.problem.DatabaseUnavailable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that runs beside the service when no other is configured. Durable: data is kept
 * over restarts and crashes. Its methods block.
 */
public final class EmbeddedDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Executor SOON =
      CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);
  private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);

  private final DirectoryLock lock;
  private final Cluster cluster;
  private final int port;
  private final Server server;
  private boolean stopped;

  private EmbeddedDatabase(DirectoryLock lock, Cluster cluster, int port) throws IOException {
    this.lock = lock;
    this.cluster = cluster;
    this.port = port;
    this.server =
        new Server(
            "127.0.0.1",
            port,
            "postgres",
            Cluster.USER,
            new Secret(cluster.password()),
            SslMode.DISABLE,
            Optional.empty());
  }

  /**
   * Starts PostgreSQL on the directory, which is made when missing.
   *
   * @throws DatabaseUnavailable with one line for the operator
   */
  public static EmbeddedDatabase start(Embedded settings) {
    return start(settings, settings.directory().resolve("postgresql.programs"));
  }

  /**
   * As above, with the programs unpacked to a directory that several databases may use one after
   * another.
   */
  public static EmbeddedDatabase start(Embedded settings, Path programs) {
    Path directory = settings.directory();
    try {
      Files.createDirectories(directory);
      DirectoryLock lock = DirectoryLock.of(directory);
      try {
        OrdinaryUser user = OrdinaryUser.choose();
        Cluster cluster = new Cluster(directory, Programs.in(programs, user), user);
        cluster.create();
        cluster.stopLeftOver();
        return start(settings, lock, cluster);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new DatabaseUnavailable("cannot work in " + directory + ": " + e, e);
    }
  }

  private static EmbeddedDatabase start(Embedded settings, DirectoryLock lock, Cluster cluster)
      throws IOException {
    int port = port(settings.port());
    ProcessHandle process;
    try {
      process = cluster.start(port);
    } catch (DatabaseUnavailable e) {
      if (settings.port() != 0) {
        throw e;
      }
      // somebody else may have been given the free port meanwhile
      port = port(0);
      process = cluster.start(port);
    }
    EmbeddedDatabase database = new EmbeddedDatabase(lock, cluster, port);
    database.watch(process);
    return database;
  }

  /** How to connect to it. */
  public Server server() {
    return server;
  }

  /** Stops it and waits until everything is on disk. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    try {
      cluster.stop();
      lock.close();
    } catch (IOException e) {
      LOG.warn("the embedded PostgreSQL does not stop: {}", e.toString());
    }
  }

  private void watch(ProcessHandle process) {
    process.onExit().thenRunAsync(this::revive, SOON);
  }

  /** A server that was killed is started again; connections are made anew by whoever needs one. */
  private synchronized void revive() {
    if (stopped) {
      return;
    }
    try {
      LOG.error("the embedded PostgreSQL has ended unexpectedly and is started again");
      watch(cluster.start(port));
    } catch (IOException | DatabaseUnavailable e) {
      LOG.error("{}", e.getMessage());
      LATER.execute(this::revive);
    }
  }

  private static int port(int wanted) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new DatabaseUnavailable(
          "port " + wanted + " is in use; set database.embedded.port to another, or 0 for any", e);
    }
  }
}
