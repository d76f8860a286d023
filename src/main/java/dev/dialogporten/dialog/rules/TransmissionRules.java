package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.rules.Inspection.Route;
import java.util.HashSet;
import java.util.Set;

/** Transmissions on every route. */
final class TransmissionRules {
  private static final SectionSchema TRANSMISSION = SectionSchema.of("transmission.json");
  private static final SectionSchema ATTACHMENT = SectionSchema.of("attachment.json");
  private static final SectionSchema APPENDED = SectionSchema.of("appended-attachment.json");

  private final Inspection inspection;

  TransmissionRules(Inspection inspection) {
    this.inspection = inspection;
  }

  /** A list inside a dialog body. */
  void checkAll(JsonNode transmissions, boolean contentRequired, String path) {
    Set<String> ids = inspection.route() == Route.CREATE ? ids(transmissions) : Set.of();
    int index = 0;
    for (JsonNode transmission : transmissions) {
      if (inspection.faults().isFull()) {
        return;
      }
      String at = path + '[' + index++ + ']';
      check(transmission, contentRequired, at);
      if (inspection.route() == Route.CREATE) {
        checkRelated(transmission, ids, at);
      }
    }
    inspection.requireUnique(transmissions, "id", path);
  }

  void check(JsonNode transmission, boolean contentRequired, String path) {
    inspection.checkId(transmission, path);
    inspection.check(TRANSMISSION, transmission, path);
    ActorRules.check(transmission.get("sender"), path + ".sender", inspection.faults());
    ContentRules.ofTransmission(inspection)
        .check(transmission.get("content"), contentRequired, path + ".content");
    if (inspection.route() != Route.CORRECT) {
      inspection.checkNotFuture(transmission, "createdAt", path);
      checkSelfReference(transmission, path);
    }
    checkAttachments(transmission.path("attachments"), path + ".attachments");
    checkNavigationalActions(
        transmission.path("navigationalActions"), path + ".navigationalActions");
  }

  static Set<String> ids(JsonNode transmissions) {
    Set<String> ids = new HashSet<>();
    for (JsonNode transmission : transmissions) {
      if (transmission.has("id")) {
        ids.add(transmission.get("id").textValue());
      }
    }
    return ids;
  }

  private void checkAttachments(JsonNode attachments, String path) {
    SectionSchema schema = inspection.route() == Route.APPEND ? APPENDED : ATTACHMENT;
    int index = 0;
    for (JsonNode attachment : attachments) {
      if (inspection.faults().isFull()) {
        return;
      }
      String at = path + '[' + index++ + ']';
      inspection.checkId(attachment, at);
      inspection.check(schema, attachment, at);
      int urlIndex = 0;
      for (JsonNode url : attachment.path("urls")) {
        inspection.checkId(url, at + ".urls[" + urlIndex++ + ']');
      }
      if (inspection.route() == Route.CREATE) {
        inspection.checkNotPassed(attachment, at);
      }
    }
    inspection.requireUnique(attachments, "id", path);
  }

  private void checkNavigationalActions(JsonNode actions, String path) {
    int index = 0;
    for (JsonNode action : actions) {
      inspection.checkNotPassed(action, path + '[' + index++ + ']');
    }
  }

  private void checkSelfReference(JsonNode transmission, String path) {
    JsonNode related = transmission.path("relatedTransmissionId");
    if (related.isTextual() && related.equals(transmission.path("id"))) {
      inspection.fault(
          path + ".relatedTransmissionId",
          "'relatedTransmissionId' must not be the transmission's own id.");
    }
  }

  /** A new dialog has no other transmissions than those of the request. */
  private void checkRelated(JsonNode transmission, Set<String> ids, String path) {
    JsonNode related = transmission.path("relatedTransmissionId");
    if (related.isTextual() && !ids.contains(related.textValue())) {
      inspection.fault(
          path,
          "'relatedTransmissionId' "
              + related.textValue()
              + " does not exist among the transmissions of the request.");
    }
  }
}
