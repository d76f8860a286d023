package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.CompatibilityFlags;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import dev.dialogporten.dialog.value.JsonEquality;
import java.util.EnumSet;

/**
 * RFC 6902 on any JSON document, one operation at a time and in place: each method returns the
 * document after the operation, which is the same object unless all of it was replaced, or throws a
 * {@link PatchFailure} and leaves it as it was.
 *
 * <p>zjsonpatch changes the document. What it leaves open is settled before it is asked: the whole
 * document as target, numbers equal by value, pointers of the form {@code /key=value} and {@code
 * ~2}, which no RFC knows. It copies the values it puts in, so a value that moves is put in its new
 * place here instead: a short patch of many moves must not copy a large value as many times.
 */
final class PatchEngine {
  private static final EnumSet<CompatibilityFlags> FLAGS =
      EnumSet.of(CompatibilityFlags.FORBID_REMOVE_MISSING_OBJECT);

  private PatchEngine() {}

  static JsonNode add(JsonNode document, Pointer path, JsonNode value) {
    if (path.isRoot()) {
      return value.deepCopy();
    }
    position(at(document, path.parent()), path);
    return run(document, "add", path, value);
  }

  static JsonNode replace(JsonNode document, Pointer path, JsonNode value) {
    if (path.isRoot()) {
      return value.deepCopy();
    }
    at(document, path);
    return run(document, "replace", path, value);
  }

  static JsonNode remove(JsonNode document, Pointer path) {
    if (path.isRoot()) {
      throw new PatchFailure("the whole document cannot be removed");
    }
    at(document, path);
    return run(document, "remove", path, null);
  }

  static JsonNode copy(JsonNode document, Pointer from, Pointer path) {
    return add(document, path, at(document, from));
  }

  static JsonNode move(JsonNode document, Pointer from, Pointer path) {
    if (from.isProperPrefixOf(path)) {
      throw new PatchFailure("a value cannot be moved into itself");
    }
    JsonNode value = at(document, from);
    if (from.equals(path)) {
      return document;
    }
    if (path.isRoot()) {
      return value;
    }
    remove(document, from);
    try {
      return place(document, path, value);
    } catch (PatchFailure failure) {
      place(document, from, value);
      throw failure;
    }
  }

  /** As {@link #add}, without a copy of the value. */
  private static JsonNode place(JsonNode document, Pointer path, JsonNode value) {
    JsonNode parent = at(document, path.parent());
    int index = position(parent, path);
    if (parent instanceof ArrayNode list) {
      list.insert(index, value);
    } else {
      ((ObjectNode) parent).set(path.last(), value);
    }
    return document;
  }

  /** Where in its list a value is put; -1 when the parent is an object. */
  private static int position(JsonNode parent, Pointer path) {
    if (parent.isObject()) {
      return -1;
    }
    int end = parent.size();
    int index = path.last().equals(Pointer.END) ? end : Pointer.index(path.last());
    if (!parent.isArray() || index < 0 || index > end) {
      throw nothingAt(path);
    }
    return index;
  }

  static JsonNode test(JsonNode document, Pointer path, JsonNode value) {
    if (!JsonEquality.areEqual(at(document, path), value)) {
      throw new PatchFailure("the value differs from the one in the test");
    }
    return document;
  }

  /** The value a pointer points at. */
  static JsonNode at(JsonNode document, Pointer pointer) {
    JsonNode node = document;
    for (String token : pointer.tokens()) {
      JsonNode next = null;
      if (node.isObject()) {
        next = node.get(token);
      } else if (node.isArray()) {
        int index = Pointer.index(token);
        next = index < 0 ? null : node.get(index);
      }
      if (next == null) {
        throw nothingAt(pointer);
      }
      node = next;
    }
    return node;
  }

  private static PatchFailure nothingAt(Pointer pointer) {
    return new PatchFailure("there is nothing at '" + Pointer.shown(pointer.text()) + "'");
  }

  private static JsonNode run(JsonNode document, String op, Pointer path, JsonNode value) {
    if (path.tokens().stream().anyMatch(token -> token.contains("~2"))) {
      throw new PatchFailure("names with '~2' cannot be addressed");
    }
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("op", op).put("path", path.text());
    if (value != null) {
      operation.set("value", value);
    }
    ArrayNode patch = JsonNodeFactory.instance.arrayNode(1).add(operation);
    try {
      JsonPatch.applyInPlace(patch, document, FLAGS);
      return document;
    } catch (JsonPatchApplicationException e) {
      throw new PatchFailure("cannot be applied at '" + Pointer.shown(path.text()) + "'");
    }
  }
}
