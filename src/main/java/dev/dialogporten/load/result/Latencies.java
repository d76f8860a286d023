package dev.dialogporten.load.result;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** A distribution of times in microseconds, reduced to what reports show. */
public record Latencies(
    long count, double mean, long min, long max, List<Percentile> percentiles, List<Bar> bars) {

  public record Percentile(double percentile, long micros) {}

  /**
   * @param toMicros exclusive
   */
  public record Bar(long fromMicros, long toMicros, long count) {}

  private static final double[] SHOWN = {50, 75, 90, 95, 99, 99.9, 99.99, 100};
  private static final double BAR_RATIO = Math.pow(2, 0.25);

  public static Latencies of(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return new Latencies(0, 0, 0, 0, List.of(), List.of());
    }
    List<Percentile> percentiles = new ArrayList<>();
    for (double percentile : SHOWN) {
      percentiles.add(new Percentile(percentile, histogram.getValueAtPercentile(percentile)));
    }
    return new Latencies(
        histogram.getTotalCount(),
        histogram.getMean(),
        histogram.getMinValue(),
        histogram.getMaxValue(),
        percentiles,
        bars(histogram));
  }

  public long at(double percentile) {
    for (Percentile one : percentiles) {
      if (one.percentile() >= percentile) {
        return one.micros();
      }
    }
    return max;
  }

  /** Four bars per doubling of time, from the fastest answer to the slowest. */
  private static List<Bar> bars(Histogram histogram) {
    List<Bar> bars = new ArrayList<>();
    long from = histogram.getMinValue();
    long to = next(from);
    long count = 0;
    for (HistogramIterationValue recorded : histogram.recordedValues()) {
      while (histogram.lowestEquivalentValue(recorded.getValueIteratedTo()) >= to) {
        bars.add(new Bar(from, to, count));
        from = to;
        to = next(from);
        count = 0;
      }
      count += recorded.getCountAtValueIteratedTo();
    }
    bars.add(new Bar(from, to, count));
    return bars;
  }

  private static long next(long from) {
    return Math.max(from + 1, Math.round(from * BAR_RATIO));
  }
}
