package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.Contract;
import dev.dialogporten.testing.Contract.Operation;
import dev.dialogporten.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of the API description succeed as they are: what they name is made first, as the
 * pages under {@code /docs} do it (see {@code start.js}).
 */
class ExamplesIT {
  private static final Contract CONTRACT = Contract.published();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  @TempDir static Path directory;
  private static TestService service;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    Path resources = directory.resolve("resources.json");
    try (InputStream in = ExamplesIT.class.getResourceAsStream("/registry/sample-resources.json")) {
      Files.copy(in, resources);
    }
    service =
        TestService.start(
            Map.of(
                "registry.file",
                resources.toString(),
                "events.webhooks.allow-private-targets",
                "true"));
    List<String> scopes = new ArrayList<>(DevTokenRequest.SERVICE_OWNER_SCOPES);
    scopes.add(Scope.ADMIN);
    token = service.tokens().mint(DevTokenRequest.ofDefaults().withScopes(scopes));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Collection<DynamicTest> everyOperation_succeedsWithItsExample() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : CONTRACT.operations()) {
      JsonNode content = operation.description().path("requestBody").path("content");
      List<String> mediaTypes = new ArrayList<>();
      content.fieldNames().forEachRemaining(mediaTypes::add);
      if (mediaTypes.isEmpty()) {
        mediaTypes.add(null);
      }
      for (String mediaType : mediaTypes) {
        String name = operation.id() + (mediaType == null ? "" : " " + mediaType);
        tests.add(DynamicTest.dynamicTest(name, () -> tryOut(operation, mediaType)));
      }
    }
    return tests;
  }

  private static void tryOut(Operation operation, String mediaType) {
    JsonNode content = operation.description().path("requestBody").path("content");
    JsonNode example = mediaType == null ? null : content.path(mediaType).path("example");
    if (example != null) {
      assertThat(example.isMissingNode()).as("no example").isFalse();
    }
    HttpResponse<InputStream> response =
        new Examples().send(operation, mediaType, query(operation), example);
    // beside a 204 there may be the 200 that Prefer: return=representation asks for
    int success =
        operation.description().path("responses").properties().stream()
            .map(Map.Entry::getKey)
            .filter(status -> status.startsWith("2"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElseThrow();
    assertThat(response.statusCode())
        .as(() -> operation.id() + ": " + textOf(response))
        .isEqualTo(success);
    close(response);
  }

  /** The parameters that have an example, as a page would send them. */
  private static String query(Operation operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode each : operation.description().path("parameters")) {
      JsonNode parameter = CONTRACT.resolved(each);
      JsonNode example = parameter.path("example");
      boolean required = parameter.path("required").asBoolean();
      assertThat(required && example.isMissingNode()).as("%s", parameter).isFalse();
      if (parameter.path("in").asText().equals("query") && !example.isMissingNode()) {
        for (JsonNode value : example.isArray() ? example : List.of(example)) {
          query.append(query.isEmpty() ? "?" : "&").append(parameter.path("name").asText());
          query.append("=").append(URLEncoder.encode(value.asText(), StandardCharsets.UTF_8));
        }
      }
    }
    return query.toString();
  }

  /** What has been made in place of the example ids, for one request. */
  private static final class Examples {
    private final Map<String, String> made = new java.util.HashMap<>();

    HttpResponse<InputStream> send(
        Operation operation, String mediaType, String query, JsonNode body) {
      String path = operation.path();
      for (JsonNode each : CONTRACT.pathItem(operation.path()).path("parameters")) {
        JsonNode parameter = CONTRACT.resolved(each);
        String name = parameter.path("name").asText();
        path = path.replace("{" + name + "}", parameter.path("example").asText());
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + service.port()
                          + substituted(path)
                          + substituted(query)))
              .header("Authorization", "Bearer " + token);
      if (mediaType != null) {
        request.header("Content-Type", mediaType);
      }
      request.method(
          operation.method(),
          body == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(substituted(body.toString())));
      return HTTP.sendAsync(request.build(), BodyHandlers.ofInputStream()).join();
    }

    /** Tests run without a name server, too. */
    private String substituted(String text) {
      String result = text.replace("//example.com/", "//127.0.0.1:1/");
      for (Operation operation : CONTRACT.operations()) {
        for (JsonNode each : CONTRACT.pathItem(operation.path()).path("parameters")) {
          JsonNode parameter = CONTRACT.resolved(each);
          String example = parameter.path("example").asText();
          if (parameter.has("x-made-by") && result.contains(example)) {
            result = result.replace(example, made(example, parameter.path("x-made-by")));
          }
        }
      }
      return result;
    }

    private String made(String example, JsonNode recipe) {
      String id = made.get(example);
      if (id == null) {
        id = make(example, recipe);
        made.put(example, id);
      }
      return id;
    }

    private String make(String example, JsonNode recipe) {
      Operation operation =
          CONTRACT.operations().stream()
              .filter(o -> o.id().equals(recipe.path("operation").asText()))
              .findFirst()
              .orElseThrow();
      made.put(example, example); // what makes it may name it
      JsonNode media =
          operation.description().path("requestBody").path("content").path("application/json");
      JsonNode body = recipe.has("body") ? recipe.path("body") : media.get("example");
      String query = recipe.has("query") ? "?" + recipe.path("query").asText() : "";
      var response = send(operation, body == null ? null : "application/json", query, body);
      String text = textOf(response);
      assertThat(response.statusCode() / 100).as(text).isEqualTo(2);
      if (!recipe.has("found-at")) {
        return example;
      }
      try {
        return new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(text)
            .at(recipe.path("found-at").asText())
            .asText();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static String textOf(HttpResponse<InputStream> response) {
    try {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
