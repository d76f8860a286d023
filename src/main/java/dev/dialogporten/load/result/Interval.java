package dev.dialogporten.load.result;

/**
 * One sampling interval, about a second.
 *
 * @param atSeconds end of the interval since the start of the measurement
 * @param seconds its length
 * @param p50Micros latency; 0 when nothing completed
 * @param overdue arrivals waiting for a free connection at its end; 0 in a closed loop
 */
public record Interval(
    double atSeconds,
    double seconds,
    long successes,
    long conflicts,
    long failures,
    long p50Micros,
    long p99Micros,
    long maxMicros,
    long overdue) {

  /** With answers that came after its end. */
  public Interval plus(long moreSuccesses, long moreConflicts, long moreFailures) {
    return new Interval(
        atSeconds,
        seconds,
        successes + moreSuccesses,
        conflicts + moreConflicts,
        failures + moreFailures,
        p50Micros,
        p99Micros,
        maxMicros,
        overdue);
  }

  public double perSecond() {
    return (successes + conflicts + failures) / seconds;
  }
}
