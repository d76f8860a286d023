package dev.dialogporten.load.options;

/** How the command ends; documented in its usage text. */
public enum ExitCode {
  OK(0),
  /** The run finished, but more requests failed than allowed. */
  FAILURES(1),
  /** A bad option. */
  USAGE(2),
  /** The target cannot be reached or refuses the set-up. */
  TARGET(3);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
