package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.EventFilter;

/**
 * A sink and how it is to be served.
 *
 * @param name of its cursor
 * @param org only this service owner's events; null for everybody's
 * @param start where a cursor that does not exist yet begins
 * @param concurrency deliveries under way at the same time, each of another dialog
 * @param share what of that all sinks of the owner may have together
 * @param heldLimit events that may wait in the database for a retry; beyond, the sink's cursor
 *     stands still
 * @param onGone what to do when the receiver wants no events any more
 */
public record SinkSpec(
    String name,
    EventSink sink,
    String org,
    EventFilter filter,
    CursorStart start,
    RetryLadder ladder,
    int concurrency,
    Share share,
    int heldLimit,
    Runnable onGone) {

  /** Attempts for an event that the receiver refuses by name. */
  static final int REJECTED_ATTEMPTS = 5;

  /**
   * Whether an event that failed this often becomes a dead letter: not while nothing at all gets
   * through, unless it is refused by name.
   */
  boolean givesUp(int failures, boolean rejected, boolean outage) {
    return rejected ? failures >= REJECTED_ATTEMPTS : ladder.isExhausted(failures) && !outage;
  }

  /** A sink for everybody's events. */
  public static SinkSpec forAll(
      String name, EventSink sink, CursorStart start, RetryLadder ladder, int concurrency) {
    return new SinkSpec(
        name,
        sink,
        null,
        EventFilter.ALL,
        start,
        ladder,
        concurrency,
        Share.unlimited(),
        10_000,
        () -> {});
  }
}
