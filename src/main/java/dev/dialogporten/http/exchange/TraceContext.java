package dev.dialogporten.http.exchange;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The trace a request belongs to (W3C Trace Context, level 1). */
public final class TraceContext {
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

  private TraceContext() {}

  /**
   * The id of our own span: in the caller's trace when the header is valid, else in a new one.
   *
   * @param traceparent header of the request, or null
   */
  public static String traceId(String traceparent) {
    if (traceparent != null) {
      Matcher matcher = TRACEPARENT.matcher(traceparent.trim());
      if (matcher.matches()) {
        return "00-" + matcher.group(1) + "-" + hex() + "-" + matcher.group(2);
      }
    }
    return "00-" + hex() + hex() + "-" + hex() + "-00";
  }

  /** The part that all spans of a trace share. */
  static String idOf(String traceId) {
    return traceId.split("-")[1];
  }

  /** Sixteen hex digits, never all zero. */
  private static String hex() {
    return "%016x".formatted(ThreadLocalRandom.current().nextLong() | 1L);
  }
}
