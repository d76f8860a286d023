package dev.dialogporten.problem;

import io.vertx.core.VertxException;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Failures that say nothing about the request: the database was not there, gave up before commit,
 * or its answer was lost. They are answered 503, whatever part of the service asked it.
 */
public final class DatabaseAway {
  /**
   * Completion unknown (twice), and the server going down under a statement, which may have been
   * committed at that moment.
   */
  private static final Set<String> ENDS_UNDER_WAY = Set.of("08007", "40003", "57P01", "57P02");

  private DatabaseAway() {}

  /** Whether a failed statement is one of these; any other is a refusal or a bug of ours. */
  public static boolean isCauseOf(Throwable failure) {
    return failure instanceof PgException pg
        ? isUnavailable(String.valueOf(pg.getSqlState()))
        : isConnectionLost(failure);
  }

  /** What the client of a read is told, with the cause kept for the log. */
  public static ProblemException problem(Throwable cause) {
    return new ProblemException(
        Problem.unavailable("The database did not answer. Nothing was changed; try again."), cause);
  }

  /** The same for a write, which may have been done although its answer is missing. */
  public static ProblemException problemOfWrite(Throwable cause) {
    return isNothingDone(cause)
        ? problem(cause)
        : new ProblemException(Problem.outcomeUnknown(), cause);
  }

  /**
   * Whether it is certain that a statement was not carried out: PostgreSQL said so, or there was no
   * connection to send it on. A connection that ends under way says nothing, whoever ended it.
   */
  private static boolean isNothingDone(Throwable failure) {
    if (failure instanceof PgException pg) {
      return !ENDS_UNDER_WAY.contains(String.valueOf(pg.getSqlState()));
    }
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException
        // the client's own words for: not sent, none free, too many waiting
        || (failure instanceof VertxException && !(failure instanceof ClosedConnectionException));
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
        || state.equals("25006")
        // what only a primary can be asked: it has become a standby
        || state.equals("55000");
  }
}
