package dev.dialogporten;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.embedded.EmbeddedDatabase;
import dev.dialogporten.persistence.connect.Database;
import dev.dialogporten.persistence.connect.FirstConnection;
import dev.dialogporten.problem.DatabaseUnavailable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Makes the database ready on a thread of its own: the embedded one is started, the tables are
 * brought up to date. That takes about as long as starting all else that does not need it.
 */
final class DatabaseStart {
  private final DatabaseSettings settings;
  private final FutureTask<Ready> task = new FutureTask<>(this::prepare);
  private final Thread thread = new Thread(task, "database start");
  private volatile EmbeddedDatabase embedded;

  private DatabaseStart(DatabaseSettings settings) {
    this.settings = settings;
  }

  /** Begins; {@link #stop} has to be called whatever comes of it. */
  static DatabaseStart begin(DatabaseSettings settings) {
    DatabaseStart start = new DatabaseStart(settings);
    start.thread.start();
    return start;
  }

  /**
   * @param server the configured database or the embedded one
   */
  record Ready(Server server, Database database) {}

  /**
   * Waits for the end of it.
   *
   * @throws DatabaseUnavailable with one line for the operator
   */
  Ready ready() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted", e);
    }
  }

  /** Gives up what is under way, and stops the embedded database. */
  void stop() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (embedded != null) {
      embedded.stop();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Ready prepare() {
    Server given = settings.server().orElseGet(this::startEmbedded);
    Server server = FirstConnection.await(settings, given);
    Database database = new Database(settings, server);
    database.migrate();
    return new Ready(server, database);
  }

  private Server startEmbedded() {
    embedded = EmbeddedDatabase.start(settings.embedded());
    return embedded.server();
  }
}
