package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.auth.dev.DevTokenRequest;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are the same for every endpoint. */
@ExtendWith(ServiceExtension.class)
class ErrorsIT {
  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  ErrorsIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void notFound_whole() {
    String id = FullDialog.id();
    ApiResponse response = client.get(DIALOGS + "/" + id);
    response.problem(404);
    assertThat(response.header("Content-Type"))
        .isEqualTo("application/problem+json; charset=utf-8");
    assertThatJson(response.body())
        .isEqualTo(
            """
            { "type": "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.4",
              "title": "Resource not found.", "status": 404, "code": "not_found",
              "instance": "/api/v1/serviceowner/dialogs/%1$s",
              "traceId": "${json-unit.regex}00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}",
              "errors": { "DialogEntity": [ "${json-unit.regex}.*%1$s.*" ] } }
            """
                .formatted(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", ""})
  void noValidToken_401(String token) {
    ApiResponse response = client.with(token).get(DIALOGS + "/" + FullDialog.id());
    response.problem(401);
    assertThat(response.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(response.body()).doesNotContain("errors");
  }

  @Test
  void noToken_401() {
    ApiResponse response = client.with(null).post(DIALOGS, "{}");
    response.problem(401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {Scope.SEARCH, Scope.SERVICE_PROVIDER + "X", "digdir:dialogporten"})
  void otherScopes_403(String scope) {
    String path = DIALOGS + "/" + FullDialog.id();
    ApiClient other = client.with(service.tokens().withOnly(owner, scope));
    for (ApiResponse response :
        new ApiResponse[] {
          other.get(path), other.post(DIALOGS, "{}"), other.delete(path), other.get(DIALOGS)
        }) {
      response.problem(403);
      assertThat(response.header("WWW-Authenticate")).contains("insufficient_scope");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          991825828 | ''  | true  | The token names no valid consumer organisation
          991825828 | ''  | false | serviceprovider.search. The token names no valid consumer
          ''        | ttd | true  | urn:altinn:org is not the short name of its consumer
          ''        | ''  | false | have the scopes: digdir:dialogporten.serviceprovider
          """)
  void policyRefusal_saysWhatTheTokenLacks(
      String number, String shortName, boolean scopes, String detail) {
    DevTokenRequest request =
        DevTokenRequest.of(
                number.isEmpty() ? owner.organizationNumber() : number,
                shortName.isEmpty() && number.isEmpty() ? owner.organizationCode() : shortName)
            .withScopes(scopes ? DevTokenRequest.SERVICE_OWNER_SCOPES : List.of("altinn:other"));
    ApiClient refused = client.with(service.tokens().mint(request));
    assertThat(refused.get(DIALOGS).problem(403).getString("detail")).contains(detail);
  }

  @Test
  void scopesOfTheirOwn() {
    String path = DIALOGS + "/" + FullDialog.id();
    ApiClient base = client.with(service.tokens().withOnly(owner, Scope.SERVICE_PROVIDER));
    base.get(DIALOGS).problem(403);
    base.get(path + "/actions/should-send-notification").problem(403);
    base.put(path + "/transmissions/" + FullDialog.id(), "{}").problem(403);
    base.get(path).problem(404);
    ApiClient checker =
        client.with(service.tokens().withOnly(owner, Scope.NOTIFICATION_CONDITION_CHECK));
    checker.get(path).problem(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | '' | 400",
        "application/json | null | 400",
        "application/json | [] | 400",
        "application/json | {\"a\": | 400",
        "application/json | {} {} | 400",
        "application/json | {'a':1} | 400",
        "text/plain | {} | 415",
        "application/xml | <a/> | 415"
      })
  void bodiesThatCannotBeRead(String type, String body, int status) {
    JsonObject problem = client.send("POST", DIALOGS, type, body).problem(status);
    if (status == 400) {
      assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly("SerializerErrors");
    }
  }

  @Test
  void noContentType_415() {
    client.send("POST", DIALOGS, null, "{}").problem(415);
  }

  @Test
  void deeplyNested_400() {
    String body = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";
    client.post(DIALOGS, body).problem(400, "SerializerErrors");
    client.post(DIALOGS, "{\"a\":" + "[".repeat(200_000)).problem(400, "SerializerErrors");
  }

  @Test
  void textThatCannotBeStored_400() {
    JsonObject body = Dialogs.create(owner).put("externalReference", "a\u0000b");
    client.post(DIALOGS, body).problem(400);
    client
        .post(
            DIALOGS,
            Dialogs.create(owner).put("externalReference", "X").encode().replace("X", "\\ud800"))
        .problem(400);
  }

  @Test
  void largestBody_andOneByteMore() {
    String dialog = Dialogs.create(owner).encode();
    String padding = " ".repeat(20_000_000 - dialog.length());
    client.post(DIALOGS, dialog + padding).expect(201);
    JsonObject problem = client.post(DIALOGS, dialog + padding + " ").problem(413);
    assertThat(problem.getString("title"))
        .isEqualTo("Payload too large. The maximum allowed size is 20000000 bytes.");
    assertThat(problem.containsKey("errors")).isFalse();
  }

  @Test
  void personIdNowhereUsed_isCheckedAllTheSame() {
    String path = DIALOGS + "/" + FullDialog.id();
    client.post(path + "/activities?EndUserId=garbage", "{").problem(400, "EndUserId");
    client.delete(path + "?ENDUSERID=garbage").problem(400, "EndUserId");
  }

  @ParameterizedTest
  @CsvSource({
    "isSilentUpdate=1, 400",
    "issilentupdate=TRUE, 404",
    "ISSILENTUPDATE=, 404",
    "x=1, 404"
  })
  void queryFlags(String query, int status) {
    client.delete(DIALOGS + "/" + FullDialog.id() + "?" + query).problem(status);
  }

  @Test
  void idsInEveryForm() {
    String id = client.created(Dialogs.create(owner)).getString("id");
    client.get(DIALOGS + "/" + id.toUpperCase()).expect(200);
    client.get(DIALOGS + "/" + id.replace("-", "")).expect(200);
    client.get(DIALOGS + "/%7B" + id + "%7D").expect(200);
    client.get(DIALOGS + "/(" + id + ")").expect(200);
    client.get(DIALOGS + "/" + id.substring(1)).problem(400, "dialogId");
    client.get("/API/V1/serviceOwner/Dialogs/" + id + "/").expect(200);
  }

  @Test
  void notificationCondition() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    String path = DIALOGS + "/" + dialog.getString("id");
    String transmission =
        client.post(path + "/transmissions", Dialogs.transmission()).expect(201).id().toString();
    client
        .post(
            path + "/activities",
            Dialogs.activity()
                .put("type", "TransmissionOpened")
                .put("transmissionId", transmission))
        .expect(201);
    client.delete(path).expect(204);
    ApiClient checker =
        service
            .client()
            .with(
                service
                    .tokens()
                    .withOnly(ServiceOwner.fresh(), Scope.NOTIFICATION_CONDITION_CHECK));
    Map<String, Boolean> expected =
        Map.of(
            "conditionType=NotExists&activityType=FormSaved",
            true,
            "conditionType=Exists&activityType=FormSaved",
            false,
            "conditionType=Exists&activityType=TransmissionOpened&transmissionId=" + transmission,
            true,
            "conditionType=NotExists&activityType=TransmissionOpened&transmissionId="
                + FullDialog.id(),
            true);
    expected.forEach(
        (query, send) ->
            assertThatJson(
                    checker
                        .get(path + "/actions/should-send-notification?" + query)
                        .expect(200)
                        .body())
                .isEqualTo("{\"sendNotification\":" + send + "}"));
    checker
        .get(
            DIALOGS
                + "/"
                + FullDialog.id()
                + "/actions/should-send-notification?conditionType=Exists&activityType=FormSaved")
        .problem(404, "DialogEntity");
  }

  @Test
  void bareEtag() {
    try (TestService bare = TestService.start(Map.of("http.etag", "bare"))) {
      ApiResponse created = bare.client(owner).post(DIALOGS, Dialogs.create(owner)).expect(201);
      String path = DIALOGS + "/" + created.id();
      assertThat(bare.client(owner).get(path).json().getString("revision"))
          .isEqualTo(created.etag());
      bare.client(owner).ifMatch(created.etag()).delete(path).expect(204);
    }
  }
}
