package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.body.Pointer;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Explains why a schema refuses a value: runs the library's validator and turns its output into
 * faults. The library repeats each fault at every keyword around it; only the innermost ones are
 * taken.
 */
final class SchemaReport {
  private final JsonNode schema;
  private final Validator validator;

  SchemaReport(ObjectNode schema) {
    this.schema = schema;
    JsonSchemaOptions options =
        new JsonSchemaOptions()
            .setBaseUri("https://dialogporten.dev/schema/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    // The validator wraps sub-schemas as it meets them, which is not thread-safe: each run, being
    // rare, has the wrapped document to itself by the lock in explain.
    this.validator =
        Validator.create(
            JsonSchema.of(new JsonObject(JsonText.write(schema))),
            options,
            (type, format, value) ->
                format != null && value instanceof String text
                    ? Formats.fault(format, text)
                    : null);
  }

  /** Whether the library accepts the value. */
  boolean accepts(JsonNode value) {
    return run(value).getValid();
  }

  void explain(JsonNode value, String path, Faults faults) {
    List<OutputUnit> errors = run(value).getErrors();
    if (errors == null) {
      return;
    }
    for (OutputUnit error : errors) {
      explain(error, value, path, faults);
    }
  }

  private synchronized OutputUnit run(JsonNode value) {
    return validator.validate(plain(value));
  }

  private void explain(OutputUnit error, JsonNode value, String path, Faults faults) {
    String keyword = error.getKeywordLocation();
    String name = keyword.substring(keyword.lastIndexOf('/') + 1);
    if (name.equals("properties")) {
      return; // a member inside failed, and is reported on its own
    }
    String location = error.getInstanceLocation().substring(1);
    String key = path + location.replace('/', '.');
    JsonNode operand = schema.at(keyword.substring(1));
    JsonNode instance = value.at(location);
    if (name.equals("required")) {
      for (JsonNode needed : operand) {
        if (!instance.has(needed.textValue())) {
          faults.add(
              key + '.' + needed.textValue(), "'" + needed.textValue() + "' must not be empty.");
        }
      }
      return;
    }
    String member = key.substring(key.lastIndexOf('.') + 1);
    faults.add(key, "'" + member + "' " + text(name, operand, instance, error) + '.');
  }

  private static String text(
      String keyword, JsonNode operand, JsonNode instance, OutputUnit error) {
    return switch (keyword) {
      case "minLength" ->
          "must have at least " + operand + " characters" + entered(instance) + "characters";
      case "maxLength" ->
          "must have " + operand + " characters or fewer" + entered(instance) + "characters";
      case "minimum" -> "must be " + operand + " or greater, but is " + instance;
      case "maximum" -> "must be " + operand + " or less, but is " + instance;
      case "minItems" -> "must not be empty";
      case "enum" ->
          "has the value " + Pointer.shown(instance.toString()) + ", which is none of " + operand;
      case "format" -> error.getError();
      default -> "must be of the type " + operand;
    };
  }

  private static String entered(JsonNode instance) {
    return ", but has " + instance.asText().length() + ' ';
  }

  /**
   * The value as the library wants it. Lists are checked element by element elsewhere, so all that
   * counts here is whether they are empty.
   */
  private static Object plain(JsonNode node) {
    if (node.isTextual()) {
      return inUnits(node.textValue());
    }
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        map.put(member.getKey(), plain(member.getValue()));
      }
      return map;
    }
    if (node.isArray()) {
      return node.isEmpty() ? List.of() : List.of(true);
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.numberValue();
  }

  /**
   * The library counts code points, our limits are in UTF-16 units: surrogates are replaced, one by
   * one, by a character that counts.
   */
  private static String inUnits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        char[] units = text.toCharArray();
        for (int j = i; j < units.length; j++) {
          units[j] = Character.isSurrogate(units[j]) ? '\uFFFD' : units[j];
        }
        return new String(units);
      }
    }
    return text;
  }
}
