package dev.dialogporten.dialog.search;

import java.time.Instant;

/** A span of time, both ends inclusive; null means open. */
public record Period(Instant after, Instant before) {
  public static final Period ALWAYS = new Period(null, null);

  public boolean isOpen() {
    return after == null && before == null;
  }

  /** Nothing can lie within: the ends are in the wrong order. */
  public boolean isReversed() {
    return after != null && before != null && after.isAfter(before);
  }
}
