package dev.dialogporten.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.load.options.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets two results, as {@code --json} wrote them, side by side. */
@Command(
    name = "compare",
    synopsisHeading = "usage: ",
    description = "sets two results, as --json wrote them, side by side")
final class CompareCommand implements Callable<Integer> {
  private static final List<String> TIMES = List.of("p50", "p90", "p99", "p99.9", "max");

  private final PrintStream out;

  @Parameters(index = "0", paramLabel = "A", description = "the result to compare with")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "the result that is compared")
  private Path after;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this")
  private boolean help;

  CompareCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    JsonNode a = read(before);
    JsonNode b = read(after);
    if (a == null || b == null) {
      return ExitCode.USAGE.number();
    }
    out.printf(Locale.ROOT, "%-24s %14s %14s %9s%n", "", "A", "B", "B / A");
    row("throughput, 1/s", a.path("successesPerSecond"), b.path("successesPerSecond"), 1);
    row("failures, %", a.path("failurePercent"), b.path("failurePercent"), 1);
    row("conflicts", a.path("conflicts"), b.path("conflicts"), 1);
    for (String time : TIMES) {
      row(time + ", ms", a.at("/latency").path(time), b.at("/latency").path(time), 1000);
    }
    differences(a.path("options"), b.path("options"));
    return ExitCode.OK.number();
  }

  private void row(String name, JsonNode a, JsonNode b, double divisor) {
    double before = a.asDouble() / divisor;
    double after = b.asDouble() / divisor;
    String ratio = before == 0 ? "-" : String.format(Locale.ROOT, "%.2f", after / before);
    out.printf(Locale.ROOT, "%-24s %,14.2f %,14.2f %9s%n", name, before, after, ratio);
  }

  /** Results of different loads compare badly; whoever reads this shall know. */
  private void differences(JsonNode a, JsonNode b) {
    a.fieldNames()
        .forEachRemaining(
            name -> {
              if (!a.path(name).equals(b.path(name))) {
                out.println("differs: " + name + " " + a.path(name) + " and " + b.path(name));
              }
            });
  }

  private JsonNode read(Path file) {
    try {
      JsonNode result = new ObjectMapper().readTree(file.toFile());
      if (result != null && result.has("successesPerSecond")) {
        return result;
      }
      out.println(file + " is no result that --json wrote.");
    } catch (IOException e) {
      out.println("Cannot read " + file + " as JSON.");
    }
    return null;
  }
}
