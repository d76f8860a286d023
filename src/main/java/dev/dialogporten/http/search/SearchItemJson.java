package dev.dialogporten.http.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.ServiceResource;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.http.dialogs.ChildJson;
import dev.dialogporten.http.exchange.JsonBuilder;
import java.time.Instant;
import java.util.List;

/** A dialog as search lists show it. Immutable. */
final class SearchItemJson {
  private final ServiceResources resources;
  private final boolean sensitiveTexts;

  /**
   * @param sensitiveTexts whether title and summary are always shown; otherwise, where a resource
   *     demands authentication, the variants for those without take their place
   */
  SearchItemJson(ServiceResources resources, boolean sensitiveTexts) {
    this.resources = resources;
    this.sensitiveTexts = sensitiveTexts;
  }

  /**
   * @param person on whose behalf the search is made, or null
   */
  void write(JsonBuilder json, SearchHit hit, String person) {
    Dialog dialog = hit.dialog();
    json.openObject();
    identity(json, dialog);
    json.member("guiAttachmentCount", hit.guiAttachments())
        .text("extendedStatus", dialog.fields().extendedStatus())
        .text("externalReference", dialog.fields().externalReference());
    times(json, dialog);
    flags(json, dialog);
    activity(json, hit.latestActivity());
    seen(json, hit, person);
    contexts(json, dialog.contexts(), hit.serviceOwnerLabels());
    content(json, dialog);
    json.closeObject();
  }

  private static void identity(JsonBuilder json, Dialog dialog) {
    json.member("id", dialog.id())
        .text("org", dialog.identity().org())
        .member("revision", dialog.revision())
        .text("serviceResource", dialog.identity().serviceResource())
        .text("serviceResourceType", dialog.identity().serviceResourceType())
        .text("party", dialog.identity().party())
        .member("progress", dialog.fields().progress())
        .text("process", dialog.fields().process())
        .text("precedingProcess", dialog.fields().precedingProcess());
  }

  private static void times(JsonBuilder json, Dialog dialog) {
    json.member("createdAt", dialog.times().createdAt())
        .member("updatedAt", dialog.times().updatedAt())
        .member("contentUpdatedAt", dialog.times().contentUpdatedAt())
        .member("dueAt", dialog.fields().dueAt())
        .member("deletedAt", dialog.times().deletedAt())
        .member("visibleFrom", dialog.identity().visibleFrom());
  }

  private static void flags(JsonBuilder json, Dialog dialog) {
    json.member("status", dialog.fields().status())
        .member("systemLabel", dialog.contexts().systemLabels().exclusive())
        .member("isApiOnly", dialog.fields().isApiOnly())
        .member("fromServiceOwnerTransmissionsCount", dialog.facts().fromServiceOwner())
        .member("fromPartyTransmissionsCount", dialog.facts().fromParty())
        .member("hasUnopenedContent", dialog.state().hasUnopenedContent());
  }

  /** Stored without a description when it has none; lists show an empty one. */
  private static void activity(JsonBuilder json, String document) {
    if (document == null) {
      return;
    }
    json.json(
        "latestActivity",
        document.contains(",\"description\":")
            ? document
            : document.substring(0, document.length() - 1) + ",\"description\":[]}");
  }

  private static void seen(JsonBuilder json, SearchHit hit, String person) {
    Dialog dialog = hit.dialog();
    Instant content = dialog.times().contentUpdatedAt();
    Instant update = dialog.times().updatedAt();
    // Lists know only of who has seen the dialog since its last content update.
    seenSince(
        json,
        "seenSinceLastUpdate",
        update.isAfter(content) ? update : content,
        hit.seen(),
        person);
    seenSince(json, "seenSinceLastContentUpdate", content, hit.seen(), person);
    json.member("isContentSeen", dialog.isContentSeen());
  }

  private static void seenSince(
      JsonBuilder json, String name, Instant since, List<SeenEntry> seen, String person) {
    json.openArray(name);
    for (SeenEntry entry : seen) {
      if (!entry.seenAt().isBefore(since)) {
        ChildJson.seen(json.openObject(), entry, entry.isViaServiceOwner())
            .member("isCurrentEndUser", entry.actorId().equals(person))
            .closeObject();
      }
    }
    json.closeArray();
  }

  private static void contexts(JsonBuilder json, Dialog.Contexts contexts, List<String> labels) {
    json.openObject("serviceOwnerContext").member("revision", contexts.serviceOwnerRevision());
    ChildJson.labels(json.openArray("serviceOwnerLabels"), labels).closeArray().closeObject();
    json.openObject("endUserContext").member("revision", contexts.endUserRevision());
    json.openArray("systemLabels");
    contexts.systemLabels().inOrder().forEach(label -> json.text(label.name()));
    json.closeArray().closeObject();
  }

  private void content(JsonBuilder json, Dialog dialog) {
    String text = dialog.sections().content();
    if (text.equals(Sections.NO_CONTENT)) {
      return;
    }
    JsonNode content = JsonText.parse(text);
    boolean guarded = !sensitiveTexts && isGuarded(dialog.identity().serviceResource());
    json.openObject("content");
    member(json, content, "title", guarded ? "nonSensitiveTitle" : "title");
    member(json, content, "summary", guarded ? "nonSensitiveSummary" : "summary");
    member(json, content, "senderName", "senderName");
    member(json, content, "extendedStatus", "extendedStatus");
    json.closeObject();
  }

  private boolean isGuarded(String serviceResource) {
    return resources
        .find(serviceResource)
        .map(ServiceResource::minimumAuthenticationLevel)
        .filter(level -> level > 0)
        .isPresent();
  }

  /** The preferred content type, or the one of the member's own name. */
  private static void member(JsonBuilder json, JsonNode content, String name, String preferred) {
    JsonNode value = content.hasNonNull(preferred) ? content.get(preferred) : content.get(name);
    if (value != null) {
      json.json(name, JsonText.write(value));
    }
  }
}
