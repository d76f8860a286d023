package dev.dialogporten.persistence;

/** A write unit that cannot be made into parameters: a bug, which must hurt its request alone. */
final class Unbindable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unbindable(Throwable cause) {
    super("a write unit cannot be bound", cause);
  }
}
