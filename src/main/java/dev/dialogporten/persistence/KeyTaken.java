package dev.dialogporten.persistence;

/**
 * A unique index refused a write: one of its keys is in use. Which one is asked of the tables, see
 * {@link TakenKeys}; what PostgreSQL says of it is text in the server's own language.
 */
final class KeyTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyTaken(Throwable cause) {
    super("a unique key is in use", cause, false, false);
  }
}
