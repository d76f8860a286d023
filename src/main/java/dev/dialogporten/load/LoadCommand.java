package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dialogporten.load.options.Arguments;
import dev.dialogporten.load.options.ExitCode;
import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.report.HtmlReport;
import dev.dialogporten.load.report.ProgressLine;
import dev.dialogporten.load.report.SummaryCsv;
import dev.dialogporten.load.report.SummaryJson;
import dev.dialogporten.load.report.SummaryText;
import dev.dialogporten.load.result.Summary;
import dev.dialogporten.load.run.LoadRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The sub-command {@code load}: puts load on any Dialogporten-compatible service and reports
 * throughput and latency. Knows nothing of the service in this jar but its HTTP interface.
 */
public final class LoadCommand {
  private LoadCommand() {}

  /**
   * Runs the command to its end.
   *
   * @param args what follows the word {@code load}
   * @return process exit code: 0, 1 too many failures, 2 bad option, 3 target not usable
   */
  public static int run(String[] args, PrintStream out) {
    try {
      Arguments arguments = LoadOptions.arguments(args);
      if (arguments.has("help")) {
        out.print(usage());
        return ExitCode.OK.number();
      }
      LoadOptions options = LoadOptions.of(arguments);
      ProgressLine progress = new ProgressLine(out, System.console() != null);
      Summary summary = LoadRun.run(options, progress);
      progress.done();
      out.print(SummaryText.of(summary));
      write(options.outputs(), summary, out);
      return (summary.passed() ? ExitCode.OK : ExitCode.FAILURES).number();
    } catch (LoadFault fault) {
      out.println(fault.getMessage());
      if (fault.exitCode() == ExitCode.USAGE) {
        out.println("Try: load --help");
      }
      return fault.exitCode().number();
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

  private static String usage() {
    try (InputStream in = LoadCommand.class.getResourceAsStream("usage.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
