package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
import java.util.Iterator;

/**
 * Binding: from parsed JSON to a tree of known members. The bound tree has canonical member names
 * in the order responses use, no unknown members and no nulls (a nullable null is absent), numbers
 * as numbers, enums by canonical name (a number outside the enum stays a number, for validation to
 * refuse), UUIDs lower case, date-times as {@code yyyy-MM-ddTHH:mm:ss.ffffff0Z}, URIs normalised,
 * language codes normalised, deprecated media types replaced. Strings are otherwise as sent.
 *
 * <p>Members left out have their defaults: lists are empty, flags false, {@code mediaType} of a
 * content value {@code text/plain}, {@code httpMethod} of a gui action {@code GET}. Left out of the
 * bound tree when empty are {@code displayName}, {@code prompt} and the {@code description} of
 * activities, as in responses. Enums without a default, and {@code status} of a new dialog, stay
 * absent.
 *
 * <p>Every method throws a {@code ProblemException} (MALFORMED_BODY) with exactly one key, the path
 * of the first fault.
 */
public final class DialogBodies {
  private DialogBodies() {}

  /**
   * Body of POST dialogs. {@code createdAt} and {@code updatedAt} of the year 1 count as left out.
   */
  public static ObjectNode create(JsonNode raw) {
    ObjectNode body = bind(Shapes.CREATE, raw);
    removeYearOne(body, "createdAt");
    removeYearOne(body, "updatedAt");
    return body;
  }

  /** Body of PUT dialogs/{id}. */
  public static ObjectNode replace(JsonNode raw) {
    return bind(Shapes.REPLACE, raw);
  }

  /** Body of POST transmissions; {@code isSilentUpdate} may be a member. */
  public static ObjectNode transmission(JsonNode raw) {
    return bind(Shapes.APPEND_TRANSMISSION, raw);
  }

  /** Body of PUT transmissions/{id}; {@code isSilentUpdate} may be a member. */
  public static ObjectNode transmissionUpdate(JsonNode raw) {
    return bind(Shapes.UPDATE_TRANSMISSION, raw);
  }

  /** Body of POST activities; {@code isSilentUpdate} may be a member. */
  public static ObjectNode activity(JsonNode raw) {
    return bind(Shapes.APPEND_ACTIVITY, raw);
  }

  /** Body of POST context/labels. */
  public static ObjectNode label(JsonNode raw) {
    return bind(Shapes.VALUE, raw);
  }

  /**
   * Body of PUT endusercontext/systemlabels; {@code systemLabels} is merged into {@code addLabels}.
   */
  public static ObjectNode systemLabels(JsonNode raw) {
    return mergeAlias(bind(Shapes.SYSTEM_LABELS, raw), raw);
  }

  /** Body of the bulk form of the above. */
  public static ObjectNode bulkSystemLabels(JsonNode raw) {
    return mergeAlias(bind(Shapes.BULK_SYSTEM_LABELS, raw), raw);
  }

  /** Body of updateFormSavedActivityTime: a bare JSON string. */
  public static Instant formSavedTime(JsonNode raw) {
    return Instants.ofBound(bind(ScalarType.TIME, raw).textValue());
  }

  private static ObjectNode bind(Shape shape, JsonNode raw) {
    return (ObjectNode) bind((Type) shape, raw);
  }

  private static JsonNode bind(Type type, JsonNode raw) {
    try {
      return type.bind(raw, Type.Reading.STRICT);
    } catch (BindFault fault) {
      throw fault.toProblem();
    }
  }

  private static void removeYearOne(ObjectNode body, String member) {
    JsonNode time = body.get(member);
    if (time != null && Instants.ofBound(time.textValue()).equals(Instants.MIN)) {
      body.remove(member);
    }
  }

  /** The labels of both names in the order in which the members appear. */
  private static ObjectNode mergeAlias(ObjectNode body, JsonNode raw) {
    ArrayNode labels = (ArrayNode) body.get("addLabels");
    ArrayNode alias = (ArrayNode) body.remove("systemLabels");
    if (comesFirst(raw, "systemLabels", "addLabels")) {
      body.set("addLabels", alias.addAll(labels));
    } else {
      labels.addAll(alias);
    }
    return body;
  }

  private static boolean comesFirst(JsonNode raw, String member, String other) {
    for (Iterator<String> names = raw.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.equalsIgnoreCase(member) || name.equalsIgnoreCase(other)) {
        return name.equalsIgnoreCase(member);
      }
    }
    return false;
  }
}
