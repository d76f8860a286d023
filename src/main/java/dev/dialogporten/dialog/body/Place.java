package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.BindFault;
import dev.dialogporten.dialog.value.JsonEquality;

/**
 * A place that exists, or for {@code add} one that a value can be put at.
 *
 * @param pointer in canonical names; the end of a list stays {@code -}
 * @param type of the value
 * @param member null for the whole document and for elements of lists
 * @param parent null for the whole document
 * @param value null when there is none yet; a null node for a member without value
 * @param key of an element that the pointer names by it, else null
 */
record Place(
    Pointer pointer, Type type, Member member, JsonNode parent, JsonNode value, ElementKey key) {

  /** The bound form of a value for this place; a null node when it is absent. */
  JsonNode bind(JsonNode raw) {
    try {
      if (member == null) {
        if (raw.isNull()) {
          throw new BindFault("null is not allowed here.");
        }
        return keyed(type.bind(raw, Type.Reading.LENIENT));
      }
      JsonNode bound = member.bind(raw, Type.Reading.LENIENT);
      return bound == null
          ? member.isList() ? JsonNodeFactory.instance.arrayNode(0) : NullNode.instance
          : bound;
    } catch (BindFault fault) {
      throw new PatchFailure(fault.describe());
    }
  }

  /** Whether the place holds what the raw value means there. */
  boolean holds(JsonNode raw) {
    JsonNode held = member == null ? type.arranged(value) : orNull(member.arranged(value));
    JsonNode expected;
    try {
      expected =
          member == null
              ? type.bind(raw, Type.Reading.LENIENT)
              : orNull(member.bind(raw, Type.Reading.LENIENT));
    } catch (BindFault fault) {
      return false;
    }
    return JsonEquality.areEqual(held, expected);
  }

  /** Whether a bound value of the other place is bound for this one too. */
  boolean holdsSameKindAs(Place other) {
    return member == null && other.member == null && type == other.type;
  }

  void shift(PatchCost cost) {
    if (!pointer.isRoot()) {
      cost.shift(parent, pointer.last());
    }
  }

  private JsonNode keyed(JsonNode bound) {
    if (key != null) {
      key.giveTo((ObjectNode) bound);
    }
    return bound;
  }

  private static JsonNode orNull(JsonNode value) {
    return value == null ? NullNode.instance : value;
  }
}
