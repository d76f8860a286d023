package dev.dialogporten.dialog.body;

import dev.dialogporten.problem.ProblemType;

/** An operation that cannot be applied. The text says why and names what it is about. */
final class PatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;

  PatchFailure(String text) {
    this(ProblemType.PATCH_NOT_APPLICABLE, text);
  }

  /**
   * @param type of the answer when nothing else is wrong
   */
  PatchFailure(ProblemType type, String text) {
    super(text, null, false, false);
    this.type = type;
  }

  ProblemType type() {
    return type;
  }
}
