package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * RFC 6902 on any JSON document, one operation at a time and in place: each method returns the
 * document after the operation, which is the same object unless all of it was replaced, or throws a
 * {@link PatchFailure} and leaves it as it was. Values that come in are copied, one that moves is
 * not: so an operation takes as long as its own value is, and as the elements that have to make
 * room.
 */
final class PatchEngine {
  private PatchEngine() {}

  static JsonNode add(JsonNode document, Pointer path, JsonNode value) {
    return insert(document, path, value.deepCopy());
  }

  private static JsonNode insert(JsonNode document, Pointer path, JsonNode value) {
    if (path.isRoot()) {
      return value;
    }
    JsonNode parent = at(document, path.parent());
    if (parent instanceof ArrayNode list) {
      int index = path.last().equals(Pointer.END) ? list.size() : Pointer.index(path.last());
      if (index < 0 || index > list.size()) {
        throw nothingAt(path);
      }
      list.insert(index, value);
    } else if (parent instanceof ObjectNode object) {
      object.set(path.last(), value);
    } else {
      throw nothingAt(path);
    }
    return document;
  }

  static JsonNode replace(JsonNode document, Pointer path, JsonNode value) {
    if (path.isRoot()) {
      return value.deepCopy();
    }
    at(document, path);
    JsonNode parent = at(document, path.parent());
    if (parent instanceof ArrayNode list) {
      list.set(Pointer.index(path.last()), value.deepCopy());
    } else {
      ((ObjectNode) parent).set(path.last(), value.deepCopy());
    }
    return document;
  }

  static JsonNode remove(JsonNode document, Pointer path) {
    if (path.isRoot()) {
      throw new PatchFailure("the whole document cannot be removed");
    }
    at(document, path);
    JsonNode parent = at(document, path.parent());
    if (parent instanceof ArrayNode list) {
      list.remove(Pointer.index(path.last()));
    } else {
      ((ObjectNode) parent).remove(path.last());
    }
    return document;
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
      return insert(document, path, value);
    } catch (PatchFailure failure) {
      insert(document, from, value);
      throw failure;
    }
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
}
