package dev.dialogporten.dialog.decision;

import static dev.dialogporten.dialog.decision.Canonical.copy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
import java.util.UUID;

/** The stored document of an activity. */
final class ActivityForm {
  private ActivityForm() {}

  static ObjectNode document(UUID id, Instant createdAt, ObjectNode body, ObjectNode performedBy) {
    ObjectNode document = Canonical.object().put("id", id.toString());
    document.put("createdAt", Instants.format(createdAt));
    copy(body, document, "extendedType", "type", "transmissionId");
    document.set("performedBy", performedBy);
    Canonical.copyTexts(body, document, "description");
    return document;
  }
}
