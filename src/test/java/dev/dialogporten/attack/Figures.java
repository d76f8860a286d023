package dev.dialogporten.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What calls of one kind took, in milliseconds.
 *
 * @param errors those that were answered otherwise than a bystander expects
 */
public record Figures(int calls, int errors, double p50, double p99, double max) {

  /** Of durations in nanoseconds. */
  static Figures of(List<Long> nanos, int errors) {
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    return new Figures(sorted.size(), errors, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
  }

  private static double at(List<Long> sorted, double part) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int index = (int) Math.ceil(part * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%6d calls  %4d errors  p50 %8.1f ms  p99 %8.1f ms  max %8.1f ms",
        calls,
        errors,
        p50,
        p99,
        max);
  }
}
