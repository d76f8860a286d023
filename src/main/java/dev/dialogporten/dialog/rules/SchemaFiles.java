package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JSON Schema documents of this service, with every {@code $ref} replaced by what it names. */
final class SchemaFiles {
  private static final String FOLDER = "/schema/";

  private SchemaFiles() {}

  static ObjectNode load(String file) {
    ObjectNode document = read(file);
    inline(document);
    return document;
  }

  private static ObjectNode read(String file) {
    try (InputStream in = SchemaFiles.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("no schema " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return (ObjectNode) JsonText.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException("schema " + file, e);
    }
  }

  private static void inline(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
      for (Map.Entry<String, JsonNode> member : members) {
        JsonNode target = target(member.getValue());
        object.set(member.getKey(), target);
        inline(target);
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(SchemaFiles::inline);
    }
  }

  private static JsonNode target(JsonNode schema) {
    if (!schema.has("$ref")) {
      return schema;
    }
    String[] reference = schema.get("$ref").textValue().split("#", 2);
    JsonNode target = read(reference[0]).at(reference[1]);
    if (target.isMissingNode()) {
      throw new IllegalStateException("no schema " + schema.get("$ref"));
    }
    return target;
  }
}
