package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.rules.Inspection.Route;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Validation of bound trees: every 400 that is found after binding. JSON Schemas check members,
 * Java checks what a schema cannot say: how members depend on each other, on the route, on the
 * clock and on the caller's scopes. Each method returns all faults.
 */
public final class BodyRules {
  private static final String DTO = "dto";
  private static final UUID NIL = new UUID(0, 0);

  private BodyRules() {}

  /** Who asks, when, and whether the request is silent. */
  public record RuleContext(Caller caller, Instant now, boolean silent) {}

  /** POST dialogs. Keys start with {@code dto.}. */
  public static Faults create(ObjectNode body, RuleContext context) {
    Inspection inspection = new Inspection(Route.CREATE, context, new Faults());
    boolean contentRequired = !body.path("isApiOnly").asBoolean();
    new ScalarRules(inspection, body, DTO).checkNew();
    ContentRules.ofDialog(inspection).check(body.get("content"), contentRequired, "dto.content");
    SectionRules sections = new SectionRules(inspection);
    sections.checkSearchTags(body.path("searchTags"), "dto.searchTags");
    sections.checkAttachments(body.path("attachments"), "dto.attachments");
    sections.checkGuiActions(body.path("guiActions"), "dto.guiActions");
    sections.checkApiActions(body.path("apiActions"), "dto.apiActions");
    JsonNode transmissions = body.path("transmissions");
    new TransmissionRules(inspection).checkAll(transmissions, contentRequired, "dto.transmissions");
    new ActivityRules(inspection)
        .checkAll(body.path("activities"), TransmissionRules.ids(transmissions), "dto.activities");
    return inspection.faults();
  }

  /**
   * PUT and PATCH. Keys start with {@code dto.}.
   *
   * @param sections those that are part of {@code body} and must be validated; the others are as
   *     stored and known to be valid but for what the caller's scopes forbid, which {@code
   *     stored.facts()} tells
   */
  public static Faults update(
      ObjectNode body, Set<Section> sections, Dialog stored, RuleContext context) {
    Inspection inspection = new Inspection(Route.UPDATE, context, new Faults());
    boolean contentRequired = !body.path("isApiOnly").asBoolean();
    new ScalarRules(inspection, body, DTO).checkUpdate(stored.identity().visibleFrom());
    if (sections.contains(Section.CONTENT)) {
      ContentRules.ofDialog(inspection).check(body.get("content"), contentRequired, "dto.content");
    } else {
      checkStoredContent(stored, contentRequired, inspection);
    }
    if (contentRequired && stored.facts().contentless() > 0) {
      inspection.fault(
          "dto.transmissions",
          "'isApiOnly' cannot be false: the dialog has transmissions whose content must not be"
              + " empty then.");
    }
    checkSections(body, sections, inspection);
    new TransmissionRules(inspection)
        .checkAll(body.path("transmissions"), contentRequired, "dto.transmissions");
    new ActivityRules(inspection).checkAll(body.path("activities"), null, "dto.activities");
    return inspection.faults();
  }

  /** POST transmissions. Keys start with {@code transmissions[0].}. */
  public static Faults transmission(ObjectNode body, RuleContext context) {
    Inspection inspection = new Inspection(Route.APPEND, context, new Faults());
    new TransmissionRules(inspection).check(body, true, "transmissions[0]");
    return inspection.faults();
  }

  /** PUT transmissions/{id}. Keys start with {@code dto.}. */
  public static Faults transmissionUpdate(
      ObjectNode body,
      UUID dialogId,
      UUID transmissionId,
      boolean silentAsked,
      RuleContext context) {
    Inspection inspection = new Inspection(Route.CORRECT, context, new Faults());
    if (!silentAsked) {
      inspection.fault("isSilentUpdate", "'isSilentUpdate' must be true.");
    }
    if (NIL.equals(dialogId)) {
      inspection.fault("dialogId", "'dialogId' must not be empty.");
    }
    if (NIL.equals(transmissionId)) {
      inspection.fault("transmissionId", "'transmissionId' must not be empty.");
    }
    new TransmissionRules(inspection).check(body, true, DTO);
    return inspection.faults();
  }

  /** POST activities. Keys start with {@code activity.}. */
  public static Faults activity(ObjectNode body, RuleContext context) {
    Inspection inspection = new Inspection(Route.APPEND, context, new Faults());
    new ActivityRules(inspection).check(body, "activity");
    return inspection.faults();
  }

  /** A bound actor object; keys start with the given path. */
  public static Faults actor(ObjectNode actor, String path) {
    Faults faults = new Faults();
    ActorRules.check(actor, path, faults);
    return faults;
  }

  private static void checkSections(ObjectNode body, Set<Section> sections, Inspection inspection) {
    SectionRules rules = new SectionRules(inspection);
    if (sections.contains(Section.SEARCH_TAGS)) {
      rules.checkSearchTags(body.path("searchTags"), "dto.searchTags");
    }
    if (sections.contains(Section.ATTACHMENTS)) {
      rules.checkAttachments(body.path("attachments"), "dto.attachments");
    }
    if (sections.contains(Section.GUI_ACTIONS)) {
      rules.checkGuiActions(body.path("guiActions"), "dto.guiActions");
    }
    if (sections.contains(Section.API_ACTIONS)) {
      rules.checkApiActions(body.path("apiActions"), "dto.apiActions");
    }
  }

  /** The whole dialog must be one that this caller could send today, also what is not touched. */
  private static void checkStoredContent(Dialog stored, boolean required, Inspection inspection) {
    if (required && Sections.NO_CONTENT.equals(stored.sections().content())) {
      inspection.fault("dto.content", "'content' must not be empty unless 'isApiOnly' is true.");
    }
    if (stored.facts().longTexts() && !inspection.caller().isCorrespondence()) {
      inspection.fault(
          "dto.content.value",
          "The dialog has content with a text that is not of "
              + ContentType.ORDINARY_LIMIT
              + " characters or fewer, which only callers with the correspondence scope may send.");
    }
    if (stored.facts().legacyHtml() && !inspection.caller().mayUseLegacyHtml()) {
      inspection.fault(
          "dto.content.mediaType",
          "The dialog has content of a media type of HTML, which only callers with the legacy HTML"
              + " scope may send.");
    }
  }
}
