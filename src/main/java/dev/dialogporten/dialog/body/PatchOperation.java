package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One operation as sent (RFC 6902 section 4).
 *
 * @param index position in the patch, for messages
 * @param op lower case; any text
 * @param shownPath as sent, cut for messages
 * @param from null when the member is absent or null
 * @param value null when the member is absent; a null node when it is null
 */
record PatchOperation(
    int index, String op, String shownPath, Pointer path, Pointer from, JsonNode value) {

  private static final Set<String> OPERATIONS =
      Set.of("add", "remove", "replace", "move", "copy", "test");

  static PatchOperation parse(JsonNode node, int index) {
    if (!(node instanceof ObjectNode object)) {
      throw malformed(index, "", "A patch operation must be an object.");
    }
    String op = null;
    String path = null;
    String from = null;
    JsonNode value = null;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      switch (member.getKey().toLowerCase(Locale.ROOT)) {
        case "op" -> op = text(member, index);
        case "path" -> path = text(member, index);
        case "from" -> from = member.getValue().isNull() ? null : text(member, index);
        case "value" -> value = member.getValue();
        default -> {} // RFC 6902 section 4: other members are ignored
      }
    }
    if (op == null || path == null) {
      String missing = op == null ? "op" : "path";
      throw malformed(index, missing, "A patch operation needs the member '" + missing + "'.");
    }
    return new PatchOperation(
        index,
        op.toLowerCase(Locale.ROOT),
        Pointer.shown(path),
        pointer(path, "path", index),
        from == null ? null : pointer(from, "from", index),
        value);
  }

  boolean isKnown() {
    return OPERATIONS.contains(op);
  }

  JsonNode neededValue() {
    if (value == null) {
      throw new PatchFailure("the member 'value' is missing");
    }
    return value;
  }

  Pointer neededFrom() {
    if (from == null) {
      throw new PatchFailure("the member 'from' is missing");
    }
    return from;
  }

  private static Pointer pointer(String text, String member, int index) {
    try {
      return Pointer.parse(text);
    } catch (PatchFailure failure) {
      throw malformed(index, member, "Not a JSON Pointer: " + failure.getMessage() + '.');
    }
  }

  private static String text(Map.Entry<String, JsonNode> member, int index) {
    if (!member.getValue().isTextual()) {
      throw malformed(index, member.getKey(), "The member must be a string.");
    }
    return member.getValue().textValue();
  }

  private static ProblemException malformed(int index, String member, String text) {
    String key = "[" + index + "]" + (member.isEmpty() ? "" : "." + member);
    return Problem.of(ProblemType.MALFORMED_BODY, key, text).toException();
  }
}
