package dev.dialogporten.load.report;

import java.util.Locale;

/** How numbers are shown to people; never depends on the machine's language. */
public final class Numbers {
  private Numbers() {}

  /** Microseconds as milliseconds with about three digits, e.g. {@code 0.42 ms}. */
  static String millis(long micros) {
    double millis = micros / 1000.0;
    int decimals = millis < 10 ? 2 : millis < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f ms", millis);
  }

  public static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  public static String decimal(double number, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /** {@code p99.9}, {@code max}. */
  static String percentile(double percentile) {
    if (percentile >= 100) {
      return "max";
    }
    return "p"
        + (percentile == Math.rint(percentile) ? whole(percentile) : Double.toString(percentile));
  }
}
