package dev.dialogporten.load.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.result.ErrorSample;
import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Latencies;
import dev.dialogporten.load.result.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The summary as one HTML file that needs nothing else: no script, no network. */
public final class HtmlReport {
  private HtmlReport() {}

  public static String of(Summary summary) {
    String title =
        summary.options().scenario().name() + " against " + summary.options().target().url();
    return template()
        .replace("${title}", Html.escape(title))
        .replace("${facts}", facts(summary))
        .replace("${throughput}", throughput(summary))
        .replace("${overTime}", overTime(summary))
        .replace("${percentiles}", percentiles(summary))
        .replace("${histogram}", histogram(summary.latency()))
        .replace("${operations}", operations(summary))
        .replace("${errors}", errors(summary));
  }

  private static String facts(Summary summary) {
    LoadOptions options = summary.options();
    StringBuilder rows = new StringBuilder();
    row(rows, "Begun", summary.begun().toString());
    row(rows, "Command", options.command());
    row(rows, "Version", summary.driverVersion());
    row(rows, "Throughput", Numbers.whole(summary.successesPerSecond()) + "/s");
    row(rows, "Median", Numbers.millis(summary.latency().at(50)));
    row(rows, "99 %", Numbers.millis(summary.latency().at(99)));
    row(rows, "Answers", Numbers.whole(summary.total()));
    row(rows, "Conflicts", Numbers.whole(summary.conflicts()));
    row(
        rows,
        "Failures",
        Numbers.whole(summary.failures())
            + " ("
            + Numbers.decimal(summary.failurePercent(), 2)
            + " %)");
    row(rows, "Connections", options.connections() + ", " + SummaryText.loop(options));
    row(rows, "Measured", Numbers.decimal(summary.measuredSeconds(), 1) + " s");
    row(rows, "Driver", Numbers.decimal(summary.driverCores(), 2) + " cores");
    for (String warning : SummaryText.warnings(summary)) {
      row(rows, "Warning", warning);
    }
    return rows.toString();
  }

  private static String throughput(Summary summary) {
    List<Chart.Point> points = new ArrayList<>();
    double most = 0;
    for (Interval interval : summary.intervals()) {
      most = Math.max(most, interval.perSecond());
      points.add(
          new Chart.Point(
              interval.atSeconds(),
              interval.perSecond(),
              Numbers.decimal(interval.atSeconds(), 0)
                  + " s: "
                  + Numbers.whole(interval.perSecond())
                  + "/s"));
    }
    return new Chart(
            seconds(summary), Chart.Range.linear(0, most * 1.1, Numbers::whole), "Throughput")
        .line(points, "first")
        .svg();
  }

  private static String overTime(Summary summary) {
    List<Chart.Point> median = new ArrayList<>();
    List<Chart.Point> high = new ArrayList<>();
    for (Interval interval : summary.intervals()) {
      if (interval.p50Micros() > 0) {
        median.add(timePoint(interval, "p50", interval.p50Micros()));
        high.add(timePoint(interval, "p99", interval.p99Micros()));
      }
    }
    return new Chart(seconds(summary), time(summary.latency()), "Latency over time")
        .line(median, "first")
        .line(high, "second")
        .svg();
  }

  private static Chart.Point timePoint(Interval interval, String name, long micros) {
    String title =
        Numbers.decimal(interval.atSeconds(), 0) + " s: " + name + " " + Numbers.millis(micros);
    return new Chart.Point(interval.atSeconds(), micros, title);
  }

  /** Each step to the right is ten times rarer: 0.9, 0.99, 0.999. */
  private static String percentiles(Summary summary) {
    Chart.Range rarity =
        Chart.Range.logarithmic(
            1, 100_000, one -> one <= 1 ? "0 %" : trim(100 * (1 - 1 / one)) + " %");
    Chart chart = new Chart(rarity, time(summary.latency()), "Latency percentiles");
    chart.line(curve(summary.latency()), "first");
    if (summary.options().isOpenLoop()) {
      chart.line(curve(summary.service()), "second");
    }
    return chart.svg();
  }

  private static List<Chart.Point> curve(Latencies latencies) {
    List<Chart.Point> points = new ArrayList<>();
    for (Latencies.Percentile one : latencies.percentiles()) {
      double rarity = one.percentile() >= 100 ? 100_000 : 100 / (100 - one.percentile());
      points.add(
          new Chart.Point(
              rarity,
              one.micros(),
              Numbers.percentile(one.percentile()) + ": " + Numbers.millis(one.micros())));
    }
    return points;
  }

  private static String histogram(Latencies latencies) {
    double most = latencies.bars().stream().mapToLong(Latencies.Bar::count).max().orElse(1);
    Chart chart =
        new Chart(
            time(latencies),
            Chart.Range.linear(0, most * 1.1, Numbers::whole),
            "Latency histogram");
    for (Latencies.Bar bar : latencies.bars()) {
      if (bar.count() > 0) {
        chart.bar(
            bar.fromMicros(),
            bar.toMicros(),
            bar.count(),
            Numbers.millis(bar.fromMicros())
                + " to "
                + Numbers.millis(bar.toMicros())
                + ": "
                + Numbers.whole(bar.count()));
      }
    }
    return chart.svg();
  }

  private static String operations(Summary summary) {
    StringBuilder rows = new StringBuilder();
    for (Summary.OperationSummary one : summary.operations()) {
      Latencies latency = one.latency();
      rows.append("<tr>");
      cell(rows, one.operation().label());
      cell(rows, SummaryText.statuses(one.statuses()));
      for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
        cell(rows, Numbers.millis(latency.at(percentile)));
      }
      rows.append("</tr>\n");
    }
    return rows.toString();
  }

  private static String errors(Summary summary) {
    StringBuilder rows = new StringBuilder();
    for (ErrorSample error : summary.errors()) {
      rows.append("<tr>");
      cell(rows, error.what());
      cell(rows, Numbers.whole(error.count()));
      cell(rows, error.detail());
      rows.append("</tr>\n");
    }
    return rows.isEmpty() ? "<tr><td colspan=\"3\">none</td></tr>" : rows.toString();
  }

  private static Chart.Range seconds(Summary summary) {
    return Chart.Range.linear(0, summary.measuredSeconds(), Numbers::whole);
  }

  private static Chart.Range time(Latencies latencies) {
    return Chart.Range.logarithmic(
        Math.max(1, latencies.min()), latencies.max() * 1.2, HtmlReport::timeTick);
  }

  private static String timeTick(double micros) {
    return micros < 1000
        ? Numbers.whole(micros) + " µs"
        : micros < 1e6 ? trim(micros / 1000) + " ms" : trim(micros / 1e6) + " s";
  }

  private static String trim(double number) {
    return Numbers.decimal(number, 3).replaceAll("\\.?0+$", "");
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("<tr><th>").append(Html.escape(name)).append("</th>");
    cell(rows, value);
    rows.append("</tr>\n");
  }

  private static void cell(StringBuilder rows, String value) {
    rows.append("<td>").append(Html.escape(value)).append("</td>");
  }

  private static String template() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
