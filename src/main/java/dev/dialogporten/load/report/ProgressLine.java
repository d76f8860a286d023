package dev.dialogporten.load.report;

import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.run.LoadRun;
import java.io.PrintStream;
import java.util.Locale;

/** Shows life: one line that is rewritten on a terminal, a line every five seconds elsewhere. */
public final class ProgressLine implements LoadRun.Listener {
  private static final int EVERY = 5;
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean terminal;
  private int intervals;

  public ProgressLine(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void phase(String text) {
    if (!terminal) {
      out.println(text + " ...");
    } else {
      rewrite(text + " ...");
    }
  }

  @Override
  public void interval(Interval interval) {
    String line =
        String.format(
            Locale.ROOT,
            "%4.0f s, the last one: %,9.0f/s  p50 %s  p99 %s  max %s%s%s%s",
            interval.atSeconds(),
            interval.perSecond(),
            Numbers.millis(interval.p50Micros()),
            Numbers.millis(interval.p99Micros()),
            Numbers.millis(interval.maxMicros()),
            part("conflicts", interval.conflicts()),
            part("failures", interval.failures()),
            part("waiting", interval.overdue()));
    intervals++;
    if (terminal) {
      rewrite(line);
    } else if (intervals % EVERY == 0) {
      out.println(line);
    }
  }

  public void done() {
    if (terminal) {
      rewrite("");
    }
  }

  private void rewrite(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) + "\r");
    out.flush();
  }

  private static String part(String name, long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, "  %s %,d", name, count);
  }
}
