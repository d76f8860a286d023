package dev.dialogporten.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.result.ErrorSample;
import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Latencies;
import dev.dialogporten.load.result.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The summary as JSON; times in microseconds, the token left out. */
public final class SummaryJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SummaryJson() {}

  public static String of(Summary summary) {
    try {
      return MAPPER.writeValueAsString(node(summary)) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode node(Summary summary) {
    ObjectNode root = MAPPER.createObjectNode();
    LoadOptions options = summary.options();
    root.put("begun", summary.begun().toString())
        .put("command", options.command())
        .put("version", summary.driverVersion());
    root.putObject("units")
        .put("latency", "microseconds")
        .put("serviceTime", "microseconds")
        .put("p50, p99, max of intervals", "microseconds")
        .put("perSecond", "answers per second");
    root.putObject("options")
        .put("target", options.target().url())
        .put("scenario", options.scenario().name())
        .put("connections", options.connections())
        .put("threads", options.threads())
        .put("rate", options.rate())
        .put("dialogs", options.dialogs())
        .put("arrivals", options.spacing().name().toLowerCase(Locale.ROOT))
        .put("timeoutSeconds", options.timeout().toMillis() / 1000.0)
        .put("maxFailuresPercent", options.maxFailures())
        .put("seed", options.seed())
        .put("warmupSeconds", options.warmup().toMillis() / 1000.0)
        .put("durationSeconds", options.duration().toMillis() / 1000.0);
    root.put("setupSeconds", summary.setupSeconds())
        .put("dialogsCreated", summary.dialogsCreated())
        .put("measuredSeconds", summary.measuredSeconds())
        .put("successesPerSecond", summary.successesPerSecond())
        .put("successes", summary.successes())
        .put("conflicts", summary.conflicts())
        .put("failures", summary.failures())
        .put("failurePercent", summary.failurePercent())
        .put("passed", summary.passed())
        .put("unstarted", summary.unstarted())
        .put("driverCores", summary.driverCores());
    latencies(root.putObject("latency"), summary.latency());
    latencies(root.putObject("serviceTime"), summary.service());
    ArrayNode operations = root.putArray("operations");
    for (Summary.OperationSummary one : summary.operations()) {
      ObjectNode operation = operations.addObject().put("operation", one.operation().label());
      ObjectNode statuses = operation.putObject("statuses");
      one.statuses().forEach((status, count) -> statuses.put(Integer.toString(status), count));
      latencies(operation.putObject("latency"), one.latency());
      latencies(operation.putObject("serviceTime"), one.service());
    }
    intervals(root.putArray("intervals"), summary);
    ArrayNode errors = root.putArray("errors");
    for (ErrorSample error : summary.errors()) {
      errors
          .addObject()
          .put("what", error.what())
          .put("count", error.count())
          .put("detail", error.detail());
    }
    ArrayNode missed = root.putArray("missed");
    summary.missed().forEach(one -> missed.add(one.text()));
    return root;
  }

  private static void latencies(ObjectNode node, Latencies latencies) {
    node.put("count", latencies.count())
        .put("mean", latencies.mean())
        .put("min", latencies.min())
        .put("max", latencies.max());
    for (Latencies.Percentile one : latencies.percentiles()) {
      node.put(Numbers.percentile(one.percentile()), one.micros());
    }
  }

  private static void intervals(ArrayNode array, Summary summary) {
    for (Interval interval : summary.intervals()) {
      array
          .addObject()
          .put("at", interval.atSeconds())
          .put("perSecond", interval.perSecond())
          .put("successes", interval.successes())
          .put("conflicts", interval.conflicts())
          .put("failures", interval.failures())
          .put("p50", interval.p50Micros())
          .put("p99", interval.p99Micros())
          .put("max", interval.maxMicros())
          .put("waiting", interval.overdue());
    }
  }
}
