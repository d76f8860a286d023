package dev.dialogporten.load;

import dev.dialogporten.load.options.Arguments;
import dev.dialogporten.load.options.ExitCode;
import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.OptionTable;
import dev.dialogporten.load.report.HtmlReport;
import dev.dialogporten.load.report.ProgressLine;
import dev.dialogporten.load.report.SummaryCsv;
import dev.dialogporten.load.report.SummaryJson;
import dev.dialogporten.load.report.SummaryText;
import dev.dialogporten.load.result.Summary;
import dev.dialogporten.load.run.LoadRun;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The sub-command {@code load}: puts load on any Dialogporten-compatible service and reports
 * throughput and latency. Knows nothing of the service in this jar but its HTTP interface.
 */
public final class LoadCommand implements Callable<Integer> {
  private final PrintStream out;
  private CommandLine commandLine;

  private LoadCommand(PrintStream out) {
    this.out = out;
  }

  /** The command, to be added to others or run. */
  public static CommandLine commandLine(PrintStream out) {
    LoadCommand command = new LoadCommand(out);
    CommandSpec spec = OptionTable.describe(CommandSpec.wrapWithoutInspection(command));
    command.commandLine = new CommandLine(spec);
    command.commandLine.addSubcommand(new CompareCommand(out));
    return command
        .commandLine
        .setOut(new PrintWriter(out, true))
        .setParameterExceptionHandler(
            (fault, args) -> command.explain(Arguments.fault(fault, args)));
  }

  /**
   * Runs the command to its end.
   *
   * @param args what follows the word {@code load}
   * @return process exit code: 0, 1 too many failures, 2 bad option, 3 target not usable, 4 a
   *     requirement missed
   */
  public static int run(String[] args, PrintStream out) {
    return commandLine(out).execute(args);
  }

  @Override
  public Integer call() {
    try {
      LoadOptions options = LoadOptions.of(new Arguments(commandLine.getParseResult()));
      for (Path file : options.outputs().files()) {
        probe(file);
      }
      ProgressLine progress = new ProgressLine(out, System.console() != null);
      Summary summary = LoadRun.run(options, progress);
      progress.done();
      out.print(SummaryText.of(summary));
      write(options.outputs(), summary, out);
      if (!summary.passed()) {
        return ExitCode.FAILURES.number();
      }
      return (summary.missed().isEmpty() ? ExitCode.OK : ExitCode.MISSED).number();
    } catch (LoadFault fault) {
      return explain(fault);
    }
  }

  private int explain(LoadFault fault) {
    out.println(fault.getMessage());
    if (fault.exitCode() == ExitCode.USAGE) {
      out.println("Try: load --help");
    }
    return fault.exitCode().number();
  }

  /** Before the run: to lose the result of an hour to a typing error would be a pity. */
  private static void probe(Path file) throws LoadFault {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw LoadFault.usage("Cannot write " + file + ".");
    }
  }

  private static void write(LoadOptions.Outputs outputs, Summary summary, PrintStream out)
      throws LoadFault {
    if (outputs.json() != null) {
      write(outputs.json(), SummaryJson.of(summary), out);
    }
    if (outputs.csv() != null) {
      write(outputs.csv(), SummaryCsv.of(summary), out);
    }
    if (outputs.html() != null) {
      write(outputs.html(), HtmlReport.of(summary), out);
    }
  }

  private static void write(Path file, String text, PrintStream out) throws LoadFault {
    try {
      Files.writeString(file, text);
      out.println("  written      " + file);
    } catch (IOException e) {
      throw LoadFault.usage("Cannot write " + file + ".");
    }
  }
}
