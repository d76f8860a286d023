package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON text in and out, strict and bounded: depth 64, number and string lengths, no comments, no
 * trailing text.
 */
public final class JsonText {
  private JsonText() {}

  /**
   * Parses UTF-8 text. Throws a {@code ProblemException} (MALFORMED_BODY, key {@code
   * SerializerErrors}).
   */
  public static JsonNode parse(byte[] utf8) {
    throw new UnsupportedOperationException("json");
  }

  /** Parses text that this service wrote itself. */
  public static JsonNode parse(String text) {
    throw new UnsupportedOperationException("json");
  }

  /** Compact text. */
  public static String write(JsonNode node) {
    throw new UnsupportedOperationException("json");
  }
}
