package dev.dialogporten.load.run;

import dev.dialogporten.load.options.Operation;
import dev.dialogporten.load.result.ErrorSample;
import dev.dialogporten.load.result.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Takes down what one event loop sees. Written by that loop only, read at any time by the sampler;
 * its size does not depend on the length of the run. Times are in microseconds.
 */
final class Recorder {
  private static final int DIGITS = 3;
  private static final int MAX_SAMPLES = 20;
  private static final int STATUSES = 600;

  private final Map<Operation, Track> tracks = new EnumMap<>(Operation.class);
  private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
  private final Map<String, ErrorSample> samples = new LinkedHashMap<>();

  /** The recorders of one operation. */
  private static final class Track {
    final SingleWriterRecorder latency = new SingleWriterRecorder(DIGITS);
    final SingleWriterRecorder service = new SingleWriterRecorder(DIGITS);
    final AtomicLongArray statuses = new AtomicLongArray(STATUSES);
    Histogram spareLatency;
    Histogram spareService;
  }

  Recorder(List<Operation> operations) {
    for (Operation operation : operations) {
      tracks.put(operation, new Track());
    }
  }

  /**
   * @param status HTTP status, 0 when no answer came
   * @param latencyNanos since the intended start
   * @param serviceNanos since the request was sent
   */
  void record(
      Operation operation, Outcome outcome, int status, long latencyNanos, long serviceNanos) {
    Track track = tracks.get(operation);
    track.latency.recordValue(micros(latencyNanos));
    track.service.recordValue(micros(serviceNanos));
    int slot = Math.min(status, STATUSES - 1);
    track.statuses.lazySet(slot, track.statuses.get(slot) + 1);
    int kind = outcome.ordinal();
    outcomes.lazySet(kind, outcomes.get(kind) + 1);
  }

  void failure(Operation operation, String reason, String detail) {
    String what = operation.label() + " " + reason;
    synchronized (samples) {
      ErrorSample known = samples.get(what);
      if (known != null) {
        samples.put(what, new ErrorSample(what, known.detail(), known.count() + 1));
      } else if (samples.size() < MAX_SAMPLES) {
        samples.put(what, new ErrorSample(what, detail, 1));
      }
    }
  }

  private static long micros(long nanos) {
    return Math.max(1, (nanos + 500) / 1000);
  }

  /** Adds what was recorded since the last call, and forgets it here. Sampler thread only. */
  void drainTo(Map<Operation, Histogram> latency, Map<Operation, Histogram> service) {
    tracks.forEach(
        (operation, track) -> {
          track.spareLatency = track.latency.getIntervalHistogram(track.spareLatency);
          latency.get(operation).add(track.spareLatency);
          track.spareService = track.service.getIntervalHistogram(track.spareService);
          service.get(operation).add(track.spareService);
        });
  }

  long count(Outcome outcome) {
    return outcomes.get(outcome.ordinal());
  }

  /** Adds the counts per status since the start of the recorder. */
  void addStatuses(Map<Operation, long[]> sums) {
    tracks.forEach(
        (operation, track) -> {
          long[] sum = sums.computeIfAbsent(operation, o -> new long[STATUSES]);
          for (int status = 0; status < STATUSES; status++) {
            sum[status] += track.statuses.get(status);
          }
        });
  }

  /** Failures of the warm-up are none of the result. */
  void forgetFailures() {
    synchronized (samples) {
      samples.clear();
    }
  }

  List<ErrorSample> samples() {
    synchronized (samples) {
      return List.copyOf(samples.values());
    }
  }
}
