package dev.dialogporten.load.report;

import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Summary;
import java.util.Locale;

/** One line per second of the measurement, for spreadsheets. */
public final class SummaryCsv {
  private static final String HEADER =
      "seconds,per_second,successes,conflicts,failures,p50_us,p99_us,max_us,waiting\n";

  private SummaryCsv() {}

  public static String of(Summary summary) {
    StringBuilder csv = new StringBuilder();
    csv.append("# begun ").append(summary.begun()).append('\n');
    csv.append("# version ").append(summary.driverVersion()).append('\n');
    csv.append("# command ").append(summary.options().command().replace('\n', ' ')).append('\n');
    csv.append("# per second: answers; us: microseconds\n").append(HEADER);
    for (Interval interval : summary.intervals()) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%.3f,%.1f,%d,%d,%d,%d,%d,%d,%d%n",
              interval.atSeconds(),
              interval.perSecond(),
              interval.successes(),
              interval.conflicts(),
              interval.failures(),
              interval.p50Micros(),
              interval.p99Micros(),
              interval.maxMicros(),
              interval.overdue()));
    }
    return csv.toString();
  }
}
