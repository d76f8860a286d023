package dev.dialogporten.load.options;

/** Ends the command with one line for the user and an exit code; never a stack trace. */
public final class LoadFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  LoadFault(ExitCode exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  public static LoadFault usage(String message) {
    return new LoadFault(ExitCode.USAGE, message);
  }

  public static LoadFault target(String message) {
    return new LoadFault(ExitCode.TARGET, message);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
