package dev.dialogporten.load.result;

import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.options.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a run found.
 *
 * @param measuredSeconds length of the measurement, without warm-up
 * @param unstarted arrivals of an open loop that found no free connection until the end
 * @param begun when the run was begun, set-up included
 * @param driverCores processor time of this process per second of the measurement
 */
public record Summary(
    LoadOptions options,
    double setupSeconds,
    int dialogsCreated,
    double measuredSeconds,
    long unstarted,
    double driverCores,
    List<OperationSummary> operations,
    Latencies latency,
    Latencies service,
    List<Interval> intervals,
    List<ErrorSample> errors,
    Instant begun) {

  private static final String VERSION = version();

  /**
   * @param statuses answers per HTTP status; 0 stands for no answer
   */
  public record OperationSummary(
      Operation operation, Map<Integer, Long> statuses, Latencies latency, Latencies service) {

    public static OperationSummary of(
        Operation operation, long[] counts, Latencies latency, Latencies service) {
      Map<Integer, Long> statuses = new TreeMap<>();
      for (int status = 0; status < counts.length; status++) {
        if (counts[status] != 0) {
          statuses.put(status, counts[status]);
        }
      }
      return new OperationSummary(operation, statuses, latency, service);
    }
  }

  /** The version of the driver. */
  public String driverVersion() {
    return VERSION;
  }

  private static String version() {
    Properties build = new Properties();
    try (InputStream file = Summary.class.getResourceAsStream("/build.properties")) {
      build.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }

  /** What was required and not reached. */
  public List<Requirement> missed() {
    return options.requirements().stream().filter(one -> !one.isMetBy(value(one))).toList();
  }

  /** In the unit of the requirement. A run without an answer reaches nothing. */
  private double value(Requirement requirement) {
    if (successes() == 0) {
      return Double.NaN;
    }
    return switch (requirement.measure()) {
      case "failures" -> failurePercent();
      case "throughput" -> successesPerSecond();
      case "max" -> latency.max() / 1000.0;
      default -> latency.at(Double.parseDouble(requirement.measure().substring(1))) / 1000.0;
    };
  }

  public long successes() {
    return intervals.stream().mapToLong(Interval::successes).sum();
  }

  public long conflicts() {
    return intervals.stream().mapToLong(Interval::conflicts).sum();
  }

  public long failures() {
    return intervals.stream().mapToLong(Interval::failures).sum();
  }

  public long total() {
    return successes() + conflicts() + failures();
  }

  /** Answers as wished for per second, conflicts and failures not counted. */
  public double successesPerSecond() {
    return successes() / measuredSeconds;
  }

  public double failurePercent() {
    return total() == 0 ? 100 : 100.0 * failures() / total();
  }

  /** A run without a single success never passes. */
  public boolean passed() {
    return successes() > 0 && failurePercent() <= options.maxFailures();
  }

  /** The target or the driver could not keep up with the wished rate. */
  public boolean fellBehind() {
    return options.isOpenLoop() && unstarted > Math.max(options.connections(), options.rate() / 10);
  }

  /** The driver had no time left to measure properly. */
  public boolean driverSaturated() {
    return driverCores > 0.9 * options.threads();
  }
}
