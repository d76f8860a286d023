package dev.dialogporten.persistence;

import dev.dialogporten.dialog.decision.ElementId;
import dev.dialogporten.problem.DatabaseAway;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.vertx.pgclient.PgException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a failed statement means: SQLSTATE and constraint name to problem, the only such table.
 * Everything that says nothing about the request is 503: the database was not there, or gave up
 * before commit.
 */
final class SqlErrors {
  private static final Pattern KEY = Pattern.compile("=\\((.*)\\) already exists");

  private SqlErrors() {}

  /** Whether one row of a batch is at fault, so that the others are to be tried without it. */
  static boolean isRowFault(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().startsWith("23") || pg.getSqlState().startsWith("22"));
  }

  /** Whether the transaction was rolled back for a reason that a second try may not meet. */
  static boolean isTransient(Throwable failure) {
    return failure instanceof PgException pg
        && (pg.getSqlState().equals("40001") || pg.getSqlState().equals("40P01"));
  }

  /** The failure of a read as the caller shall see it; a bug stays what it is. */
  static Throwable translate(Throwable failure) {
    return DatabaseAway.isCauseOf(failure) ? DatabaseAway.problem(failure) : refusal(failure);
  }

  /** The failure of a write, of which it may be unknown whether it was done. */
  static Throwable translateWrite(Throwable failure) {
    return DatabaseAway.isCauseOf(failure)
        ? DatabaseAway.problemOfWrite(failure)
        : refusal(failure);
  }

  private static Throwable refusal(Throwable failure) {
    if (failure instanceof ProblemException) {
      return failure;
    }
    if (failure instanceof PgException pg && pg.getSqlState().equals("23505")) {
      return uniqueViolation(pg).toException();
    }
    if (isTransient(failure)) {
      return Problem.of(
              ProblemType.CONFLICT,
              "",
              "The dialog was changed by others at the same time. Try again.")
          .toException();
    }
    return failure;
  }

  private static Problem uniqueViolation(PgException pg) {
    String key = offendingKey(pg);
    return switch (String.valueOf(pg.getConstraint())) {
      case "dialog_pkey" -> idExists("Dialog", key);
      case "dialog_idempotent_key" ->
          Problem.of(
              ProblemType.UNPROCESSABLE,
              "Dialog",
              "IdempotentKey (org, key)=(" + key + ") already exists.");
      case "transmission_pkey" -> idExists("DialogTransmission", key);
      case "transmission_idempotent_key" ->
          Problem.of(
              ProblemType.CONFLICT,
              "IdempotentKey",
              "IdempotentKey (dialog, key)=(" + key + ") already exists.");
      case "activity_pkey" -> idExists("DialogActivity", key);
      case "element_id_pkey" -> elementExists(key);
      default -> Problem.of(ProblemType.CONFLICT, "", "Key (" + key + ") already exists.");
    };
  }

  private static Problem elementExists(String key) {
    int comma = key.indexOf(',');
    ElementId.Kind kind = ElementId.Kind.ofNumber(Integer.parseInt(key.substring(0, comma)));
    return idExists(kind.name(), key.substring(comma + 1).trim());
  }

  private static Problem idExists(String entity, String id) {
    return Problem.of(ProblemType.UNPROCESSABLE, entity, "Key ('Id')=(" + id + ") already exists.");
  }

  /** PostgreSQL's detail reads {@code Key (id)=(…) already exists.} */
  private static String offendingKey(PgException pg) {
    Matcher matcher = KEY.matcher(String.valueOf(pg.getDetail()));
    return matcher.find() ? matcher.group(1) : "";
  }
}
