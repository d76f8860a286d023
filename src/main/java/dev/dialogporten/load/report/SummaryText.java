package dev.dialogporten.load.report;

import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Requirement;
import dev.dialogporten.load.result.ErrorSample;
import dev.dialogporten.load.result.Latencies;
import dev.dialogporten.load.result.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The summary as people read it in a terminal. */
public final class SummaryText {
  private SummaryText() {}

  public static String of(Summary summary) {
    StringBuilder text = new StringBuilder();
    LoadOptions options = summary.options();
    line(
        text,
        "%s against %s, %d connections, %s",
        options.scenario().name(),
        options.target().url(),
        options.connections(),
        loop(options));
    line(text, "  %s, %s, version %s", summary.begun(), options.command(), summary.driverVersion());
    line(
        text,
        "  throughput   %s/s (%s answers in %s s)",
        Numbers.whole(summary.successesPerSecond()),
        Numbers.whole(summary.total()),
        Numbers.decimal(summary.measuredSeconds(), 1));
    if (summary.conflicts() > 0) {
      line(
          text,
          "  conflicts    %s (412 or 409, expected here)",
          Numbers.whole(summary.conflicts()));
    }
    line(
        text,
        "  failures     %s (%s %%)",
        Numbers.whole(summary.failures()),
        Numbers.decimal(summary.failurePercent(), 2));
    line(text, "  latency      %s", percentiles(summary.latency()));
    if (options.isOpenLoop()) {
      line(text, "  service time %s", percentiles(summary.service()));
    }
    for (Summary.OperationSummary operation : summary.operations()) {
      line(
          text,
          "  %-14s %s%s",
          operation.operation().label(),
          statuses(operation.statuses()),
          summary.operations().size() > 1 ? "  " + percentiles(operation.latency()) : "");
    }
    line(text, "  driver       %s cores", Numbers.decimal(summary.driverCores(), 2));
    errors(text, summary.errors());
    for (Requirement missed : summary.missed()) {
      line(text, "  missed: %s", missed.text());
    }
    for (String warning : warnings(summary)) {
      line(text, "  warning: %s", warning);
    }
    return text.toString();
  }

  static String loop(LoadOptions options) {
    return options.isOpenLoop()
        ? "open loop at " + Numbers.whole(options.rate()) + "/s"
        : "closed loop";
  }

  static List<String> warnings(Summary summary) {
    StringJoiner warnings = new StringJoiner("\n");
    if (summary.fellBehind()) {
      warnings.add(
          Numbers.whole(summary.unstarted())
              + " requests were still waiting for a free connection at the end: the target cannot"
              + " keep up with this rate, latency only shows how long the run was");
    }
    if (summary.driverSaturated()) {
      warnings.add("the driver used all of its threads; add --threads or take fewer connections");
    }
    return warnings.toString().lines().toList();
  }

  private static String percentiles(Latencies latencies) {
    StringJoiner joined = new StringJoiner("  ");
    for (Latencies.Percentile one : latencies.percentiles()) {
      joined.add(Numbers.percentile(one.percentile()) + " " + Numbers.millis(one.micros()));
    }
    return joined.toString();
  }

  static String statuses(Map<Integer, Long> statuses) {
    StringJoiner joined = new StringJoiner("  ");
    statuses.forEach(
        (status, count) ->
            joined.add((status == 0 ? "no answer" : status) + ": " + Numbers.whole(count)));
    return joined.toString();
  }

  private static void errors(StringBuilder text, List<ErrorSample> errors) {
    for (ErrorSample error : errors) {
      String detail = error.detail().replaceAll("\\s+", " ").strip();
      line(
          text,
          "  failed: %s (%s times)%s",
          error.what(),
          Numbers.whole(error.count()),
          detail.isEmpty() ? "" : ": " + detail);
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
