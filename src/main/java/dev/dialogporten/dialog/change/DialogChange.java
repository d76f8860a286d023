package dev.dialogporten.dialog.change;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One row of the change log: what one write did, with the values its events need as they were at
 * that moment. Outbox, event feed, audit trail and history in one.
 *
 * @param revisionBefore null on create
 * @param revisionAfter null on purge; equal to {@code revisionBefore} when the revision did not
 *     change
 * @param at UTC, the instant taken once for the request
 * @param actor organisation URN of the caller; a person is never named here
 * @param silent no CloudEvent leaves the service for it
 * @param appended transmissions first, then activities, each in request order
 * @param seenLogId new seen log entry, or null
 */
public record DialogChange(
    UUID dialogId,
    UUID revisionBefore,
    UUID revisionAfter,
    Instant at,
    String actor,
    ChangeKind kind,
    Set<ChangedMember> members,
    boolean silent,
    String org,
    String serviceResource,
    String party,
    String process,
    String precedingProcess,
    List<Appended> appended,
    UUID seenLogId) {

  public DialogChange {
    members = Set.copyOf(members);
    appended = List.copyOf(appended);
  }
}
