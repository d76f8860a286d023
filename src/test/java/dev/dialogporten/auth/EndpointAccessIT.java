package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import dev.dialogporten.testing.Tokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every endpoint there is, asked by every kind of caller there is. */
@ExtendWith(ServiceExtension.class)
class EndpointAccessIT {
  private static final String ORDINARY = "Bearer";
  private static final String INVALID = "error=\"invalid_token\"";
  private static final String SYSTEM_USER = "a7f1ca5f-0f3f-4d0f-8a5b-3e1a8d0d4f55";

  private final TestService service;
  private final Tokens tokens;
  private final ServiceOwner owner;
  private final ApiClient client;

  EndpointAccessIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.tokens = service.tokens();
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void everyRoute_hasALineInTheTable() {
    List<String> operations = service.routes().stream().map(Route::operation).sorted().toList();

    assertThat(EndpointCalls.BY_OPERATION.keySet()).containsExactlyElementsOf(operations);
  }

  /** A condition is compared or refused, never left out. */
  @TestFactory
  Stream<DynamicTest> ifMatch_whereNothingIsCompared_is400() {
    Stage stage = stage();
    ApiClient conditional = client.ifMatch("\"" + stage.dialog() + "\"");
    return service.routes().stream()
        .filter(route -> route.isChange() && !route.conditional())
        .map(
            route ->
                dynamicTest(
                    route.operation(),
                    () -> {
                      ApiResponse response = call(route, conditional, stage);
                      response.problem(400, "If-Match");
                      assertThat(response.json().getString("code"))
                          .isEqualTo("precondition_not_supported");
                    }));
  }

