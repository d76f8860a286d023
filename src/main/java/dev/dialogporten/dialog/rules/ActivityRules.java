package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.ActivityType;
import java.util.Set;

/** Activities on every route. */
final class ActivityRules {
  private static final SectionSchema ACTIVITY = SectionSchema.of("activity.json");
  private static final int CORRESPONDENCE_DESCRIPTION = 4095;

  private final Inspection inspection;

  ActivityRules(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * A list inside a dialog body.
   *
   * @param transmissionIds those that may be referred to; null when stored ones may be, too
   */
  void checkAll(JsonNode activities, Set<String> transmissionIds, String path) {
    int index = 0;
    for (JsonNode activity : activities) {
      if (inspection.faults().isFull()) {
        return;
      }
      String at = path + '[' + index++ + ']';
      check(activity, at);
      JsonNode transmission = activity.path("transmissionId");
      if (transmissionIds != null
          && transmission.isTextual()
          && !transmissionIds.contains(transmission.textValue())) {
        inspection.fault(
            at,
            "'transmissionId' "
                + transmission.textValue()
                + " does not exist among the transmissions of the request.");
      }
    }
    inspection.requireUnique(activities, "id", path);
  }

  void check(JsonNode activity, String path) {
    inspection.checkId(activity, path);
    inspection.check(ACTIVITY, activity, path);
    inspection.checkNotFuture(activity, "createdAt", path);
    ActorRules.check(activity.get("performedBy"), path + ".performedBy", inspection.faults());
    inspection.checkLengths(
        activity.path("description"),
        inspection.textLimit(CORRESPONDENCE_DESCRIPTION),
        path + ".description",
        "value' of 'description");
    if (activity.path("type").isTextual()) {
      checkOnlyFor(activity, "description", ActivityType.Information, path);
      checkOnlyFor(activity, "transmissionId", ActivityType.TransmissionOpened, path);
    }
  }

  /** A member that one type needs and no other may have. */
  private void checkOnlyFor(JsonNode activity, String member, ActivityType only, String path) {
    boolean isOnly = activity.get("type").textValue().equals(only.name());
    if (isOnly && !activity.has(member)) {
      inspection.fault(
          path + '.' + member, "'" + member + "' must not be empty when 'type' is " + only + '.');
    } else if (!isOnly && activity.has(member)) {
      inspection.fault(
          path + '.' + member, "'" + member + "' must be empty unless 'type' is " + only + '.');
    }
  }
}
