package dev.dialogporten.load.options;

/** How the command ends; documented in its usage text. */
public enum ExitCode {
  OK(0),
  /** The run finished, but more requests failed than allowed. */
  FAILURES(1),
  /** A bad option. */
  USAGE(2),
  /** The target cannot be reached or refuses the set-up. */
  TARGET(3),
  /** A result misses what --require asks for. */
  MISSED(4);

  static final String EXPLANATION =
      "Exit code: 0 fine, 1 too many failures, 2 bad option, 3 target not usable, 4 a --require\n"
          + "missed.";

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
