package dev.dialogporten.load.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Draws one chart as inline SVG; hovering shows the value of a point. */
final class Chart {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int RIGHT = 20;
  private static final int TOP = 14;
  private static final int BOTTOM = 40;

  private final StringBuilder svg = new StringBuilder();
  private final Axis x;
  private final Axis y;

  record Point(double x, double y, String title) {}

  /** Range and tick labels of an axis. */
  record Range(double min, double max, boolean logarithmic, DoubleFunction<String> label) {
    static Range linear(double min, double max, DoubleFunction<String> label) {
      return new Range(min, max > min ? max : min + 1, false, label);
    }

    static Range logarithmic(double min, double max, DoubleFunction<String> label) {
      return new Range(min, max > min ? max : min * 2, true, label);
    }
  }

  Chart(Range xs, Range ys, String name) {
    x = new Axis(xs.min(), xs.max(), xs.logarithmic(), LEFT, WIDTH - RIGHT, xs.label());
    y = new Axis(ys.min(), ys.max(), ys.logarithmic(), HEIGHT - BOTTOM, TOP, ys.label());
    add(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, Html.escape(name));
    for (double tick : y.ticks()) {
      double at = y.pixel(tick);
      add(
          "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
          LEFT, at, WIDTH - RIGHT, at);
      add(
          "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8, at + 4, label(y, tick));
    }
    for (double tick : x.ticks()) {
      double at = x.pixel(tick);
      add(
          "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          at, TOP, at, HEIGHT - BOTTOM);
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          at, HEIGHT - BOTTOM + 18, label(x, tick));
    }
  }

  /**
   * @param style CSS class that gives the colour
   */
  Chart line(List<Point> points, String style) {
    svg.append("<polyline class=\"").append(style).append("\" points=\"");
    for (Point point : points) {
      svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.pixel(point.x), y.pixel(point.y)));
    }
    svg.append("\"/>\n");
    for (Point point : points) {
      add(
          "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s</title></circle>",
          style, x.pixel(point.x), y.pixel(point.y), Html.escape(point.title));
    }
    return this;
  }

  Chart bar(double from, double to, double value, String title) {
    double left = x.pixel(from);
    double top = y.pixel(value);
    add(
        "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
            + " height=\"%.1f\"><title>%s</title></rect>",
        left, top, Math.max(1, x.pixel(to) - left - 1), HEIGHT - BOTTOM - top, Html.escape(title));
    return this;
  }

  String svg() {
    return svg + "</svg>\n";
  }

  private static String label(Axis axis, double tick) {
    return Html.escape(axis.label().apply(tick));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
