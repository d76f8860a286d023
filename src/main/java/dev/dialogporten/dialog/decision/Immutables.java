package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.value.Instants;
import dev.dialogporten.dialog.value.Uuids;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Members that an update cannot change, for formats in which sending them is a request to change
 * them. Contexts and seen logs have revisions and endpoints of their own: they are never equal.
 */
final class Immutables {
  private Immutables() {}

  /** 400 for each member whose value is not the stored one. */
  static void check(Dialog stored, ObjectNode sent) {
    if (sent.isEmpty()) {
      return;
    }
    Map<String, Object> held = values(stored);
    Faults faults = new Faults();
    for (Map.Entry<String, JsonNode> member : sent.properties()) {
      String name = member.getKey();
      if (!held.containsKey(name) || !isEqual(name, member.getValue(), held.get(name))) {
        faults.add(name, "'" + name + "' cannot be changed by an update; leave it out.");
      }
    }
    faults.throwIfAny(ProblemType.IMMUTABLE_MEMBER);
  }

  private static Map<String, Object> values(Dialog dialog) {
    Map<String, Object> values = new HashMap<>(); // holds nulls
    values.put("id", dialog.id());
    values.put("revision", dialog.revision());
    values.put("org", dialog.identity().org());
    values.put("serviceResource", dialog.identity().serviceResource());
    values.put("serviceResourceType", dialog.identity().serviceResourceType());
    values.put("party", dialog.identity().party());
    values.put("idempotentKey", dialog.identity().idempotentKey());
    values.put("visibleFrom", dialog.identity().visibleFrom());
    values.put("createdAt", dialog.times().createdAt());
    values.put("updatedAt", dialog.times().updatedAt());
    values.put("contentUpdatedAt", dialog.times().contentUpdatedAt());
    values.put("deletedAt", dialog.times().deletedAt());
    values.put("systemLabel", dialog.contexts().systemLabels().exclusive().name());
    values.put("hasUnopenedContent", dialog.state().hasUnopenedContent());
    values.put("isContentSeen", dialog.isContentSeen());
    values.put("fromServiceOwnerTransmissionsCount", dialog.facts().fromServiceOwner());
    values.put("fromPartyTransmissionsCount", dialog.facts().fromParty());
    return values;
  }

  private static boolean isEqual(String name, JsonNode sent, Object held) {
    if (held == null) {
      return sent.isNull();
    } else if (held instanceof Boolean flag) {
      return sent.isBoolean() && sent.booleanValue() == flag;
    } else if (held instanceof Integer number) {
      return sent.isInt() && sent.intValue() == number;
    } else if (!sent.isTextual()) {
      return false;
    } else if (held instanceof Instant time) {
      return Instants.parse(sent.textValue()).filter(time::equals).isPresent();
    } else if (held instanceof UUID id) {
      return Uuids.parse(sent.textValue()).filter(id::equals).isPresent();
    }
    boolean anyCase = name.equals("party") || name.equals("serviceResource");
    String text = sent.textValue();
    return held.equals(anyCase ? text.toLowerCase(Locale.ROOT) : text);
  }
}
