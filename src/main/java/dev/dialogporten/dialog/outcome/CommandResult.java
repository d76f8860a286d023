package dev.dialogporten.dialog.outcome;

import java.util.UUID;

/**
 * What a successful command answers.
 *
 * @param revision for the ETag: of the dialog or of the context the endpoint speaks of; null when
 *     there is none (purge)
 * @param createdId id of the new dialog, transmission, activity or seen log entry; null otherwise
 */
public record CommandResult(UUID revision, UUID createdId) {
  public static CommandResult of(UUID revision) {
    return new CommandResult(revision, null);
  }
}
