package dev.dialogporten.load;

/** Ends the command with one line for the user and an exit code; never a stack trace. */
final class LoadFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  LoadFault(ExitCode exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  static LoadFault usage(String message) {
    return new LoadFault(ExitCode.USAGE, message);
  }

  static LoadFault target(String message) {
    return new LoadFault(ExitCode.TARGET, message);
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
