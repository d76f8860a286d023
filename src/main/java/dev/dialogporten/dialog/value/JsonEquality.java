package dev.dialogporten.dialog.value;

import com.fasterxml.jackson.databind.JsonNode;

/** Equality of JSON values (RFC 6902 section 4.6): numbers by value, objects in any order. */
public final class JsonEquality {
  private JsonEquality() {}

  public static boolean areEqual(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (a.isArray() && b.isArray()) {
      return areEqualLists(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return areEqualObjects(a, b);
    }
    return a.equals(b);
  }

  private static boolean areEqualLists(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!areEqual(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areEqualObjects(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (var member : a.properties()) {
      JsonNode other = b.get(member.getKey());
      if (other == null || !areEqual(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
