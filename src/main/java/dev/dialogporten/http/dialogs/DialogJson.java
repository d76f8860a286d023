package dev.dialogporten.http.dialogs;

import dev.dialogporten.dialog.Activity;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.http.exchange.JsonBuilder;
import java.time.Instant;
import java.util.List;

/**
 * The body of a dialog GET. Sections, transmissions and activities are stored as the text that is
 * returned, so this copies text and never builds a tree.
 */
public final class DialogJson {
  private static final int FRAME = 2048;

  private final JsonBuilder json;
  private final Viewer viewer;
  private final boolean withLists;

  private DialogJson(JsonBuilder json, Viewer viewer, boolean withLists) {
    this.json = json;
    this.viewer = viewer;
    this.withLists = withLists;
  }

  public static String render(DialogDetails details, Viewer viewer) {
    DialogJson writer = new DialogJson(new JsonBuilder(sizeOf(details)), viewer, true);
    writer.dialog(details);
    return writer.json.toString();
  }

  /** The same without the members {@code transmissions} and {@code activities}. */
  static String renderWithoutLists(DialogDetails details, Viewer viewer) {
    int size = FRAME + details.dialog().sections().length();
    DialogJson writer = new DialogJson(new JsonBuilder(size), viewer, false);
    writer.dialog(details);
    return writer.json.toString();
  }

  /** About how many characters it will have. */
  static int sizeOf(DialogDetails details) {
    int size = FRAME + details.dialog().sections().length();
    for (Transmission transmission : details.transmissions()) {
      size += transmission.document().length() + 20;
    }
    for (Activity activity : details.activities()) {
      size += activity.document().length() + 1;
    }
    return size;
  }

  /** The end user context alone. */
  static String endUserContext(Dialog.Contexts contexts) {
    return endUserContext(new JsonBuilder(256).openObject(), contexts).closeObject().toString();
  }

  private static JsonBuilder endUserContext(JsonBuilder json, Dialog.Contexts contexts) {
    json.member("revision", contexts.endUserRevision()).openArray("systemLabels");
    contexts.systemLabels().inOrder().forEach(label -> json.text(label.name()));
    return json.closeArray();
  }

  private void dialog(DialogDetails details) {
    Dialog dialog = details.dialog();
    json.openObject();
    identity(dialog);
    fields(dialog.fields(), dialog.identity());
    times(dialog.times());
    flags(dialog);
    sections(dialog.sections(), details);
    seenSince("seenSinceLastUpdate", dialog.times().updatedAt(), details.seen());
    seenSince("seenSinceLastContentUpdate", dialog.times().contentUpdatedAt(), details.seen());
    contexts(dialog.contexts(), details.serviceOwnerLabels());
    json.closeObject();
  }

  private void identity(Dialog dialog) {
    Dialog.Identity identity = dialog.identity();
    json.member("id", dialog.id())
        .member("revision", dialog.revision())
        .text("org", identity.org())
        .text("serviceResource", identity.serviceResource())
        .text("serviceResourceType", identity.serviceResourceType())
        .text("party", identity.party());
  }

  private void fields(Dialog.Fields fields, Dialog.Identity identity) {
    json.member("progress", fields.progress())
        .text("extendedStatus", fields.extendedStatus())
        .text("externalReference", fields.externalReference())
        .text("idempotentKey", identity.idempotentKey())
        .member("visibleFrom", identity.visibleFrom())
        .member("dueAt", fields.dueAt())
        .member("expiresAt", fields.expiresAt())
        .text("process", fields.process())
        .text("precedingProcess", fields.precedingProcess());
  }

  private void times(Dialog.Times times) {
    json.member("createdAt", times.createdAt())
        .member("updatedAt", times.updatedAt())
        .member("contentUpdatedAt", times.contentUpdatedAt())
        .member("deletedAt", times.deletedAt());
  }

  private void flags(Dialog dialog) {
    json.member("status", dialog.fields().status())
        .member("systemLabel", dialog.contexts().systemLabels().exclusive())
        .member("isApiOnly", dialog.fields().isApiOnly())
        .member("hasUnopenedContent", dialog.state().hasUnopenedContent())
        .member("isContentSeen", dialog.isContentSeen())
        .member("fromServiceOwnerTransmissionsCount", dialog.facts().fromServiceOwner())
        .member("fromPartyTransmissionsCount", dialog.facts().fromParty());
  }

  private void sections(Sections sections, DialogDetails details) {
    if (!sections.content().equals(Sections.NO_CONTENT)) {
      json.json("content", viewer.content(sections.content()));
    }
    json.json("searchTags", sections.searchTags()).json("attachments", sections.attachments());
    if (withLists) {
      json.openArray("transmissions");
      details.transmissions().forEach(this::transmission);
      json.closeArray();
    }
    json.json("guiActions", viewer.actions(sections.guiActions()))
        .json("apiActions", viewer.actions(sections.apiActions()));
    if (withLists) {
      json.openArray("activities");
      details.activities().forEach(activity -> json.json(activity.document()));
      json.closeArray();
    }
  }

  private void transmission(Transmission transmission) {
    boolean opened = transmission.opened() && !transmission.type().isFromParty();
    ChildJson.transmissionWithOpened(
        json, viewer.transmission(transmission.document()), transmission.type(), opened);
  }

  private void seenSince(String name, Instant since, List<SeenEntry> seen) {
    json.openArray(name);
    for (SeenEntry entry : seen) {
      if (!entry.seenAt().isBefore(since)) {
        ChildJson.seen(json.openObject(), entry, viewer.isViaServiceOwner(entry))
            .member("isCurrentEndUser", viewer.isCurrentEndUser(entry))
            .closeObject();
      }
    }
    json.closeArray();
  }

  private void contexts(Dialog.Contexts contexts, List<String> labels) {
    json.openObject("serviceOwnerContext").member("revision", contexts.serviceOwnerRevision());
    ChildJson.labels(json.openArray("serviceOwnerLabels"), labels).closeArray().closeObject();
    json.openObject("endUserContext");
    endUserContext(json, contexts).closeObject();
  }
}
