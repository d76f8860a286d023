package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.http.RouteTable;
import dev.dialogporten.http.dev.DevTokenRoutes;
import dev.dialogporten.http.dialogs.RenderedDialogs;
import dev.dialogporten.http.exchange.BodyUse;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.testing.Contract;
import dev.dialogporten.testing.Contract.Operation;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API description says what is served, and nothing else. */
class ContractTest {
  private static final Contract CONTRACT = Contract.published();
  private static final List<Route> ROUTES =
      Stream.concat(
              RouteTable.of(
                  ApiFixture.settings(EtagForm.QUOTED, 1, 1),
                  null,
                  null,
                  new RenderedDialogs(0),
                  ApiFixture.SEARCH,
                  ApiFixture.EVENTS,
                  Limits.DEFAULT,
                  false)
                  .stream(),
              DevTokenRoutes.of(null).stream())
          .filter(route -> route.path().startsWith("/api/") || route.path().equals("/dev/token"))
          .toList();

  @Test
  void everyRouteIsDescribedOnceUnderItsName() {
    assertThat(CONTRACT.operations())
        .extracting(o -> o.method() + " " + o.path() + " " + o.id())
        .containsExactlyInAnyOrderElementsOf(
            ROUTES.stream().map(r -> r.method() + " " + r.path() + " " + r.operation()).toList());
  }

  @Test
  void requestMediaTypes() {
    for (Route route : ROUTES) {
      JsonNode content = description(route).path("requestBody").path("content");
      assertThat(names(content))
          .as(route.operation())
          .containsExactlyInAnyOrderElementsOf(
              mayHaveBody(route) ? BodyUse.JSON.mediaTypes() : route.body().mediaTypes());
    }
  }

  private static boolean mayHaveBody(Route route) {
    return route.operation().equals("CreateDevToken");
  }

  @Test
  void scopes() {
    JsonNode usual = new ObjectMapper().valueToTree(Policy.SERVICE_PROVIDER.scopes());
    for (Route route : ROUTES) {
      JsonNode security = description(route).path("security").path(0).path("bearer");
      List<String> scopes = new ArrayList<>();
      boolean none = description(route).path("security").isArray() && security.isMissingNode();
      if (!none) {
        (security.isMissingNode() ? usual : security).forEach(scope -> scopes.add(scope.asText()));
      }
      assertThat(scopes).as(route.operation()).isEqualTo(route.policy().scopes());
    }
  }

  @Test
  void pathParameters() {
    for (Route route : ROUTES) {
      Set<String> described = new TreeSet<>();
      CONTRACT
          .pathItem(route.path())
          .path("parameters")
          .forEach(p -> described.add(CONTRACT.resolved(p).path("name").asText()));
      Set<String> used =
          java.util.regex.Pattern.compile("\\{(\\w+)}")
              .matcher(route.path())
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(described).as(route.operation()).isEqualTo(used);
    }
  }

  /** What every operation can answer by the stages that come before it. */
  @Test
  void statusesThatFollowFromTheRoute() {
    for (Route route : ROUTES) {
      boolean open = route.policy() == Policy.OPEN;
      Set<String> expected = new TreeSet<>(open ? Set.of("503") : Set.of("401", "403", "503"));
      if (route.body().isNeeded()) {
        expected.addAll(Set.of("400", "413", "415"));
      }
      if (route.path().contains("{dialogId}")) {
        expected.addAll(Set.of("400", "404"));
      }
      Set<String> described = names(description(route).path("responses"));
      assertThat(described).as(route.operation()).containsAll(expected);
      assertThat(described.stream().filter(status -> status.startsWith("2")))
          .as(route.operation())
          .hasSize(described.contains("200") && mayShow(route) ? 2 : 1);
      if (!route.body().isNeeded() && !mayHaveBody(route)) {
        assertThat(described).as(route.operation()).doesNotContain("413", "415");
      }
    }
  }

  /** Whether the answer is 204 or, with {@code Prefer: return=representation}, 200. */
  private static boolean mayShow(Route route) {
    boolean prefer = description(route).path("parameters").toString().contains("/Prefer\"");
    return prefer && description(route).path("responses").has("204");
  }

  /** A change bound to a revision can meet another one, and says how it went. */
  @Test
  void preconditions() {
    for (Route route : ROUTES) {
      JsonNode description = description(route);
      boolean conditional = description.path("parameters").toString().contains("/IfMatch\"");
      assertThat(route.isChange() && route.conditional())
          .as(route.operation())
          .isEqualTo(conditional);
      JsonNode responses = description.path("responses");
      boolean bulk = route.operation().equals("BulkSetDialogSystemLabels");
      assertThat(responses.has("412")).as(route.operation()).isEqualTo(conditional || bulk);
    }
  }

  @Test
  void servedAsJsonAndYaml_andBrowsable() {
    try (ApiFixture server = new ApiFixture()) {
      var json = server.anonymous(HttpMethod.GET, "/openapi.json").send().await();
      assertThat(json.getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");
      assertThat(json.bodyAsJsonObject().getString("openapi")).isEqualTo("3.1.0");
      var yaml = server.anonymous(HttpMethod.GET, "/openapi.yaml").send().await();
      assertThat(yaml.bodyAsString()).startsWith("openapi: 3.1.0");
      var docs = server.anonymous(HttpMethod.GET, "/docs").send().await();
      assertThat(docs.bodyAsString()).contains("swagger-ui-bundle.js").doesNotContain("<script>");
      assertThat(docs.getHeader("Content-Security-Policy")).contains("script-src 'self'");
      for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js", "start.js")) {
        assertThat(server.anonymous(HttpMethod.GET, "/docs/" + file).send().await().statusCode())
            .as(file)
            .isEqualTo(200);
      }
      assertThat(server.anonymous(HttpMethod.GET, "/docs/x").send().await().statusCode())
          .isEqualTo(404);
    }
  }

  private static JsonNode description(Route route) {
    return CONTRACT.operations().stream()
        .filter(operation -> operation.id().equals(route.operation()))
        .map(Operation::description)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not described: " + route.operation()));
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
