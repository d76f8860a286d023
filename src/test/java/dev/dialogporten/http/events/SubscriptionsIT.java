package dev.dialogporten.http.events;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Managing webhook subscriptions. Nothing is delivered here; see WebhookDeliveryIT. */
@ExtendWith(ServiceExtension.class)
class SubscriptionsIT {
  private static final String SUBSCRIPTIONS = "/api/v1/serviceowner/subscriptions";
  private static final String URL = "http://127.0.0.1:1/hook?tenant=1";
  private static final String DIALOG = "0199b8c1-6f2e-7a10-9d5e-0d5f2f6f7a01";

  /** Its own, because services on one database share the deliveries. */
  private static TestService service;

  private final ServiceOwner owner;
  private final ApiClient client;

  SubscriptionsIT(ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            TestDatabase.fresh(),
            Map.of(
                "events.webhooks.allow-private-targets", "true",
                "events.webhooks.allow-http", "true",
                "events.webhooks.max-per-org", "3"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void create_least() {
    ApiResponse created = client.post(SUBSCRIPTIONS, body()).expect(201);

    JsonObject made = created.json();
    assertThat(created.etag()).isEqualTo("\"" + made.getString("revision") + "\"");
    assertThat(created.header("Location")).isEqualTo(path(made));
    assertThat(made.getString("secret")).startsWith("whsec_").hasSizeGreaterThan(40);
    assertThatJson(created.body())
        .whenIgnoringPaths("id", "revision", "createdAt", "updatedAt", "secret")
        .isEqualTo(
            new JsonObject()
                .put("url", URL)
                .put("types", new JsonArray())
                .put("resources", new JsonArray())
                .put("parties", new JsonArray())
                .put("dialogIds", new JsonArray())
                .put("status", "active")
                .encode());
  }

  @Test
  void create_everything_isReadBackWithoutTheSecret() {
    JsonObject body =
        body()
            .put("description", "for the archive – æøå")
            .put("types", List.of("dialogporten.dialog.created.v1", "dialogporten.dialog.act*"))
            .put("resources", List.of("urn:altinn:resource:UPPER"))
            .put("parties", List.of("urn:altinn:organization:identifier-no:991825827"))
            .put("dialogIds", List.of(DIALOG))
            .put("paused", true);

    JsonObject made = client.post(SUBSCRIPTIONS, body).expect(201).json();

    ApiResponse read = client.get(path(made)).expect(200);
    assertThat(read.etag()).isEqualTo("\"" + made.getString("revision") + "\"");
    JsonObject expected = body.copy();
    expected.remove("paused");
    expected
        .put("status", "paused")
        .put("resources", List.of("urn:altinn:resource:upper"))
        .put("types", List.of("dialogporten.dialog.act*", "dialogporten.dialog.created.v1"));
    assertThatJson(read.body())
        .whenIgnoringPaths("id", "revision", "createdAt", "updatedAt")
        .isEqualTo(expected.encode());
    made.remove("secret");
    assertThatJson(read.body()).isEqualTo(made.encode());
    assertThatJson(client.get(SUBSCRIPTIONS).expect(200).body())
        .isEqualTo(new JsonArray().add(made).encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url         | {}
          url         | {"url": null}
          url         | {"url": ""}
          url         | {"url": 5}
          url         | {"url": "nonsense"}
          url         | {"url": "ftp://127.0.0.1/"}
          url         | {"url": "http://user:password@127.0.0.1/"}
          url         | {"url": "http://127.0.0.1/#fragment"}
          url         | {"url": "http://127.0.0.1:0/"}
          description | {"url": "http://127.0.0.1:1/", "description": 5}
          description | {"url": "http://127.0.0.1:1/", "description": "\\u0000"}
          description | {"url": "http://127.0.0.1:1/", "description": "\\ud800"}
          url         | {"url": "http://127.0.0.1:1/\\u0000"}
          types       | {"url": "http://127.0.0.1:1/", "types": "dialogporten.dialog.created.v1"}
          types       | {"url": "http://127.0.0.1:1/", "types": [5]}
          types       | {"url": "http://127.0.0.1:1/", "types": [""]}
          types       | {"url": "http://127.0.0.1:1/", "types": ["*.created.v1"]}
          types       | {"url": "http://127.0.0.1:1/", "types": ["Dialog"]}
          resources   | {"url": "http://127.0.0.1:1/", "resources": {}}
          resources   | {"url": "http://127.0.0.1:1/", "resources": ["super-simple-service"]}
          parties     | {"url": "http://127.0.0.1:1/", "parties": [null]}
          parties     | {"url": "http://127.0.0.1:1/", "parties": ["991825827"]}
          dialogIds   | {"url": "http://127.0.0.1:1/", "dialogIds": ["x"]}
          paused      | {"url": "http://127.0.0.1:1/", "paused": "yes"}
          since       | {"url": "http://127.0.0.1:1/", "since": "x"}
          since       | {"url": "http://127.0.0.1:1/", "since": 5}
          since       | {"url": "http://127.0.0.1:1/", "since": "99999999999999.1"}
          """)
  void create_fieldRules(String key, String body) {
    client.post(SUBSCRIPTIONS, body).problem(400, key);
    assertThat(client.get(SUBSCRIPTIONS).array()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"types", "resources", "parties", "dialogIds"})
  void create_tooManyValues(String name) {
    List<String> values =
        IntStream.range(0, 101)
            .mapToObj(
                i ->
                    switch (name) {
                      case "dialogIds" -> UUID.randomUUID().toString();
                      case "parties" -> "urn:altinn:person:legacy-selfidentified:u" + i;
                      case "resources" -> "urn:altinn:resource:r" + i;
                      default -> "dialogporten.t" + i;
                    })
            .toList();

    client.post(SUBSCRIPTIONS, body().put(name, values)).problem(400, name);
    client.post(SUBSCRIPTIONS, body().put(name, values.subList(0, 100))).expect(201);
  }

  @Test
  void create_lengths() {
    String longest = URL + "x".repeat(2_000 - URL.length());
    client.post(SUBSCRIPTIONS, body().put("url", longest + "x")).problem(400, "url");
    client
        .post(SUBSCRIPTIONS, body().put("description", "x".repeat(256)))
        .problem(400, "description");
    String type = "a".repeat(101);
    client.post(SUBSCRIPTIONS, body().put("types", List.of(type))).problem(400, "types");
    client
        .post(SUBSCRIPTIONS, body().put("url", longest).put("description", "x".repeat(255)))
        .expect(201);
  }

  @Test
  void create_faultsAreReportedTogether() {
    JsonObject errors =
        client
            .post(SUBSCRIPTIONS, "{\"description\": 1, \"types\": 1, \"paused\": 1}")
            .problem(400)
            .getJsonObject("errors");

    assertThat(errors.fieldNames())
        .containsExactlyInAnyOrder("url", "description", "types", "paused");
  }

  @Test
  void create_notAnObject_notJson_notThisMediaType() {
    client.post(SUBSCRIPTIONS, "[]").problem(400);
    client.post(SUBSCRIPTIONS, "{").problem(400);
    client.send("POST", SUBSCRIPTIONS, "text/plain", body()).problem(415);
  }

  @Test
  void create_tooMany_422_roomAgainAfterDeletion() {
    String first = path(create());
    create();
    create();

    client.post(SUBSCRIPTIONS, body()).problem(422, "WebhookSubscription");
    client.delete(first).expect(204);
    client.post(SUBSCRIPTIONS, body()).expect(201);
  }

  @Test
  void create_privateTarget_refusedUnlessAllowed(TestService strict) {
    ApiClient careful = strict.client(owner);
    for (String url : List.of("https://127.0.0.1/", "https://[::1]/", "https://localhost:8443/")) {
      assertThat(careful.post(SUBSCRIPTIONS, body().put("url", url)).problem(400, "url"))
          .contains("public internet");
    }
    assertThat(careful.post(SUBSCRIPTIONS, body()).problem(400, "url")).contains("https://");
  }

  @Test
  void replace_everything() {
    JsonObject made = create();
    JsonObject wish =
        body()
            .put("url", URL + "&more")
            .put("description", "other")
            .put("types", List.of("dialogporten.dialog.deleted.v1"))
            .put("dialogIds", List.of(DIALOG))
            .put("paused", true);

    ApiResponse replaced = client.put(path(made), wish).expect(200);

    assertThat(replaced.json().getString("revision")).isNotEqualTo(made.getString("revision"));
    assertThat(replaced.etag()).isEqualTo("\"" + replaced.json().getString("revision") + "\"");
    assertThat(replaced.json().getInstant("updatedAt")).isAfter(made.getInstant("updatedAt"));
    assertThat(replaced.json().getInstant("createdAt")).isEqualTo(made.getInstant("createdAt"));
    JsonObject expected = wish.copy().put("status", "paused").put("id", made.getString("id"));
    expected.put("resources", new JsonArray()).put("parties", new JsonArray()).remove("paused");
    assertThatJson(replaced.body())
        .whenIgnoringPaths("revision", "createdAt", "updatedAt")
        .isEqualTo(expected.encode());
    assertThatJson(client.get(path(made)).body()).isEqualTo(replaced.body());
    client.put(path(made), body().put("url", "")).problem(400, "url");
    client.put(path(made), body().put("url", "ftp://127.0.0.1/")).problem(400, "url");
    client.send("PUT", path(made), "text/plain", body()).problem(415);
  }

  @Test
  void replace_conditional() {
    JsonObject made = create();
    String stale = "\"" + made.getString("revision") + "\"";
    ApiResponse current = client.ifMatch(stale).put(path(made), body()).expect(200);

    ApiResponse refused = client.ifMatch(stale).put(path(made), body());

    assertThat(refused.problem(412).getString("currentRevision"))
        .isEqualTo(current.json().getString("revision"));
    assertThat(refused.etag()).isEqualTo(current.etag());
    client.ifMatch("nonsense").put(path(made), body()).problem(400, "If-Match");
    client.ifMatch("*").put(path(made), body()).expect(200);
    client.ifMatch(stale).delete(path(made)).problem(412);
    client.ifMatch("nonsense").delete(path(made)).problem(400, "If-Match");
    client.ifMatch(client.get(path(made)).etag()).delete(path(made)).expect(204);
  }

  /** Who is not bound to a revision never loses a race. */
  @Test
  void replace_inParallel_allSucceed() {
    JsonObject made = create();
    List<CompletableFuture<ApiResponse>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> client.put(path(made), body().put("description", "d" + i))))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join))
        .extracting(ApiResponse::status)
        .containsOnly(200);
  }

  @Test
  void delete_isGone() {
    JsonObject made = create();

    client.delete(path(made)).expect(204);

    client.get(path(made)).problem(404, "WebhookSubscription");
    client.delete(path(made)).problem(404, "WebhookSubscription");
    assertThat(client.get(SUBSCRIPTIONS).array()).isEmpty();
  }

  @Test
  void rotateSecret_newSecretAndRevision() {
    JsonObject made = create();

    JsonObject rotated = client.post(path(made) + "/actions/rotateSecret").expect(200).json();

    assertThat(rotated.getString("secret"))
        .startsWith("whsec_")
        .isNotEqualTo(made.getString("secret"));
    assertThat(rotated.getString("revision")).isNotEqualTo(made.getString("revision"));
    assertThat(client.get(path(made)).json().containsKey("secret")).isFalse();
  }

  @Test
  void deadLetters_none() {
    String path = path(create()) + "/deadletters";

    assertThat(client.get(path).expect(200).json().encode()).isEqualTo("{\"items\":[]}");
    client.get(path + "?limit=0").problem(400, "limit");
    client.get(path + "?limit=1001").problem(400, "limit");
    client.get(path + "?limit=x").problem(400, "limit");
    client.get(path + "?since=x").problem(400, "since");
    client.get(path + "?since=1.2.3&limit=1000").expect(200);
  }

  @Test
  void replay_bodyRules() {
    String path = path(create()) + "/deadletters/actions/replay";

    assertThat(client.post(path, "{}").expect(202).json().getInteger("replayed")).isZero();
    client.post(path, "{\"positions\": null}").expect(202);
    assertThat(client.post(path, "{\"positions\": [\"1.2.3\"]}").expect(202).json().encode())
        .isEqualTo("{\"replayed\":0}");
    for (String body :
        List.of(
            "[]",
            "{\"positions\": []}",
            "{\"positions\": [1]}",
            "{\"positions\": [\"x\"]}",
            "{\"positions\": \"1.2.3\"}")) {
      client.post(path, body).problem(400, "positions");
    }
    client.post(path, "{").problem(400);
    client.send("POST", path, "text/plain", "{}").problem(415);
  }

  @Test
  void anotherOwners_isNotFound(ServiceOwner other) {
    JsonObject made = create();
    ApiClient stranger = service.client(other);

    assertThat(stranger.get(SUBSCRIPTIONS).expect(200).array()).isEmpty();
    everyOperation(stranger, path(made), 404);
    everyOperation(client, SUBSCRIPTIONS + "/" + UUID.randomUUID(), 404);
    everyOperation(client, SUBSCRIPTIONS + "/x", 400);
    client.get(path(made)).expect(200);
  }

  @Test
  void withoutTokenOrScope() {
    String path = path(create());

    everyOperation(service.client(), path, 401);
    everyOperation(client.with(service.tokens().withOnly(owner, "openid")), path, 403);
    service.client().get(SUBSCRIPTIONS).problem(401);
    service.client().post(SUBSCRIPTIONS, body()).problem(401);
    ApiClient unknown = client.with(service.tokens().of(new ServiceOwner("991825827", null)));
    unknown.get(SUBSCRIPTIONS).problem(403, "Forbidden");
    unknown.post(SUBSCRIPTIONS, body()).problem(403, "Forbidden");
  }

  private static void everyOperation(ApiClient client, String path, int status) {
    client.get(path).problem(status);
    client.put(path, body()).problem(status);
    client.post(path + "/actions/rotateSecret").problem(status);
    client.post(path + "/actions/test").problem(status);
    client.get(path + "/deadletters").problem(status);
    client.post(path + "/deadletters/actions/replay", "{}").problem(status);
    client.delete(path).problem(status);
  }

  private JsonObject create() {
    return client.post(SUBSCRIPTIONS, body()).expect(201).json();
  }

  private static JsonObject body() {
    return new JsonObject().put("url", URL);
  }

  private static String path(JsonObject subscription) {
    return SUBSCRIPTIONS + "/" + subscription.getString("id");
  }
}
