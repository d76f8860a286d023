package dev.dialogporten;

/** The service cannot start; the message is one line that says what to change. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
