package dev.dialogporten.dialog;

import java.time.Duration;

/**
 * How large a dialog may become, and how long a decision may take.
 *
 * @param elements of one list, wherever it stands in a dialog
 * @param characters of the stored JSON of a dialog without what is appended to it, and of each
 *     transmission
 * @param transmissions of one dialog
 * @param decision see {@link Deadline}
 */
public record Limits(int elements, int characters, int transmissions, Duration decision) {
  public static final Limits DEFAULT =
      new Limits(10_000, 5_000_000, 65_534, Duration.ofMillis(250));
}
