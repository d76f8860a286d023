package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dialogporten.dialog.value.BindFault;

/**
 * One row of a {@link Shape}: a member and what its absence means.
 *
 * @param nulls what an explicit null means in a body
 * @param absent the value of a member left out; null to leave it out of the bound form too
 * @param omitEmpty whether an empty list is left out of the bound form
 */
record Member(String name, Type type, Nulls nulls, JsonNode absent, boolean omitEmpty) {

  enum Nulls {
    /** Equals absence. */
    ABSENCE,
    /** Is a fault; the member may be left out. */
    REFUSED,
    /** Is a fault, and so is leaving the member out. */
    REQUIRED,
    /** Becomes the number 0, which no enum has, so that validation refuses it. */
    INVALID
  }

  private static final IntNode NO_ENUM = IntNode.valueOf(0);

  /** May be null; left out when absent. */
  static Member nullable(String name, Type type) {
    return new Member(name, type, Nulls.ABSENCE, null, false);
  }

  /** Must not be null but may be left out; validation decides whether it is needed. */
  static Member plain(String name, Type type) {
    return new Member(name, type, Nulls.REFUSED, null, false);
  }

  /** Must be there, or the object is no object of its shape at all. */
  static Member present(String name, Type type) {
    return new Member(name, type, Nulls.REQUIRED, null, false);
  }

  static Member flag(String name) {
    return new Member(name, ScalarType.BOOLEAN, Nulls.REFUSED, BooleanNode.FALSE, false);
  }

  static Member defaulted(String name, Type type, String value) {
    return new Member(name, type, Nulls.REFUSED, TextNode.valueOf(value), false);
  }

  /** An enum with a default for absence but not for null. */
  static Member defaultedNullInvalid(String name, EnumType type, String value) {
    return new Member(name, type, Nulls.INVALID, TextNode.valueOf(value), false);
  }

  /** Empty when absent. */
  static Member list(String name, Type element) {
    return new Member(name, new ListType(element), Nulls.REFUSED, emptyList(), false);
  }

  /** Absent when empty, as responses have it. */
  static Member optionalList(String name, Type element) {
    return new Member(name, new ListType(element), Nulls.REFUSED, emptyList(), true);
  }

  /**
   * The bound form of an explicit value, null included; a Java null leaves the member out.
   *
   * @throws BindFault when the value is of another type
   */
  JsonNode bind(JsonNode raw, Type.Reading reading) {
    if (!raw.isNull()) {
      JsonNode bound = type.bind(raw, reading);
      return omitEmpty && bound.isEmpty() ? null : bound;
    }
    if (nulls == Nulls.INVALID) {
      return NO_ENUM;
    }
    if (nulls == Nulls.ABSENCE || reading == Type.Reading.LENIENT) {
      return whenAbsent();
    }
    throw new BindFault("null is not allowed here.");
  }

  /** The bound form of a member left out; a Java null leaves it out. */
  JsonNode whenAbsent() {
    return absent == null || omitEmpty ? null : absent.deepCopy();
  }

  /** Whether leaving it out of a body is a fault of binding. */
  boolean isNeeded(Type.Reading reading) {
    return nulls == Nulls.REQUIRED && reading == Type.Reading.STRICT;
  }

  boolean isList() {
    return type instanceof ListType;
  }

  /** See {@link Type#arranged}; a Java null leaves the member out. */
  JsonNode arranged(JsonNode bound) {
    if (bound == null || bound.isNull()) {
      return whenAbsent();
    }
    JsonNode arranged = type.arranged(bound);
    return omitEmpty && arranged.isEmpty() ? null : arranged;
  }

  private static JsonNode emptyList() {
    return JsonNodeFactory.instance.arrayNode(0);
  }
}
