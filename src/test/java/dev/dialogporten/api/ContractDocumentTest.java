package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The API description is one that programs can read: editors, viewers, makers of clients. */
class ContractDocumentTest {
  private static final JsonNode DOCUMENT = document();

  @Test
  void keepsToTheSpecificationOfOpenApi() {
    assertThat(faults(DOCUMENT)).isEmpty();
  }

  /** A comma in an unquoted description makes a member of what follows. */
  @Test
  void theSpecificationIsOneThatRefuses() {
    JsonNode spoiled = DOCUMENT.deepCopy();
    JsonNode parameter =
        spoiled.at("/paths/~1api~1v1~1serviceowner~1dialogs/get/parameters").get(0);
    ((com.fasterxml.jackson.databind.node.ObjectNode) parameter).putNull("by their URNs");
    assertThat(faults(spoiled)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere_everyComponentIsUsed() {
    TreeSet<String> used = new TreeSet<>();
    DOCUMENT.findValuesAsText("$ref").forEach(used::add);
    TreeSet<String> defined = new TreeSet<>();
    DOCUMENT
        .path("components")
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> defined.add("#/components/" + kind.getKey() + "/" + name)));
    defined.removeIf(pointer -> pointer.startsWith("#/components/securitySchemes/"));
    assertThat(used).isEqualTo(defined);
  }

  /** Where these are missing, made clients get {@code Object}, or do not compile. */
  @Test
  void valuesHaveATypeAndObjectsAName() {
    List<String> nameless = new ArrayList<>();
    inspect("#", DOCUMENT, nameless);
    assertThat(nameless).isEmpty();
  }

  private static void inspect(String at, JsonNode node, List<String> faults) {
    boolean limited = node.has("enum") || node.has("const") || node.has("pattern");
    if (limited && !node.path("type").isTextual()) {
      faults.add(at + " has values but no type");
    }
    boolean inline = !at.matches("#/components/schemas/[^/]+");
    if (inline && node.path("properties").isObject() && !at.endsWith("/properties")) {
      faults.add(at + " is an object without a name");
    }
    node.properties()
        .forEach(member -> inspect(at + "/" + member.getKey(), member.getValue(), faults));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      inspect(at + "/" + i, node.get(i), faults);
    }
  }

  private static List<String> faults(JsonNode document) {
    OutputUnit result = SPECIFICATION.validate(new JsonObject(document.toString()));
    return result.getValid()
        ? List.of()
        : result.getErrors().stream()
            .map(e -> e.getInstanceLocation() + ": " + e.getError())
            .toList();
  }

  private static final Validator SPECIFICATION =
      Validator.create(
          JsonSchema.of(new JsonObject(text("/dev/dialogporten/api/openapi-3.1-schema.json"))),
          new JsonSchemaOptions()
              .setBaseUri("https://contract.test/")
              .setDraft(Draft.DRAFT202012)
              .setOutputFormat(OutputFormat.Basic));

  /** As JSON, which knows no dates and no keys but texts. */
  private static JsonNode document() {
    try {
      JsonNode yaml = new YAMLMapper().readTree(text("/openapi.yaml"));
      return new ObjectMapper().readTree(yaml.toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(String resource) {
    try (InputStream in = ContractDocumentTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
