package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.Instants;
import java.time.Instant;
import java.util.UUID;

/** Reads members of bound and stored trees; null for an absent one. */
final class Bound {
  private Bound() {}

  static String text(JsonNode tree, String member) {
    return tree.hasNonNull(member) ? tree.get(member).asText() : null;
  }

  static Integer integer(JsonNode tree, String member) {
    return tree.hasNonNull(member) ? tree.get(member).asInt() : null;
  }

  static UUID id(JsonNode tree, String member) {
    return tree.hasNonNull(member) ? UUID.fromString(tree.get(member).asText()) : null;
  }

  static Instant instant(JsonNode tree, String member) {
    return tree.hasNonNull(member) ? Instants.ofBound(tree.get(member).asText()) : null;
  }
}
