package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.Canonical.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.problem.Faults;
import java.time.Instant;
import java.util.UUID;

/** The stored document of a transmission, and what can be read from its body. */
final class TransmissionForm {
  private TransmissionForm() {}

  static ObjectNode document(
      UUID id, Instant createdAt, ObjectNode body, ObjectNode sender, ArrayNode attachments) {
    ObjectNode document = Canonical.object().put("id", id.toString());
    copy(body, document, "idempotentKey");
    document.put("createdAt", Instants.format(createdAt));
    copy(body, document, "authorizationAttribute", "extendedType", "externalReference");
    copy(body, document, "relatedTransmissionId", "type");
    document.set("sender", sender);
    ObjectNode content = Canonical.transmissionContent(body.path("content"));
    if (!content.isEmpty()) {
      document.set("content", content);
    }
    document.set("attachments", attachments);
    ArrayNode navigationalActions = document.putArray("navigationalActions");
    for (ObjectNode action : Canonical.elements(body.path("navigationalActions"))) {
      ObjectNode stored = navigationalActions.addObject();
      Canonical.copyTexts(action, stored, "title");
      copy(action, stored, "url", "expiresAt");
    }
    return document;
  }

  static boolean hasContent(ObjectNode body) {
    return !Canonical.transmissionContent(body.path("content")).isEmpty();
  }

  /** Attachments sent with an update must not have expired. */
  static void checkAttachmentExpiry(ObjectNode body, Instant now, Faults faults) {
    for (JsonNode attachment : body.path("attachments")) {
      Instant expiresAt = Bound.instant(attachment, "expiresAt");
      if (expiresAt != null && !expiresAt.isAfter(now)) {
        faults.add(
            "Transmissions.Attachments.ExpiresAt",
            "'ExpiresAt' " + Instants.format(expiresAt) + " must be in the future or null.");
      }
    }
  }
}
