package dev.dialogporten.load.run;

import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.result.ErrorSample;
import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Collects from all recorders, once a second and at the end; used by one thread. */
final class Sampler {
  private final List<Lane> lanes;
  private final Map<Operation, Histogram> latency = new EnumMap<>(Operation.class);
  private final Map<Operation, Histogram> service = new EnumMap<>(Operation.class);
  private final Map<Operation, Histogram> latencyNow = new EnumMap<>(Operation.class);
  private final Map<Operation, Histogram> serviceNow = new EnumMap<>(Operation.class);
  private final List<Interval> intervals = new ArrayList<>();
  private final long[] counted = new long[Outcome.values().length];
  private Map<Operation, long[]> statusesBefore = Map.of();
  private long began;
  private long last;

  Sampler(List<Lane> lanes, List<Operation> operations) {
    this.lanes = lanes;
    for (Operation operation : operations) {
      latency.put(operation, new Histogram(3));
      service.put(operation, new Histogram(3));
      latencyNow.put(operation, new Histogram(3));
      serviceNow.put(operation, new Histogram(3));
    }
  }

  /** Forgets everything so far: the measurement starts now. */
  void begin() throws InterruptedException {
    statusesBefore = new EnumMap<>(Operation.class);
    for (Lane lane : lanes) {
      // on its own loop: between two answers, so that all counts begin with the same one
      lane.loop().submit(() -> begin(lane.recorder())).sync();
    }
    latencyNow.values().forEach(Histogram::reset);
    serviceNow.values().forEach(Histogram::reset);
    began = System.nanoTime();
    last = began;
  }

  private void begin(Recorder recorder) {
    recorder.drainTo(latencyNow, serviceNow);
    for (Outcome outcome : Outcome.values()) {
      counted[outcome.ordinal()] += recorder.count(outcome);
    }
    recorder.addStatuses(statusesBefore);
    recorder.forgetFailures();
  }

  /** Closes an interval. */
  Interval sample() {
    collect(latencyNow, serviceNow);
    long now = System.nanoTime();
    Histogram all = new Histogram(3);
    latencyNow.forEach(
        (operation, histogram) -> {
          all.add(histogram);
          latency.get(operation).add(histogram);
        });
    serviceNow.forEach((operation, histogram) -> service.get(operation).add(histogram));
    Interval interval =
        new Interval(
            (now - began) / 1e9,
            (now - last) / 1e9,
            delta(Outcome.SUCCESS),
            delta(Outcome.CONFLICT),
            delta(Outcome.FAILURE),
            all.getValueAtPercentile(50),
            all.getValueAtPercentile(99),
            all.getMaxValue(),
            lanes.stream().mapToLong(lane -> lane.overdue(now)).sum());
    last = now;
    intervals.add(interval);
    return interval;
  }

  /** Adds what was still under way at the end to the last interval. */
  void drained() {
    collect(latencyNow, serviceNow);
    latencyNow.forEach((operation, histogram) -> latency.get(operation).add(histogram));
    serviceNow.forEach((operation, histogram) -> service.get(operation).add(histogram));
    int end = intervals.size() - 1;
    intervals.set(
        end,
        intervals
            .get(end)
            .plus(delta(Outcome.SUCCESS), delta(Outcome.CONFLICT), delta(Outcome.FAILURE)));
  }

  /** Every kind of failure once, however many lanes have seen it. */
  List<ErrorSample> errors() {
    Map<String, ErrorSample> kinds = new LinkedHashMap<>();
    for (Lane lane : lanes) {
      for (ErrorSample one : lane.recorder().samples()) {
        kinds.merge(one.what(), one, ErrorSample::plus);
      }
    }
    return List.copyOf(kinds.values());
  }

  List<Interval> intervals() {
    return List.copyOf(intervals);
  }

  Map<Operation, Histogram> latency() {
    return latency;
  }

  Map<Operation, Histogram> service() {
    return service;
  }

  /** Answers per status during the measurement; 0 stands for no answer. */
  Map<Operation, long[]> statuses() {
    Map<Operation, long[]> statuses = statusesSinceStart();
    statusesBefore.forEach(
        (operation, before) -> {
          long[] counts = statuses.get(operation);
          for (int i = 0; i < counts.length; i++) {
            counts[i] -= before[i];
          }
        });
    return statuses;
  }

  private void collect(Map<Operation, Histogram> latencies, Map<Operation, Histogram> services) {
    latencies.values().forEach(Histogram::reset);
    services.values().forEach(Histogram::reset);
    lanes.forEach(lane -> lane.recorder().drainTo(latencies, services));
  }

  private long count(Outcome outcome) {
    return lanes.stream().mapToLong(lane -> lane.recorder().count(outcome)).sum();
  }

  private long delta(Outcome outcome) {
    long now = count(outcome);
    long delta = now - counted[outcome.ordinal()];
    counted[outcome.ordinal()] = now;
    return delta;
  }

  private Map<Operation, long[]> statusesSinceStart() {
    Map<Operation, long[]> sums = new EnumMap<>(Operation.class);
    lanes.forEach(lane -> lane.recorder().addStatuses(sums));
    return sums;
  }
}
