package dev.dialogporten.management;

/** Why a check of {@link Health} fails, in one line for the operator. */
public final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotReady(String reason) {
    super(reason, null, false, false);
  }
}
