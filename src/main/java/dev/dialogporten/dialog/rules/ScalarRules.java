package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.WhiteSpace;
import java.time.Instant;

/** Members of a dialog that are one value, and how they depend on each other. */
final class ScalarRules {
  private static final SectionSchema SCALARS = SectionSchema.of("scalars.json");
  private static final SectionSchema NEW_DIALOG = SectionSchema.of("new-dialog.json");
  private static final SectionSchema LABEL = SectionSchema.of("label.json");
  private static final int MAX_LABELS = 20;

  private final Inspection inspection;
  private final ObjectNode body;
  private final String path;

  ScalarRules(Inspection inspection, ObjectNode body, String path) {
    this.inspection = inspection;
    this.body = body;
    this.path = path;
  }

  /** All scalars and labels of a new dialog. */
  void checkNew() {
    inspection.checkId(body, path);
    inspection.check(NEW_DIALOG, body, path);
    inspection.check(SCALARS, body, path);
    checkProcess();
    checkCreationTimes();
    checkOrder(Inspection.time(body, "visibleFrom"));
    checkLabels();
  }

  /** The scalars that may change. */
  void checkUpdate(Instant storedVisibleFrom) {
    if (!body.has("status")) {
      inspection.fault(path + ".status", "'status' must not be empty.");
    }
    inspection.check(SCALARS, body, path);
    checkProcess();
    checkOrder(storedVisibleFrom);
  }

  private void checkProcess() {
    if (body.has("precedingProcess") && WhiteSpace.isBlank(body.path("process").asText())) {
      inspection.fault(
          path + ".process", "'process' must not be empty when 'precedingProcess' is given.");
    }
  }

  private void checkCreationTimes() {
    inspection.checkNotFuture(body, "createdAt", path);
    inspection.checkNotFuture(body, "updatedAt", path);
    Instant createdAt = Inspection.time(body, "createdAt");
    Instant updatedAt = Inspection.time(body, "updatedAt");
    if (updatedAt != null && createdAt == null) {
      inspection.fault(
          path + ".createdAt", "'createdAt' must not be empty when 'updatedAt' is given.");
    } else if (updatedAt != null && updatedAt.isBefore(createdAt)) {
      notBefore("updatedAt", "createdAt", createdAt);
    }
  }

  private void checkOrder(Instant visibleFrom) {
    Instant dueAt = Inspection.time(body, "dueAt");
    Instant expiresAt = Inspection.time(body, "expiresAt");
    if (isBefore(expiresAt, dueAt)) {
      notBefore("expiresAt", "dueAt", dueAt);
    }
    if (isBefore(expiresAt, visibleFrom)) {
      notBefore("expiresAt", "visibleFrom", visibleFrom);
    }
    if (isBefore(dueAt, visibleFrom) && !inspection.caller().isAdmin()) {
      notBefore("dueAt", "visibleFrom", visibleFrom);
    }
  }

  private static boolean isBefore(Instant time, Instant other) {
    return time != null && other != null && time.isBefore(other);
  }

  private void notBefore(String member, String other, Instant value) {
    inspection.fault(
        path + '.' + member,
        "'"
            + member
            + "' must be greater than or equal to '"
            + other
            + "', which is "
            + Inspection.shown(value)
            + '.');
  }

  private void checkLabels() {
    String list = path + ".serviceOwnerContext.serviceOwnerLabels";
    JsonNode labels = body.path("serviceOwnerContext").path("serviceOwnerLabels");
    if (labels.size() > MAX_LABELS) {
      inspection.fault(
          list,
          "Maximum " + MAX_LABELS + " labels are allowed, but there are " + labels.size() + '.');
    }
    int index = 0;
    for (JsonNode label : labels) {
      if (inspection.faults().isFull()) {
        return;
      }
      inspection.check(LABEL, label, list + '[' + index++ + ']');
    }
    inspection.requireUnique(labels, "value", list);
  }
}
