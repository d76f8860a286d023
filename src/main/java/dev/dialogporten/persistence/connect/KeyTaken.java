package dev.dialogporten.persistence.connect;

/**
 * A unique index refused a write: one of its keys is in use. Which one is asked of the tables, see
 * {@code TakenKeys}; what PostgreSQL says of it is text in the server's own language.
 */
public final class KeyTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyTaken(Throwable cause) {
    super("a unique key is in use", cause, false, false);
  }
}
