package dev.dialogporten.persistence.connect;

import dev.dialogporten.persistence.rows.Unbindable;
import dev.dialogporten.problem.DatabaseAway;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.function.Supplier;

/**
 * What a failed statement means to the one who asked for it. Only fields with a fixed meaning are
 * looked at, never a text: PostgreSQL speaks the language it was set up with.
 */
public final class SqlErrors {
  private SqlErrors() {}

  /** Whether one row of a batch is at fault, so that the others are to be tried without it. */
  public static boolean isRowFault(Throwable failure) {
    String state = state(failure);
    return failure instanceof Unbindable || state.startsWith("23") || state.startsWith("22");
  }

  /** Whether the statement was ended by its time limit, or by an operator. */
  public static boolean isCancelled(Throwable failure) {
    return failure instanceof PgException pg && "57014".equals(pg.getSqlState());
  }

  /** Whether the transaction was rolled back for a reason that a second try may not meet. */
  public static boolean isTransient(Throwable failure) {
    String state = state(failure);
    return state.equals("40001") || state.equals("40P01");
  }

  /**
   * Asks the database. This is the edge at which a lost connection is known to be one to the
   * database: I/O that fails anywhere else is not.
   */
  public static <T> Future<T> asked(Supplier<Future<T>> question) {
    Future<T> answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    return answer.recover(failure -> Future.failedFuture(translate(failure)));
  }

  /** The failure of a statement that only reads, or of a transaction that was rolled back. */
  public static Throwable translate(Throwable failure) {
    if (DatabaseAway.isCauseOf(failure)) {
      return DatabaseAway.problem(failure);
    }
    return isTransient(failure) ? busy() : failure;
  }

  /** The failure of a statement that writes, which may have reached the database or not. */
  public static Throwable translateWrite(Throwable failure) {
    if (state(failure).equals("23505")) {
      return new KeyTaken(failure);
    }
    return DatabaseAway.isCauseOf(failure)
        ? DatabaseAway.problemOfWrite(failure)
        : translate(failure);
  }

  private static Throwable busy() {
    return Problem.of(
            ProblemType.CONFLICT,
            "",
            "The dialog was changed by others at the same time. Try again.")
        .toException();
  }

  private static String state(Throwable failure) {
    return failure instanceof PgException pg ? String.valueOf(pg.getSqlState()) : "";
  }
}
