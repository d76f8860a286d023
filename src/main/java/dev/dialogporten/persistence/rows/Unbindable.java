package dev.dialogporten.persistence.rows;

/** A write unit that cannot be made into parameters: a bug, which must hurt its request alone. */
public final class Unbindable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unbindable(Throwable cause) {
    super("a write unit cannot be bound", cause);
  }
}
