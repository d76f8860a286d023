package dev.dialogporten.load.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.load.report.Numbers;
import dev.dialogporten.load.result.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured and how it compares, as a Markdown table and as JSON. */
final class BenchmarkResults {

  /**
   * @param p99Millis NaN when not measured
   * @param driverCores NaN when the load came from no driver of ours
   */
  record Line(
      String what,
      int connections,
      double perSecond,
      double p50Millis,
      double p99Millis,
      double driverCores,
      String note) {}

  /**
   * A figure with a goal; one that is only worth knowing has NaN for it.
   *
   * @param atLeast whether the goal is a lower bound
   */
  record Goal(String what, double value, boolean atLeast, double goal, String unit) {
    boolean isSet() {
      return !Double.isNaN(goal);
    }

    String wanted() {
      return isSet() ? (atLeast ? "≥ " : "≤ ") + number(goal) + unit : "";
    }

    boolean met() {
      return atLeast ? value >= goal : value <= goal;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();
  private final PrintStream out;

  BenchmarkResults(PrintStream out) {
    this.out = out;
    out.println("| what | connections | per second | p50 ms | p99 ms | driver cores | note |");
    out.println("|---|--:|--:|--:|--:|--:|---|");
  }

  void add(Line line) {
    lines.add(line);
    out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s | %s |%n",
        line.what,
        line.connections,
        Double.isNaN(line.perSecond) ? "" : Numbers.whole(line.perSecond),
        number(line.p50Millis),
        number(line.p99Millis),
        number(line.driverCores),
        line.note);
  }

  double add(Raw.Figure figure) {
    add(
        new Line(
            "plain SQL, " + figure.client(),
            figure.connections(),
            figure.updatesPerSecond(),
            figure.medianMicros() / 1000.0,
            Double.NaN,
            Double.NaN,
            ""));
    return figure.updatesPerSecond();
  }

  double add(String what, Summary summary) {
    String note =
        (summary.failures() > 0 ? Numbers.whole(summary.failures()) + " failures " : "")
            + (summary.conflicts() > 0 ? Numbers.whole(summary.conflicts()) + " conflicts" : "");
    add(
        new Line(
            what,
            summary.options().connections(),
            summary.successesPerSecond(),
            summary.latency().at(50) / 1000.0,
            summary.latency().at(99) / 1000.0,
            summary.driverCores(),
            note.strip()));
    summary.errors().forEach(error -> out.println("<!-- " + error + " -->"));
    return summary.successesPerSecond();
  }

  void note(String text) {
    out.println("<!-- " + text + " -->");
  }

  void atLeast(String what, double value, double goal) {
    goals.add(new Goal(what, value, true, goal, ""));
  }

  /** Worth knowing, without a goal. */
  void ratio(String what, double value) {
    goals.add(new Goal(what, value, true, Double.NaN, ""));
  }

  void atMost(String what, double value, double goal, String unit) {
    goals.add(new Goal(what, value, false, goal, unit));
  }

  void printGoals() {
    out.println();
    out.println("| goal | value | wanted | met |");
    out.println("|---|--:|--:|---|");
    for (Goal goal : goals) {
      out.printf(
          Locale.ROOT,
          "| %s | %.2f%s | %s | %s |%n",
          goal.what,
          goal.value,
          goal.unit,
          goal.wanted(),
          goal.isSet() ? goal.met() ? "yes" : "**no**" : "");
    }
  }

  void write(Path file, String environment) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode().put("environment", environment);
    ArrayNode array = root.putArray("lines");
    for (Line line : lines) {
      array
          .addObject()
          .put("what", line.what)
          .put("connections", line.connections)
          .put("perSecond", Double.isNaN(line.perSecond) ? null : line.perSecond)
          .put("p50Millis", line.p50Millis)
          .put("p99Millis", Double.isNaN(line.p99Millis) ? null : line.p99Millis)
          .put("note", line.note);
    }
    ArrayNode ratios = root.putArray("goals");
    for (Goal goal : goals) {
      ratios
          .addObject()
          .put("what", goal.what)
          .put("value", goal.value)
          .put("goal", goal.isSet() ? goal.goal : null)
          .put("met", goal.isSet() ? goal.met() : null);
    }
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    out.println("\nwritten: " + file);
  }

  private static String number(double value) {
    return Double.isNaN(value)
        ? ""
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
