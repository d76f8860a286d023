package dev.dialogporten.load.options;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run must reach, such as {@code p99<50ms}, {@code failures<0.1%} or {@code
 * throughput>1000}.
 *
 * @param measure percentile such as {@code p99}, {@code max}, {@code failures} or {@code
 *     throughput}
 * @param limit milliseconds, percent or requests per second
 */
public record Requirement(String text, String measure, boolean below, double limit) {
  private static final Pattern FORM =
      Pattern.compile("(p50|p75|p90|p95|p99|p99\\.9|p99\\.99|max|failures|throughput)([<>])(.+)");
  private static final Pattern AMOUNT =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|%|/s)?");

  static Requirement parse(String text) throws LoadFault {
    Matcher form = FORM.matcher(text.replace(" ", ""));
    if (!form.matches()) {
      throw bad(text);
    }
    String measure = form.group(1);
    Matcher amount = AMOUNT.matcher(form.group(3));
    if (!amount.matches()) {
      throw bad(text);
    }
    String unit = amount.group(2) == null ? "" : amount.group(2);
    boolean fits =
        switch (measure) {
          case "failures" -> unit.equals("%");
          case "throughput" -> unit.isEmpty() || unit.equals("/s");
          default -> unit.equals("ms") || unit.equals("s");
        };
    if (!fits) {
      throw bad(text);
    }
    BigDecimal limit = new BigDecimal(amount.group(1));
    if (unit.equals("s")) {
      limit = limit.movePointRight(3);
    }
    return new Requirement(text, measure, form.group(2).equals("<"), limit.doubleValue());
  }

  /** Whether a value, in the unit of the limit, is as required. */
  public boolean isMetBy(double value) {
    return below ? value < limit : value > limit;
  }

  private static LoadFault bad(String text) {
    return LoadFault.usage(
        "--require \""
            + text
            + "\" must be like p99<50ms, max<2s, failures<0.1% or throughput>1000.");
  }
}
