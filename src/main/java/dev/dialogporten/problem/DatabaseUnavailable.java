package dev.dialogporten.problem;

/** The database cannot be used at start; the message is one line for the operator. */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
