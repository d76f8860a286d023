package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Contract;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors look as the examples of the API description say, but for ids and traces. */
@ExtendWith(ServiceExtension.class)
class ErrorExamplesIT {
  private static final JsonNode RESPONSES = Contract.published().responses();

  private final ServiceOwner owner;
  private final ApiClient client;
  private final String path;

  ErrorExamplesIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
    this.path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
  }

  @Test
  void invalid() {
    JsonObject body = Dialogs.create(owner);
    body.remove("content");
    assertLike("Invalid", client.post(DIALOGS, body));
  }

  @Test
  void unauthenticated() {
    assertLike("Unauthenticated", client.with(null).get(DIALOGS));
  }

  @Test
  void forbidden() {
    assertLike("Forbidden", client.post(path + "/actions/freeze"));
  }

  @Test
  void notFound() {
    assertLike("NotFound", client.get(DIALOGS + "/01941821-ffca-73a1-9335-435a882be014"));
  }

  @Test
  void conflict() {
    JsonObject body = Dialogs.create(owner).put("idempotentKey", "order-4711");
    client.post(DIALOGS, body).expect(201);
    assertLike("Conflict", client.post(DIALOGS, body));
  }

  @Test
  void gone() {
    client.delete(path).expect(204);
    assertLike("Gone", client.get(path + "/transmissions"));
  }

  @Test
  void preconditionFailed() {
    ApiClient late = client.ifMatch(client.get(path).etag());
    client.patch(path, Dialogs.newTitle("New")).expect(204);
    assertLike("PreconditionFailed", late.delete(path));
  }

  @Test
  void unprocessable() {
    JsonObject body = Dialogs.replace("New").put("dueAt", "2020-01-01T00:00:00Z");
    assertLike("Unprocessable", client.put(path, body));
  }

  /** Those that are not provoked here: at least what is the same in all of their kind. */
  @Test
  void allAreProblemsOfTheCatalogue() {
    RESPONSES
        .properties()
        .forEach(
            response -> {
              JsonNode content = response.getValue().path("content");
              JsonNode example = content.path("application/problem+json").path("example");
              if (!example.isMissingNode()) {
                assertThat(Arrays.stream(ProblemType.values()))
                    .as(response.getKey())
                    .anyMatch(
                        type ->
                            type.code().equals(example.path("code").asText())
                                && type.status() == example.path("status").asInt()
                                && title(type, example).equals(example.path("title").asText())
                                && type.type().equals(example.path("type").asText()));
              }
            });
  }

  private static String title(ProblemType type, JsonNode example) {
    return Problem.of(type).withDetail(example.path("detail").asText(null)).title();
  }

  private static void assertLike(String name, ApiResponse response) {
    JsonNode example =
        RESPONSES.path(name).path("content").path("application/problem+json").path("example");
    assertThat(example.isObject()).as(name).isTrue();
    assertThat(masked(response.body())).isEqualTo(masked(example.toString()));
  }

  /** As a tree: the order of members says nothing. */
  private static JsonNode masked(String json) {
    String text =
        json.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
            .replaceAll("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", "TRACE")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
            .replaceAll("\"by\":\"[^\"]+\"", "\"by\":\"WHO\"");
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
