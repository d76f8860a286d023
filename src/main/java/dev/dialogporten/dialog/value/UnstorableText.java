package dev.dialogporten.dialog.value;

import com.fasterxml.jackson.databind.JsonNode;

/** Finds strings that PostgreSQL can store neither as text nor as JSON. */
final class UnstorableText {
  private UnstorableText() {}

  /** Throws MALFORMED_BODY with the path of the first such value or member name. */
  static void refuse(JsonNode root) {
    try {
      visit(root);
    } catch (BindFault fault) {
      throw fault.toProblem();
    }
  }

  private static void visit(JsonNode node) {
    if (node.isTextual()) {
      refuse(node.textValue());
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        try {
          visit(node.get(i));
        } catch (BindFault fault) {
          throw fault.at(i);
        }
      }
    } else if (node.isObject()) {
      for (var member : node.properties()) {
        refuse(member.getKey());
        try {
          visit(member.getValue());
        } catch (BindFault fault) {
          throw fault.in(member.getKey());
        }
      }
    }
  }

  private static void refuse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new BindFault("The character U+0000 is not allowed.");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new BindFault("Unpaired surrogates are not allowed.");
      }
    }
  }
}
