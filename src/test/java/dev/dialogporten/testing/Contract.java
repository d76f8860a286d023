package dev.dialogporten.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The published API description, as a judge of answers: status, media type, headers and body must
 * be among what it documents for the operation.
 */
public final class Contract {
  private static final String BASE = "https://contract.test/";
  private static final String SHARED = BASE + "shared";
  private static final Contract PUBLISHED = new Contract(read());

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final SchemaRepository schemas;
  private final Map<String, Validator> validators = new ConcurrentHashMap<>();
  private final ContractCoverage coverage;

  /** One operation of the description. */
  public record Operation(String method, String path, Pattern pattern, JsonNode description) {
    public String id() {
      return description.path("operationId").asText();
    }

    private int parameters() {
      return path.split("\\{", -1).length;
    }
  }

  private Contract(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().properties().forEach(entry -> add(path.getKey(), entry)));
    operations.sort((a, b) -> Integer.compare(a.parameters(), b.parameters()));
    JsonObject shared = new JsonObject(rewritten(document.path("components").path("schemas")));
    schemas =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    schemas.dereference(SHARED, JsonSchema.of(new JsonObject().put("$defs", shared)));
    coverage = new ContractCoverage(this);
  }

  public static Contract published() {
    return PUBLISHED;
  }

  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** Everything described for one path. */
  public JsonNode pathItem(String path) {
    return document.path("paths").path(path);
  }

  /** The named schemas. */
  public JsonNode schemas() {
    return document.path("components").path("schemas");
  }

  /** The named answers. */
  public JsonNode responses() {
    return document.path("components").path("responses");
  }

  /** Follows {@code $ref}, if there is one. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /**
   * What is wrong with an answer; nothing for paths that are not described.
   *
   * @param path without query
   * @param contentType null when the answer has none
   * @param body null or empty when the answer has none
   */
  public List<String> faults(
      String method, String path, int status, String contentType, String body) {
    Optional<Operation> operation = find(method, path);
    if (operation.isEmpty()) {
      return List.of();
    }
    coverage.saw(operation.get(), status);
    String name = operation.get().id() + " " + status;
    JsonNode response =
        resolved(operation.get().description().path("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      return List.of(name + " is not described");
    }
    JsonNode content = response.path("content");
    if (content.isEmpty()) {
      return body == null || body.isEmpty() ? List.of() : List.of(name + " is to have no body");
    }
    String mediaType = contentType == null ? "none" : contentType.split(";")[0];
    if (!content.has(mediaType)) {
      return List.of(name + " is not described as " + mediaType);
    }
    return mediaType.endsWith("json") ? invalid(name, content.get(mediaType), body) : List.of();
  }

  private List<String> invalid(String name, JsonNode media, String body) {
    Validator validator =
        validators.computeIfAbsent(
            rewritten(media.path("schema")),
            schema -> schemas.validator(JsonSchema.of(new JsonObject(schema))));
    OutputUnit result = validator.validate(Json.decodeValue(body));
    if (result.getValid()) {
      return List.of();
    }
    return result.getErrors().stream()
        .map(e -> name + " " + e.getInstanceLocation() + ": " + e.getError())
        .toList();
  }

  private Optional<Operation> find(String method, String path) {
    return operations.stream()
        .filter(o -> o.method().equals(method) && o.pattern().matcher(path).matches())
        .findFirst();
  }

  private void add(String path, Map.Entry<String, JsonNode> entry) {
    if (!entry.getKey().equals("parameters")) {
      Pattern pattern =
          Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+") + "/?", Pattern.CASE_INSENSITIVE);
      operations.add(new Operation(entry.getKey().toUpperCase(), path, pattern, entry.getValue()));
    }
  }

  private static String rewritten(JsonNode schema) {
    return schema.toString().replace("#/components/schemas/", SHARED + "#/$defs/");
  }

  private static JsonNode read() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
