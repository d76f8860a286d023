package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.problem.Faults;

/** Changes of end user system labels. */
final class SystemLabelRules {
  private static final int MAX_DIALOGS = 200;

  private SystemLabelRules() {}

  /**
   * @param prefix of every key, empty or ending in a dot
   */
  static void check(ObjectNode body, String prefix, Faults faults) {
    checkLabels(body.path("addLabels"), prefix + "addLabels", faults);
    checkLabels(body.path("removeLabels"), prefix + "removeLabels", faults);
    ActorRules.check(body.get("performedBy"), prefix + "performedBy", faults);
  }

  static void checkDialogs(JsonNode dialogs, String path, Faults faults) {
    if (dialogs.isEmpty()) {
      faults.add(path, "'dialogs' must not be empty.");
    }
    if (dialogs.size() > MAX_DIALOGS) {
      faults.add(
          path,
          "'dialogs' must have "
              + MAX_DIALOGS
              + " elements or fewer, but has "
              + dialogs.size()
              + '.');
      return;
    }
    int index = 0;
    for (JsonNode dialog : dialogs) {
      if (!dialog.has("dialogId")) {
        faults.add(path + '[' + index + "].dialogId", "'dialogId' must not be empty.");
      }
      index++;
    }
    Duplicates.check(dialogs, "dialogId", path, faults);
  }

  private static void checkLabels(JsonNode labels, String path, Faults faults) {
    int index = 0;
    for (JsonNode label : labels) {
      if (faults.isFull()) {
        return;
      }
      String key = path + '[' + index++ + ']';
      if (!label.isTextual()) {
        faults.add(key, "The label " + label + " is no system label.");
      } else if (label.textValue().equals(SystemLabel.Sent.name())) {
        faults.add(
            key, "The label Sent is set by the system and can be neither added nor removed.");
      }
    }
  }
}
