package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.PatchDocument;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.command.DialogCommand.OpenDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;
import dev.dialogporten.dialog.value.JsonText;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes commands the short way: who, how and on which condition are settings, not arguments. */
final class Desk {
  static final String CONTENT =
      "content: {title: {value: [{value: 'Tittel', languageCode: 'nb'}]},"
          + " summary: {value: [{value: 'Sammendrag', languageCode: 'nb'}]}}";
  static final String BY_OWNER = "performedBy: {actorType: 'ServiceOwner'}";
  static final String TEXTS =
      "sender: {actorType: 'ServiceOwner'}, content: {title: {value: [{value: 'T', languageCode:"
          + " 'nb'}]}, summary: {value: [{value: 'S', languageCode: 'nb'}]}}";

  private final Caller caller;
  private final boolean silent;
  private final Precondition precondition;

  private Desk(Caller caller, boolean silent, Precondition precondition) {
    this.caller = caller;
    this.silent = silent;
    this.precondition = precondition;
  }

  static Desk of(Caller caller) {
    return new Desk(caller, false, Precondition.ABSENT);
  }

  static Desk owner() {
    return of(World.OWNER);
  }

  Desk silent() {
    return silent(true);
  }

  Desk silent(boolean isSilent) {
    return new Desk(caller, isSilent, precondition);
  }

  Desk ifMatch(UUID revision) {
    return new Desk(caller, silent, Precondition.listed(Set.of(revision)));
  }

  /** A condition nothing fulfils. */
  Desk stale() {
    return ifMatch(new UUID(0, 4711));
  }

  /** Creates with the usual content, resource and party; {@code more} are further members. */
  CreateDialog create(UUID id, String more) {
    return createOn(World.RESOURCE, id, more);
  }

  CreateDialog createOn(String resource, UUID id, String more) {
    String members =
        "id: '%s', serviceResource: '%s', party: '%s', ".formatted(id, resource, World.PARTY);
    return new CreateDialog(
        id,
        caller,
        DialogBodies.create(World.json("{" + members + CONTENT + tail(more) + "}")),
        silent);
  }

  /** A body with status and the usual content; {@code more} are further members. */
  ReplaceDialog replace(UUID id, String more) {
    return replaceWith(id, "{status: 'NotApplicable', " + CONTENT + tail(more) + "}");
  }

  ReplaceDialog replaceWith(UUID id, String body) {
    return replaceWith(id, World.json(body));
  }

  ReplaceDialog replaceWith(UUID id, JsonNode body) {
    return new ReplaceDialog(id, caller, precondition, silent, DialogBodies.replace(body));
  }

  /** PUT of what the dialog is already. */
  ReplaceDialog replaceAsIs(Dialog dialog) {
    return replaceWith(dialog.id(), asBody(dialog));
  }

  static ObjectNode asBody(Dialog dialog) {
    ObjectNode body = Canonical.object();
    FieldsForm.write(dialog.fields(), body);
    JsonNode content = JsonText.parse(dialog.sections().content());
    if (!content.isEmpty()) {
      body.set("content", content);
    }
    body.set("searchTags", JsonText.parse(dialog.sections().searchTags()));
    body.set("attachments", JsonText.parse(dialog.sections().attachments()));
    body.set("guiActions", JsonText.parse(dialog.sections().guiActions()));
    body.set("apiActions", JsonText.parse(dialog.sections().apiActions()));
    return body;
  }

  PatchDialog patch(UUID id, String... operations) {
    return new PatchDialog(
        id,
        caller,
        precondition,
        silent,
        PatchDocument.parse(World.json("[" + String.join(",", operations) + "]")));
  }

  AppendTransmission transmission(UUID dialogId, String type, String more) {
    String body = "{type: '" + type + "', " + TEXTS + tail(more) + "}";
    return new AppendTransmission(
        dialogId, caller, precondition, silent, DialogBodies.transmission(World.json(body)));
  }

  AppendActivity activity(UUID dialogId, String type, String more) {
    String body = "{type: '" + type + "', " + BY_OWNER + tail(more) + "}";
    return new AppendActivity(
        dialogId, caller, precondition, silent, DialogBodies.activity(World.json(body)));
  }

  AppendActivity opened(UUID dialogId, UUID transmissionId) {
    return activity(dialogId, "TransmissionOpened", "transmissionId: '" + transmissionId + "'");
  }

  UpdateTransmission update(UUID dialogId, UUID transmissionId, String type, String more) {
    String body = "{type: '" + type + "', " + TEXTS + tail(more) + "}";
    return new UpdateTransmission(
        dialogId,
        transmissionId,
        caller,
        precondition,
        true,
        DialogBodies.transmissionUpdate(World.json(body)));
  }

  SetSystemLabels labels(UUID dialogId, List<SystemLabel> add, List<SystemLabel> remove) {
    return new SetSystemLabels(dialogId, caller, precondition, add, remove, null);
  }

  DeleteDialog delete(UUID id) {
    return new DeleteDialog(id, caller, precondition, silent);
  }

  RestoreDialog restore(UUID id) {
    return new RestoreDialog(id, caller, precondition, silent);
  }

  PurgeDialog purge(UUID id) {
    return new PurgeDialog(id, caller, precondition, silent);
  }

  FreezeDialog freeze(UUID id) {
    return new FreezeDialog(id, caller, precondition);
  }

  OpenDialog open(UUID id, String person) {
    return new OpenDialog(id, World.onBehalfOf(caller, person));
  }

  private static String tail(String more) {
    return more.isEmpty() ? "" : ", " + more;
  }
}
