package dev.dialogporten.dialog.outcome;

import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;

/**
 * What a successful command answers to who asked for a representation.
 *
 * @param details the dialog as committed; null after a purge. Too long lists are left out: see
 *     {@link #isPartial}
 */
public record Represented(CommandResult result, DialogDetails details) {
  /** With more transmissions than this, the lists are left out. */
  public static final int MAX_TRANSMISSIONS = 1000;

  /** More activities than this are above the limit of size, whatever they say. */
  public static final int MAX_ACTIVITIES = 10_000;

  /** Whether the lists of the dialog are too long to be shown. */
  public boolean isPartial() {
    return details.dialog().facts().transmissions() > MAX_TRANSMISSIONS
        || details.dialog().facts().activities() > MAX_ACTIVITIES;
  }
}
