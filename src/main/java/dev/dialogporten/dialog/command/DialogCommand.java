package dev.dialogporten.dialog.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.body.DialogEdit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A request to change one dialog: one record per operation. Travels over the event bus by
 * reference. Bodies are bound trees (see {@code dialog.body}); whoever receives a command treats
 * them as read-only and copies before changing anything.
 */
public sealed interface DialogCommand {
  UUID dialogId();

  Caller caller();

  /** The parsed {@code If-Match}; ABSENT where the endpoint takes none. */
  Precondition precondition();

  /** No time stamps move and no CloudEvent leaves. */
  boolean silent();

  /**
   * @param dialogId the body's id when it has one, else a fresh one
   */
  record CreateDialog(UUID dialogId, Caller caller, ObjectNode body, boolean silent)
      implements DialogCommand {
    @Override
    public Precondition precondition() {
      return Precondition.ABSENT;
    }
  }

  /** PUT of a dialog. */
  record ReplaceDialog(
      UUID dialogId, Caller caller, Precondition precondition, boolean silent, ObjectNode body)
      implements DialogCommand {}

  /** PATCH of a dialog. */
  record PatchDialog(
      UUID dialogId, Caller caller, Precondition precondition, boolean silent, DialogEdit patch)
      implements DialogCommand {}

  record AppendTransmission(
      UUID dialogId, Caller caller, Precondition precondition, boolean silent, ObjectNode body)
      implements DialogCommand {}

  record AppendActivity(
      UUID dialogId, Caller caller, Precondition precondition, boolean silent, ObjectNode body)
      implements DialogCommand {}

  /**
   * PUT of a transmission, always silent.
   *
   * @param silentAsked whether the request said {@code isSilentUpdate=true}; refused with 400
   *     otherwise
   */
  record UpdateTransmission(
      UUID dialogId,
      UUID transmissionId,
      Caller caller,
      Precondition precondition,
      boolean silentAsked,
      ObjectNode body)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return true;
    }
  }

  /** Moves the time of a FormSaved activity, always silent. */
  record CorrectFormSavedTime(
      UUID dialogId, UUID activityId, Caller caller, Precondition precondition, Instant time)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return true;
    }
  }

  /** Soft delete. */
  record DeleteDialog(UUID dialogId, Caller caller, Precondition precondition, boolean silent)
      implements DialogCommand {}

  record RestoreDialog(UUID dialogId, Caller caller, Precondition precondition, boolean silent)
      implements DialogCommand {}

  record PurgeDialog(UUID dialogId, Caller caller, Precondition precondition, boolean silent)
      implements DialogCommand {}

  record FreezeDialog(UUID dialogId, Caller caller, Precondition precondition)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return false;
    }
  }

  /** A GET with {@code endUserId}: the person opens the dialog. */
  record OpenDialog(UUID dialogId, Caller caller) implements DialogCommand {
    @Override
    public Precondition precondition() {
      return Precondition.ABSENT;
    }

    @Override
    public boolean silent() {
      return false;
    }
  }

  /**
   * @param value as received, null when the member was absent
   */
  record AddServiceOwnerLabel(UUID dialogId, Caller caller, Precondition precondition, String value)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return true;
    }
  }

  /**
   * @param value decoded from the path
   */
  record RemoveServiceOwnerLabel(
      UUID dialogId, Caller caller, Precondition precondition, String value)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return true;
    }
  }

  /**
   * Changes end user system labels; removals before additions.
   *
   * @param performedBy bound actor object, or null when the call is on behalf of {@code
   *     caller.endUserId()}
   */
  record SetSystemLabels(
      UUID dialogId,
      Caller caller,
      Precondition precondition,
      List<SystemLabel> addLabels,
      List<SystemLabel> removeLabels,
      ObjectNode performedBy)
      implements DialogCommand {
    @Override
    public boolean silent() {
      return true;
    }
  }
}
