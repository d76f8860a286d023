package dev.dialogporten.dialog.decision;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.change.Appended;
import dev.dialogporten.dialog.change.ChangeKind;
import dev.dialogporten.dialog.change.ChangedMember;
import dev.dialogporten.dialog.change.DialogChange;
import dev.dialogporten.dialog.command.DialogCommand;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The change-log row of a write: values as they are after it, or before it when it is a purge. */
final class ChangeLogRow {
  private ChangeLogRow() {}

  static DialogChange of(
      Dialog before,
      Dialog after,
      DialogCommand command,
      Instant now,
      ChangeKind kind,
      Set<ChangedMember> members,
      List<Appended> appended,
      UUID seenLogId) {
    Dialog.Identity identity = (after == null ? before : after).identity();
    Dialog.Fields fields = (after == null ? before : after).fields();
    return new DialogChange(
        command.dialogId(),
        before == null ? null : before.revision(),
        after == null ? null : after.revision(),
        now,
        command.caller().organizationUrn(),
        kind,
        members,
        command.silent(),
        identity.org(),
        identity.serviceResource(),
        identity.party(),
        fields.process(),
        fields.precedingProcess(),
        appended,
        seenLogId);
  }
}