  @TestFactory
  Stream<DynamicTest> token_missingOrInvalid_is401() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("no token", null);
    headers.put("other scheme", "Basic dXNlcjpwYXNz");
    headers.put("unknown issuer", "Bearer " + Token.good().compact());
    headers.put("garbage", "Bearer garbage");
    headers.put("expired", "Bearer " + tokens.mint(request().withTtl(Duration.ofSeconds(-10))));
    headers.put("spoiled", "Bearer " + spoiled(tokens.of(owner)));
    Stage stage = stage();
    return protectedRoutes()
        .flatMap(route -> headers.entrySet().stream().map(h -> refusal(route, stage, h)));
  }

  private DynamicTest refusal(Route route, Stage stage, Map.Entry<String, String> header) {
    boolean ordinary =
        List.of("no token", "other scheme", "unknown issuer").contains(header.getKey());
    return dynamicTest(
        route.operation() + ", " + header.getKey(),
        () -> {
          ApiClient anonymous = service.client();
          ApiClient caller =
              header.getValue() == null
                  ? anonymous
                  : anonymous.header("Authorization", header.getValue());
          ApiResponse response = call(route, caller, stage);
          response.problem(401);
          if (ordinary) {
            assertThat(response.header("WWW-Authenticate")).isEqualTo(ORDINARY);
          } else {
            assertThat(response.header("WWW-Authenticate")).startsWith(ORDINARY).contains(INVALID);
          }
          assertUnchanged(stage);
        });
  }

  @TestFactory
  Stream<DynamicTest> token_notEnough_is403() {
    Map<String, DevTokenRequest> callers = new LinkedHashMap<>();
    callers.put("unrelated scope", scopes("altinn:other"));
    callers.put("no scope", scopes(""));
    callers.put("search scope alone", scopes(Scope.SEARCH));
    callers.put("prefix of the scope", scopes(Scope.SERVICE_PROVIDER + "X"));
    callers.put("admin scope alone", scopes(Scope.ADMIN));
    callers.put("end user", scopes("digdir:dialogporten").withPid("08844397713"));
    callers.put(
        "every scope, no consumer",
        new DevTokenRequest(null, null, everyScope(), null, null, Duration.ofHours(1)));
    callers.put(
        "every scope, consumer with a wrong check digit",
        request().withOrganization("991825828", null).withScopes(everyScope()));
    callers.put(
        "every scope, short name of somebody else",
        request().withOrganization(owner.organizationNumber(), "ttd").withScopes(everyScope()));
    Stage stage = stage();
    return protectedRoutes()
        .flatMap(
            route ->
                callers.entrySet().stream()
                    .map(
                        each ->
                            dynamicTest(
                                route.operation() + ", " + each.getKey(),
                                () -> {
                                  JsonObject problem =
                                      call(route, as(each.getValue()), stage).problem(403);
                                  assertThat(problem.fieldNames()).doesNotContain("errors");
                                  assertUnchanged(stage);
                                })));
  }

  @TestFactory
  Stream<DynamicTest> baseScopeAlone_opensWhatAsksForNoMore() {
    ApiClient caller = as(scopes(Scope.SERVICE_PROVIDER));
    return protectedRoutes()
        .map(
            route ->
                dynamicTest(
                    route.operation(),
                    () -> {
                      boolean enough =
                          route.policy().scopes().equals(List.of(Scope.SERVICE_PROVIDER));
                      int expected = enough ? line(route).owner() : 403;
                      call(route, caller, stage()).expect(expected);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> systemUser_withEveryScope_isOfTheWrongType() {
    ApiClient caller = as(request().withScopes(everyScope()).withSystemUser(SYSTEM_USER));
    return protectedRoutes()
        .filter(route -> !route.policy().permits(UserType.SystemUser))
        .map(
            route ->
                dynamicTest(
                    route.operation(),
                    () -> {
                      Stage stage = stage();
                      ApiResponse response = withoutEndUser(route, caller, stage);
                      if (response != null) {
                        assertThat(response.problem(403, "Type")).contains("ServiceOwner");
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> caller_ofTheDialog_getsWhatTheTableSays() {
    List<DynamicTest> tests = new ArrayList<>();
    service
        .routes()
        .forEach(
            route -> {
              tests.add(ends(route, "owner", line(route).owner(), client));
              ServiceOwner other = ServiceOwner.fresh();
              tests.add(ends(route, "stranger", line(route).stranger(), service.client(other)));
              tests.add(
                  ends(
                      route,
                      "strange admin",
                      line(route).admin(),
                      service.client().with(tokens.of(other, Scope.ADMIN))));
            });
    return tests.stream();
  }

  private DynamicTest ends(Route route, String who, int status, ApiClient caller) {
    return dynamicTest(
        route.operation() + ", " + who,
        () -> {
          Stage stage = stage();
          ApiResponse response = call(route, caller, stage).expect(status);
          if (status >= 400) {
            assertUnchanged(stage);
            assertThat(response.problem(status).containsKey("errors") || status == 403).isTrue();
          }
          if (who.startsWith("strange") && route.policy() == Policy.SEARCH) {
            assertThat(response.body()).doesNotContain(stage.dialog());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> endUserId_invalid_is400Everywhere() {
    Stage stage = stage();
    return protectedRoutes()
        .filter(route -> route.policy() != Policy.NOTIFICATION_CHECK)
        .flatMap(
            route ->
                Stream.of(
                        "ENDUSERID=08844397714",
                        "endUserId=",
                        "endUserId=urn:altinn:systemuser:uuid:" + SYSTEM_USER)
                    .map(
                        query ->
                            dynamicTest(
                                route.operation() + "?" + query,
                                () -> {
                                  String path =
                                      route.path().replaceAll("\\{[^}]*}", stage.dialog());
                                  as(request().withScopes(everyScope()))
                                      .send(route.method().name(), path + "?" + query, null, null)
                                      .problem(400, "EndUserId");
                                })));
  }

  /** Null where the request names an end user, which makes the caller one who acts for a person. */
  private static ApiResponse withoutEndUser(Route route, ApiClient caller, Stage stage) {
    boolean namesOne = route.operation().endsWith("SystemLabels");
    return namesOne ? null : call(route, caller, stage);
  }

  private Stream<Route> protectedRoutes() {
    return service.routes().stream().filter(route -> route.policy() != Policy.OPEN);
  }

  private void assertUnchanged(Stage stage) {
    assertThat(client.get(stage.path()).expect(200).body()).isEqualTo(stage.before());
  }

  private Stage stage() {
    return Stage.of(owner, client);
  }

  private DevTokenRequest request() {
    return DevTokenRequest.of(owner.organizationNumber(), owner.organizationCode());
  }

  private DevTokenRequest scopes(String... scopes) {
    return request().withScopes(List.of(scopes));
  }

  private static List<String> everyScope() {
    return List.of(
        Scope.SERVICE_PROVIDER,
        Scope.SEARCH,
        Scope.CHANGE_TRANSMISSIONS,
        Scope.ADMIN,
        Scope.CORRESPONDENCE,
        Scope.LEGACY_HTML,
        Scope.NOTIFICATION_CONDITION_CHECK);
  }

  private ApiClient as(DevTokenRequest request) {
    return service.client().with(tokens.mint(request));
  }

  private static ApiResponse call(Route route, ApiClient caller, Stage stage) {
    return line(route).call().apply(caller, stage);
  }

  private static EndpointCalls.Line line(Route route) {
    EndpointCalls.Line line = EndpointCalls.BY_OPERATION.get(route.operation());
    assertThat(line).as("a line for " + route.operation()).isNotNull();
    return line;
  }

  private static String spoiled(String token) {
    int at = token.length() - 40;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }
}
