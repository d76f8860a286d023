package dev.dialogporten.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Maps values to pixels and knows where the ticks are.
 *
 * @param logarithmic base 10; then min must be above zero
 * @param label text of a tick
 */
record Axis(
    double min,
    double max,
    boolean logarithmic,
    double fromPixel,
    double toPixel,
    DoubleFunction<String> label) {

  private static final int ABOUT_TICKS = 6;

  double pixel(double value) {
    double share =
        logarithmic
            ? (Math.log10(value) - Math.log10(min)) / (Math.log10(max) - Math.log10(min))
            : (value - min) / (max - min);
    return fromPixel + Math.max(0, Math.min(1, share)) * (toPixel - fromPixel);
  }

  List<Double> ticks() {
    return logarithmic ? decades() : even();
  }

  private List<Double> decades() {
    List<Double> ticks = new ArrayList<>();
    double[] steps = max / min > 1000 ? new double[] {1} : new double[] {1, 2, 5};
    for (double decade = Math.pow(10, Math.floor(Math.log10(min))); decade <= max; decade *= 10) {
      for (double step : steps) {
        double tick = decade * step;
        if (tick >= min * 0.999 && tick <= max * 1.001) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private List<Double> even() {
    double raw = (max - min) / ABOUT_TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
    // labels are whole numbers: a smaller step would show some of them twice
    step = Math.max(1, step);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(min / step); i * step <= max * 1.0001; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
