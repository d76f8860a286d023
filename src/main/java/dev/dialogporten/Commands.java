package dev.dialogporten;

import dev.dialogporten.auth.dev.DevTokenCommand;
import dev.dialogporten.config.Settings;
import dev.dialogporten.load.LoadCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands of the jar. */
@Command(
    name = "java -jar dialogporten-vertx.jar",
    synopsisHeading = "usage: ",
    customSynopsis = "java -jar dialogporten-vertx.jar [command] [options]",
    description = "Without a command the service is started.",
    descriptionHeading = "%n",
    optionListHeading = "%n",
    commandListHeading = "%nCommands%n",
    footer = {
      "",
      "COMMAND --help says more. Settings: config/application.properties or the file named by",
      "--config or DIALOGPORTEN_CONFIG; environment variables win: http.port is",
      "DIALOGPORTEN_HTTP_PORT."
    },
    subcommands = HelpCommand.class)
final class Commands implements Callable<Integer> {
  static final String CONFIG = "--config";
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final PrintStream err;
  private final IParameterExceptionHandler explain = this::explain;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "prints this")
  private boolean help;

  @Option(names = "--version", description = "prints the version")
  private boolean version;

  /** What every command that reads the settings takes. */
  static final class Common {
    @Option(
        names = CONFIG,
        paramLabel = "FILE",
        description = "settings; environment variables win over them")
    private Path file;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "prints this")
    private boolean help;

    int with(ToIntFunction<Settings> use) {
      Optional<Settings> settings = Main.settings(Optional.ofNullable(file));
      return settings.isPresent() ? use.applyAsInt(settings.get()) : Main.USAGE;
    }
  }

  Commands(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The exit code; below zero when the service runs. */
  int run(List<String> arguments) {
    Common common = new Common();
    CommandLine token =
        DevTokenCommand.commandLine(
                use ->
                    common.with(
                        settings ->
                            use.applyAsInt(settings.auth(), new SharedDevKey(settings.database()))),
                out,
                err)
            .addMixin("common", common);
    CommandLine root =
        new CommandLine(this)
            .addSubcommand("token", token)
            .setParameterExceptionHandler(explain)
            .addSubcommand("load", LoadCommand.commandLine(out))
            .setUsageHelpWidth(WIDTH)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return root.execute(arguments.toArray(String[]::new));
  }

  @Command(
      name = "start",
      description = "starts the service (default)",
      synopsisHeading = "usage: ")
  int start(@Mixin Common common) {
    return common.with(Main::start);
  }

  @Command(
      name = "health",
      synopsisHeading = "usage: ",
      optionListHeading = "%n",
      description = "asks the service on this machine whether it is ready; exit code 0 or 1")
  int health(@Mixin Common common) {
    return common.with(settings -> HealthCommand.run(settings.management(), out));
  }

  @Command(name = "version", description = "prints the version", synopsisHeading = "usage: ")
  int version() {
    out.println(Version.text());
    return 0;
  }

  /** Reached when there is no command, only an option. */
  @Override
  public Integer call() {
    return version ? version() : Main.USAGE;
  }

  private int explain(ParameterException fault, String[] arguments) throws Exception {
    CommandLine at = fault.getCommandLine();
    IParameterExceptionHandler own = at.getParameterExceptionHandler();
    if (own != explain) {
      return own.handleParseException(fault, arguments);
    }
    if (fault instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String first = unmatched.getUnmatched().get(0);
      err.println((at.getParent() == null ? "unknown command " : "unknown argument ") + first);
    } else {
      err.println(fault.getMessage());
    }
    at.usage(err);
    return Main.USAGE;
  }
}
