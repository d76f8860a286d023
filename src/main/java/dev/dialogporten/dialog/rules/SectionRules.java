package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.rules.Inspection.Route;

/** Search tags, attachments and actions of a dialog. */
final class SectionRules {
  private static final SectionSchema SEARCH_TAG = SectionSchema.of("search-tag.json");
  private static final SectionSchema ATTACHMENT = SectionSchema.of("attachment.json");
  private static final SectionSchema GUI_ACTION = SectionSchema.of("gui-action.json");
  private static final SectionSchema API_ACTION = SectionSchema.of("api-action.json");

  /** How many gui actions of a priority a dialog may have. */
  private enum Priority {
    Primary(1),
    Secondary(1),
    Tertiary(5);

    private final int limit;

    Priority(int limit) {
      this.limit = limit;
    }
  }

  private final Inspection inspection;

  SectionRules(Inspection inspection) {
    this.inspection = inspection;
  }

  void checkSearchTags(JsonNode tags, String path) {
    checkEach(tags, path, (tag, at) -> inspection.check(SEARCH_TAG, tag, at));
    inspection.requireUnique(tags, "value", path);
  }

  void checkAttachments(JsonNode attachments, String path) {
    checkEach(attachments, path, this::checkAttachment);
    inspection.requireUnique(attachments, "id", path);
  }

  void checkGuiActions(JsonNode actions, String path) {
    checkEach(actions, path, this::checkGuiAction);
    inspection.requireUnique(actions, "id", path);
    checkPriorities(actions, path);
  }

  void checkApiActions(JsonNode actions, String path) {
    checkEach(actions, path, this::checkApiAction);
    inspection.requireUnique(actions, "id", path);
  }

  private void checkAttachment(JsonNode attachment, String path) {
    inspection.checkId(attachment, path);
    inspection.check(ATTACHMENT, attachment, path);
    checkEach(attachment.path("urls"), path + ".urls", inspection::checkId);
    if (inspection.route() == Route.CREATE) {
      inspection.checkNotPassed(attachment, path); // an update compares with what is stored
    }
  }

  private void checkGuiAction(JsonNode action, String path) {
    if (inspection.route() == Route.CREATE) {
      inspection.checkId(action, path);
    }
    inspection.check(GUI_ACTION, action, path);
  }

  private void checkApiAction(JsonNode action, String path) {
    if (inspection.route() == Route.CREATE) {
      inspection.checkId(action, path);
    }
    inspection.check(API_ACTION, action, path);
    String endpoints = path + ".endpoints";
    checkEach(action.path("endpoints"), endpoints, this::checkSunset);
    if (inspection.route() == Route.UPDATE) {
      // on creation, as with the same id in two actions, the second one is found to be taken
      inspection.requireUnique(action.path("endpoints"), "id", endpoints);
    }
  }

  private void checkSunset(JsonNode endpoint, String path) {
    if (endpoint.has("sunsetAt") && !endpoint.path("deprecated").asBoolean()) {
      inspection.fault(path + ".deprecated", "'deprecated' must be true when 'sunsetAt' is given.");
    }
  }

  private void checkPriorities(JsonNode actions, String path) {
    for (Priority priority : Priority.values()) {
      int count = 0;
      for (JsonNode action : actions) {
        count += action.path("priority").asText().equals(priority.name()) ? 1 : 0;
      }
      if (count > priority.limit) {
        inspection.fault(
            path,
            "The number of actions with the priority "
                + priority
                + " cannot exceed "
                + priority.limit
                + ", but is "
                + count
                + '.');
      }
    }
  }

  private interface ElementRule {
    void check(JsonNode element, String path);
  }

  private void checkEach(JsonNode list, String path, ElementRule rule) {
    int index = 0;
    for (JsonNode element : list) {
      if (inspection.faults().isFull()) {
        return;
      }
      rule.check(element, path + '[' + index++ + ']');
    }
  }
}
