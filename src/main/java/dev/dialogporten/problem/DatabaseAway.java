package dev.dialogporten.problem;

import io.vertx.core.VertxException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Failures that say nothing about the request: the database was not there, or gave up before
 * commit. They are answered 503, whatever part of the service asked it.
 */
public final class DatabaseAway {
  private DatabaseAway() {}

  /** Whether a failed statement is one of these; any other is a refusal or a bug of ours. */
  public static boolean isCauseOf(Throwable failure) {
    return failure instanceof PgException pg
        ? isUnavailable(String.valueOf(pg.getSqlState()))
        : isConnectionLost(failure);
  }

  /** What the client is told, with the cause kept for the log. */
  public static ProblemException problem(Throwable cause) {
    return new ProblemException(
        Problem.unavailable(
            "The database did not answer. Nothing is known to be changed; read again and repeat."),
        cause);
  }

  /**
   * No connection, none in time, or one that broke. Anything else that is not PostgreSQL's own word
   * is a bug of ours and must be seen as one.
   */
  private static boolean isConnectionLost(Throwable failure) {
    return failure instanceof IOException
        || failure instanceof TimeoutException
        || failure instanceof ClosedConnectionException
        // what an answerer on the bus failed with is one as well, and a bug
        || (failure instanceof VertxException && !(failure instanceof ReplyException))
        // a full wait queue of the pool is told by an internal class
        || failure.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace");
  }

  /**
   * Connection, resources, operator intervention (also a statement cancelled by its time limit),
   * and read-only standby.
   */
  private static boolean isUnavailable(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("25006");
  }
}
