package dev.dialogporten.http.server;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.api.RawHttp;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.dialog.Caller;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.command.DialogCommand.FreezeDialog;
import dev.dialogporten.dialog.command.DialogCommand.RestoreDialog;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a request before its endpoint sees it, in the order of the stages. */
class PipelineTest {
  private static final String ID = "0194d0aa-5b1c-7c3e-9f21-0242ac120002";
  private static final String DIALOG = "/api/v1/serviceowner/dialogs/" + ID;
  private static final UUID REVISION = UUID.fromString("5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11");
  private static final String PERSON = "08844397713";
  private static final AtomicReference<Caller> CALLER = new AtomicReference<>();
  private static ApiFixture server;

  @BeforeAll
  static void start() {
    server =
        new ApiFixture()
            .answering(
                RestoreDialog.class,
                command -> {
                  CALLER.set(command.caller());
                  return Future.succeededFuture(CommandResult.of(REVISION));
                })
            .answering(
                FreezeDialog.class,
                command -> Future.failedFuture(Problem.preconditionFailed(REVISION).toException()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void unknownPath_404() {
    assertProblem(server.anonymous(HttpMethod.GET, "/api/v1/nowhere").send().await(), 404);
  }

  @Test
  void unknownMethod_405WithAllow() {
    var response = server.anonymous(HttpMethod.POST, DIALOG).send().await();
    assertProblem(response, 405);
    assertThat(response.getHeader("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
  }

  @Test
  void options_whatThePathOffers() {
    var response = server.anonymous(HttpMethod.OPTIONS, DIALOG).send().await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.getHeader("Allow")).isEqualTo("DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
    assertThat(response.getHeader("Accept-Patch"))
        .isEqualTo("application/json-patch+json, application/merge-patch+json, application/json");
  }

  @Test
  void noToken_401WithChallenge() {
    var response = server.anonymous(HttpMethod.GET, DIALOG).send().await();
    assertProblem(response, 401);
    assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void expiredToken_saysSo() {
    var response =
        server
            .anonymous(HttpMethod.GET, DIALOG)
            .putHeader("Authorization", "Bearer expired")
            .send()
            .await();
    assertProblem(response, 401);
    assertThat(response.getHeader("WWW-Authenticate")).contains("error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unrelated",
        Scope.SEARCH,
        Scope.SERVICE_PROVIDER + "X",
        Scope.SERVICE_PROVIDER + " no-consumer"
      })
  void policyNotFulfilled_403(String scopes) {
    var response = withScopes(HttpMethod.GET, DIALOG, scopes);
    assertProblem(response, 403);
    assertThat(response.getHeader("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    assertThatJson(response.bodyAsString()).isObject().doesNotContainKey("errors");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /transmissions/" + ID + ", " + Scope.SERVICE_PROVIDER,
    "POST, /activities/" + ID + "/actions/updateFormSavedActivityTime, " + Scope.SERVICE_PROVIDER,
    "GET, /actions/should-send-notification, " + Scope.SERVICE_PROVIDER,
    "GET, /transmissions, " + Scope.NOTIFICATION_CONDITION_CHECK,
  })
  void endpointsWithScopesOfTheirOwn(String method, String path, String scopes) {
    assertProblem(withScopes(HttpMethod.valueOf(method), DIALOG + path, scopes), 403);
  }

  @Test
  void userTypeNotPermitted_403WithKey() {
    var response = withScopes(HttpMethod.GET, DIALOG, Scope.SERVICE_PROVIDER + " system-user");
    assertProblem(response, 403);
    assertThatJson(response.bodyAsString())
        .inPath("$.errors.Type[0]")
        .asString()
        .contains("ServiceOwner, ServiceOwnerOnBehalfOfPerson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EndUserId=garbage", "enduserid=08844397714", "endUserId="})
  void invalidEndUser_400EverywhereBeforeAnythingElse(String query) {
    var response = server.request(HttpMethod.PUT, DIALOG + "?" + query).send().await();
    assertProblem(response, 400);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsKey("EndUserId");
  }

  @ParameterizedTest
  @ValueSource(strings = {PERSON, "urn:altinn:person:identifier-no:" + PERSON})
  void validEndUser_becomesTheCallersPerson(String endUser) {
    var response =
        server
            .request(HttpMethod.POST, DIALOG + "/actions/restore?ENDUSERID=" + endUser)
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(CALLER.get().endUserId()).isEqualTo("urn:altinn:person:identifier-no:" + PERSON);
  }

  @Test
  void onBehalfOfAPerson_adminEndpointRefuses() {
    var response =
        withScopes(
            HttpMethod.POST,
            DIALOG
                + "/activities/"
                + ID
                + "/actions/updateFormSavedActivityTime?endUserId="
                + PERSON,
            Scope.SERVICE_PROVIDER + " " + Scope.ADMIN);
    assertProblem(response, 403);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsKey("Type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/v1/serviceowner/dialogs | text/plain",
        "POST | /api/v1/serviceowner/dialogs | ",
        "POST | /api/v1/serviceowner/dialogs | application/json-patch+json",
        "POST | /api/v1/serviceowner/dialogs | application/json; charset=utf-16",
        "PATCH | " + DIALOG + " | application/merge+json",
        "PUT | " + DIALOG + " | application/jsonp",
      })
  void otherMediaType_415(String method, String path, String type) {
    var request = server.request(HttpMethod.valueOf(method), path);
    if (type != null) {
      request.putHeader("Content-Type", type);
    }
    var response = request.sendBuffer(Buffer.buffer("{}")).await();
    assertProblem(response, 415);
    assertThat(response.getHeader("Accept-Patch") != null).isEqualTo(path.equals(DIALOG));
  }

  @Test
  void compressedBody_415() {
    var response =
        server
            .request(HttpMethod.PUT, DIALOG)
            .putHeader("Content-Type", "application/json")
            .putHeader("Content-Encoding", "gzip")
            .sendBuffer(Buffer.buffer("{}"))
            .await();
    assertProblem(response, 415);
  }

  @Test
  void actionsTakeAnyContentType_butNotAnnouncedJsonThatIsMissing() {
    String restore = DIALOG + "/actions/restore";
    var text = server.request(HttpMethod.POST, restore).putHeader("Content-Type", "text/plain");
    assertThat(text.sendBuffer(Buffer.buffer("x")).await().statusCode()).isEqualTo(204);
    var json =
        server.request(HttpMethod.POST, restore).putHeader("Content-Type", "application/json");
    var response = json.send().await();
    assertProblem(response, 400);
    assertThatJson(response.bodyAsString())
        .inPath("$.errors")
        .isObject()
        .containsKey("SerializerErrors");
  }

  @Test
  void literalSegmentsAndQueryNames_inAnyCase() {
    var response =
        server
            .request(
                HttpMethod.POST,
                "/API/v1/ServiceOwner/DIALOGS/"
                    + ID.toUpperCase()
                    + "/Actions/Restore/?issilentupdate=TRUE")
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
  }

  @Test
  void unreadableValues_reportedTogether() {
    var response =
        server
            .request(
                HttpMethod.POST, "/api/v1/serviceowner/dialogs/17/actions/restore?isSilentUpdate=1")
            .putHeader("If-Match", "17")
            .send()
            .await();
    assertProblem(response, 400);
    assertThatJson(response.bodyAsString())
        .inPath("$.errors")
        .isObject()
        .containsOnlyKeys("dialogId", "isSilentUpdate", "If-Match");
  }

  @Test
  void queryThatCannotBeDecoded_400() {
    String raw = raw("POST " + DIALOG + "/actions/restore?a=%zz HTTP/1.1");
    assertThat(raw).startsWith("HTTP/1.1 400 ").contains("\"code\":\"invalid_parameter\"");
  }

  /** One of them a proxy may have checked, and we another. */
  @Test
  void fieldsThatStandOnce_twice_400() {
    String get = "GET " + DIALOG + " HTTP/1.1\r\n";
    assertThat(raw(get + "Authorization: Bearer other")).contains(" 400 ", "\"Authorization\"");
    assertThat(raw(get + "Host: other")).contains(" 400 ", "\"Host\"");
    assertThat(raw("GET /openapi.yaml HTTP/1.1\r\nHost: other")).contains(" 400 ", "\"Host\"");
  }

  @Test
  void requestLineTooLong_414() {
    assertThat(raw("GET /" + "a".repeat(40_000) + " HTTP/1.1")).contains(" 414 ", "uri_too_long");
  }

  @Test
  void headersTooLarge_431() {
    assertThat(raw("GET " + DIALOG + " HTTP/1.1\r\nX: " + "a".repeat(40_000)))
        .contains(" 431 ", "headers_too_large");
  }

  @Test
  void refusal_keepsTheCallersTraceAndNamesTheRevision() {
    String trace = "7f0e1c5b6c2f4a7d9d3b1f2a4c5e6f70";
    var response =
        server
            .request(HttpMethod.POST, DIALOG + "/actions/freeze?x=1")
            .putHeader("traceparent", "00-" + trace + "-1122334455667788-01")
            .send()
            .await();
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThatJson(response.bodyAsString())
        .isEqualTo(
            """
            { "type": "https://datatracker.ietf.org/doc/html/rfc7232#section-4.2",
              "title": "Precondition failed.", "status": 412, "code": "precondition_failed",
              "instance": "%s/actions/freeze",
              "traceId": "${json-unit.regex}00-%s-[0-9a-f]{16}-01",
              "currentRevision": "%s" }
            """
                .formatted(DIALOG, trace, REVISION));
  }

  @Test
  void everyAnswer_isNeitherSniffedNorStored() {
    var response = server.request(HttpMethod.POST, DIALOG + "/actions/restore").send().await();
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.getHeader("Date")).endsWith("GMT");
    assertThat(response.getHeader("Server")).isNull();
  }

  @Test
  void slowAuthentication_losesNoBody() {
    var response =
        server
            .anonymous(HttpMethod.POST, DIALOG + "/actions/restore")
            .putHeader("Authorization", "Bearer slow " + Scope.SERVICE_PROVIDER)
            .putHeader("Content-Type", "application/json")
            .sendBuffer(Buffer.buffer("{}"))
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
  }

  @Test
  void bareEtag_bySetting() {
    try (ApiFixture bare = new ApiFixture(ApiFixture.settings(EtagForm.BARE, 1000, 10))) {
      bare.answering(
          RestoreDialog.class, command -> Future.succeededFuture(CommandResult.of(REVISION)));
      var response = bare.request(HttpMethod.POST, DIALOG + "/actions/restore").send().await();
      assertThat(response.getHeader("ETag")).isEqualTo(REVISION.toString());
    }
  }

  private static HttpResponse<Buffer> withScopes(HttpMethod method, String uri, String scopes) {
    return server
        .anonymous(method, uri)
        .putHeader("Authorization", "Bearer " + scopes)
        .send()
        .await();
  }

  private static void assertProblem(HttpResponse<Buffer> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.getHeader("Content-Type"))
        .isEqualTo("application/problem+json; charset=utf-8");
    assertThatJson(response.bodyAsString())
        .isObject()
        .containsEntry("status", java.math.BigDecimal.valueOf(status))
        .containsKeys("type", "title", "instance", "traceId", "code");
  }

  private static String raw(String head) {
    return RawHttp.exchange(
        server.port(), head + "\r\nHost: x\r\nAuthorization: " + ApiFixture.OWNER + "\r\n\r\n");
  }
}
