package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The members of a merge patch under their canonical names. Names are matched in any case, of a
 * repeated one the last counts. Not thread-safe.
 */
final class MergeNames {
  /** What a GET shows and an update cannot change. */
  private static final Map<String, String> IMMUTABLE =
      List.of(
              "id",
              "revision",
              "org",
              "serviceResource",
              "serviceResourceType",
              "party",
              "idempotentKey",
              "visibleFrom",
              "createdAt",
              "updatedAt",
              "contentUpdatedAt",
              "deletedAt",
              "systemLabel",
              "hasUnopenedContent",
              "isContentSeen",
              "fromServiceOwnerTransmissionsCount",
              "fromPartyTransmissionsCount",
              "seenSinceLastUpdate",
              "seenSinceLastContentUpdate",
              "serviceOwnerContext",
              "endUserContext")
          .stream()
          .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

  private final Faults unknown = new Faults();
  private final ObjectNode immutable = JsonNodeFactory.instance.objectNode();
  private ObjectNode patch;

  MergeNames read(ObjectNode body) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      String name = IMMUTABLE.get(member.getKey().toLowerCase(Locale.ROOT));
      if (name == null) {
        known.set(member.getKey(), member.getValue());
      } else {
        immutable.set(name, member.getValue());
      }
    }
    try {
      patch = (ObjectNode) canonical(Shapes.REPLACE, known, "", false);
    } catch (BindFault fault) {
      throw fault.toProblem();
    }
    unknown.throwIfAny(ProblemType.UNKNOWN_MEMBER);
    return this;
  }

  ObjectNode patch() {
    return patch;
  }

  ObjectNode immutable() {
    return immutable;
  }

  private JsonNode canonical(Type type, JsonNode value, String path, boolean inList) {
    if (value.isNull() && inList) {
      // RFC 7396 section 1: inside a list null is data, and no list of a dialog has any
      throw new BindFault("null inside a list cannot remove anything and is not allowed.");
    }
    if (type instanceof Shape shape && value.isObject()) {
      return members(shape, value, path, inList);
    }
    if (type instanceof ListType list && value.isArray()) {
      return elements(list, value, path);
    }
    return value;
  }

  private ObjectNode members(Shape shape, JsonNode value, String path, boolean inList) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Member member = shape.find(entry.getKey());
      if (member == null) {
        String name = Pointer.shown(entry.getKey());
        unknown.add(path + name, "'" + name + "' is not a member; these are: " + names(shape));
        continue;
      }
      String name = member.name();
      try {
        named.set(name, canonical(member.type(), entry.getValue(), path + name + ".", inList));
      } catch (BindFault fault) {
        throw fault.in(name);
      }
    }
    return named;
  }

  private JsonNode elements(ListType list, JsonNode value, String path) {
    var elements = JsonNodeFactory.instance.arrayNode(value.size());
    String parent = path.substring(0, path.length() - 1); // without the dot
    for (JsonNode element : value) {
      int index = elements.size();
      try {
        elements.add(canonical(list.element(), element, parent + "[" + index + "].", true));
      } catch (BindFault fault) {
        throw fault.at(index);
      }
    }
    return elements;
  }

  private static String names(Shape shape) {
    return shape.memberNames() + ".";
  }
}
