package dev.dialogporten.dialog.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.SystemLabel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request to change the end user system labels of several dialogs, all of them or none; removals
 * before additions. Not a {@link DialogCommand}: it belongs to no single dialog.
 *
 * @param dialogs 1 to 200, distinct
 * @param performedBy bound actor object, or null when the call is on behalf of {@code
 *     caller.endUserId()}
 */
public record BulkSetSystemLabels(
    List<Target> dialogs,
    List<SystemLabel> addLabels,
    List<SystemLabel> removeLabels,
    ObjectNode performedBy,
    Caller caller) {

  public BulkSetSystemLabels {
    dialogs = List.copyOf(dialogs);
    addLabels = List.copyOf(addLabels);
    removeLabels = List.copyOf(removeLabels);
  }

  /**
   * One dialog of the request.
   *
   * @param endUserRevision the end user context revision it must have, when the caller named one
   */
  public record Target(UUID dialogId, Optional<UUID> endUserRevision) {}
}
