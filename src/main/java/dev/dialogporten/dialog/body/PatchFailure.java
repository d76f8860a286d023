package dev.dialogporten.dialog.body;

/** An operation that cannot be applied. The text says why and names what it is about. */
final class PatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PatchFailure(String text) {
    super(text, null, false, false);
  }
}
