package dev.dialogporten.dialog.value;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;

/**
 * The first value that cannot be bound. Thrown where it is found; each level it passes puts its own
 * step in front of the path, so that no path is kept while all is well.
 */
public final class BindFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private String path = "";

  public BindFault(String text) {
    super(text, null, false, false);
  }

  public BindFault in(String member) {
    boolean joined = path.isEmpty() || path.charAt(0) == '[';
    path = joined ? member + path : member + '.' + path;
    return this;
  }

  public BindFault at(int index) {
    boolean joined = path.isEmpty() || path.charAt(0) == '[';
    path = "[" + index + "]" + (joined ? path : '.' + path);
    return this;
  }

  /** The text, with the path when the fault is inside the value. */
  public String describe() {
    String text = getMessage();
    String sentence = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return path.isEmpty() ? sentence : sentence + " (at " + path + ')';
  }

  public ProblemException toProblem() {
    String key = path.isEmpty() ? JsonText.ROOT_KEY : path;
    return Problem.of(ProblemType.MALFORMED_BODY, key, getMessage()).toException();
  }
}
