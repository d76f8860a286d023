package dev.dialogporten.auth;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to another service owner, named inside the body of a request. */
@ExtendWith(ServiceExtension.class)
class ForeignReferencesIT {
  private final TestService service;
  private final ServiceOwner owner;
  private final ServiceOwner other = ServiceOwner.fresh();
  private final ApiClient client;

  ForeignReferencesIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  /** Every place of a body where a resource can be named; the attribute is given. */
  private Map<String, BiFunction<ApiClient, String, ApiResponse>> places() {
    Map<String, BiFunction<ApiClient, String, ApiResponse>> places = new LinkedHashMap<>();
    for (String list : new String[] {"guiActions", "apiActions", "transmissions"}) {
      places.put(
          "POST dialog, " + list,
          (c, attribute) -> c.post(DIALOGS, Dialogs.create(owner).put(list, one(list, attribute))));
      places.put(
          "PUT dialog, " + list,
          (c, attribute) -> c.put(dialog(), Dialogs.replace("x").put(list, one(list, attribute))));
      places.put(
          "PATCH dialog, " + list,
          (c, attribute) ->
              c.patch(
                  dialog(),
                  new JsonArray().add(Dialogs.operation("add", "/" + list, one(list, attribute)))));
    }
    places.put(
        "POST transmission",
        (c, attribute) ->
            c.post(
                dialog() + "/transmissions",
                Dialogs.transmission().put("authorizationAttribute", attribute)));
    return places;
  }

  @TestFactory
  Stream<DynamicTest> resourceOfAnother_inAnAttribute_is403() {
    String foreign = other.resource().toUpperCase(Locale.ROOT);
    return places().entrySet().stream()
        .map(
            place ->
                dynamicTest(
                    place.getKey(),
                    () ->
                        assertThat(
                                place.getValue().apply(client, foreign).problem(403, "Forbidden"))
                            .contains("[" + other.resource() + "]")));
  }

  @TestFactory
  Stream<DynamicTest> otherAttributes_areFree() {
    return places().entrySet().stream()
        .flatMap(
            place ->
                Stream.of("urn:altinn:subresource:x", "plain", owner.otherResource())
                    .map(
                        attribute ->
                            dynamicTest(
                                place.getKey() + ", " + attribute,
                                () ->
                                    assertThat(place.getValue().apply(client, attribute).status())
                                        .isBetween(200, 299))));
  }

  @TestFactory
  Stream<DynamicTest> resourceOfAnother_isFreeForAdmins() {
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    return places().entrySet().stream()
        .map(
            place ->
                dynamicTest(
                    place.getKey(),
                    () ->
                        assertThat(place.getValue().apply(admin, other.resource()).status())
                            .isBetween(200, 299)));
  }

  @Test
  void create_onAResourceOfAnother_is403_namingItInLowerCase() {
    JsonObject body =
        Dialogs.create(
            other
                .resource()
                .toUpperCase(Locale.ROOT)
                .replace("URN:ALTINN:RESOURCE:", "urn:altinn:resource:"));

    assertThat(client.post(DIALOGS, body).problem(403, "Forbidden")).contains(other.resource());
  }

  @Test
  void create_onAResourceNobodyKnows_is422() {
    JsonObject body = Dialogs.create("urn:altinn:resource:nobody-knows-it");
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));

    client.post(DIALOGS, body).problem(422, "ServiceResource");
    ApiResponse asAdmin = admin.post(DIALOGS, body);
    asAdmin.problem(422, "ServiceResource");
    asAdmin.problem(422, "Org");
  }

  @Test
  void create_asAdminForAnother_belongsToThatOne() {
    ApiClient admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    String path = DIALOGS + "/" + admin.post(DIALOGS, Dialogs.create(other)).expect(201).id();

    assertThat(service.client(other).get(path).expect(200).json().getString("org"))
        .isEqualTo(other.organizationCode());
    client.get(path).problem(404, "DialogEntity");
  }

  @Test
  void idOfADialogOfAnother_isTakenButShowsNothing() {
    String theirs =
        service.client(other).post(DIALOGS, Dialogs.create(other)).expect(201).id().toString();

    ApiResponse response = client.post(DIALOGS, Dialogs.create(owner).put("id", theirs));

    response.problem(422, "Dialog");
    assertThat(response.body()).doesNotContain(other.organizationCode() + "-service");
  }

  @Test
  void transmissionOfAnother_cannotBeAnswered() {
    Stage theirs = Stage.of(other, service.client(other));
    JsonObject answer = Dialogs.transmission().put("relatedTransmissionId", theirs.transmission());

    ApiResponse refused = client.post(dialog() + "/transmissions", answer);
    ApiResponse unknown =
        client.post(
            dialog() + "/transmissions",
            answer.copy().put("relatedTransmissionId", "0197a000-0000-7000-8000-000000000000"));

    assertThat(refused.status())
        .as(refused.body() + unknown.body())
        .isEqualTo(unknown.status())
        .isEqualTo(422);
  }

  @Test
  void childrenOfAnother_areNotFoundUnderOnesOwnDialog() {
    Stage theirs = Stage.of(other, service.client(other));
    String own = dialog();

    client.get(own + "/transmissions/" + theirs.transmission()).problem(404, "DialogTransmission");
    client.get(own + "/activities/" + theirs.activity()).problem(404, "DialogActivity");
    client.get(own + "/seenlog/" + theirs.seen()).problem(404, "DialogSeenLog");
    client
        .put(
            own + "/transmissions/" + theirs.transmission() + "?isSilentUpdate=true",
            Dialogs.transmission())
        .problem(404, "DialogTransmission");
  }

  @Test
  void bulkLabels_withOneDialogOfAnother_changeNothing() {
    Stage own = Stage.of(owner, client);
    Stage theirs = Stage.of(other, service.client(other));
    String before = client.get(own.path()).body();
    JsonArray both =
        new JsonArray()
            .add(new JsonObject().put("dialogId", own.dialog()))
            .add(new JsonObject().put("dialogId", theirs.dialog()));

    String told =
        client
            .post(
                DIALOGS + "/endusercontext/systemlabels/actions/bulkset?endUserId=" + Stage.PERSON,
                new JsonObject().put("dialogs", both).put("addLabels", new JsonArray().add("Bin")))
            .problem(404, "DialogEntity");

    assertThat(told).contains(theirs.dialog()).doesNotContain(own.dialog());
    assertThat(client.get(own.path()).body()).isEqualTo(before);
  }

  private String dialog() {
    return DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
  }

  private static JsonArray one(String list, String attribute) {
    JsonObject element =
        switch (list) {
          case "guiActions" ->
              new JsonObject()
                  .put("action", "open")
                  .put("url", "https://example.com/form")
                  .put("priority", "Primary")
                  .put("title", Dialogs.text("Open").getJsonArray("value"));
          case "apiActions" ->
              new JsonObject()
                  .put("action", "open")
                  .put(
                      "endpoints",
                      new JsonArray()
                          .add(
                              new JsonObject()
                                  .put("url", "https://example.com/api")
                                  .put("httpMethod", "GET")));
          default -> Dialogs.transmission();
        };
    return new JsonArray().add(element.put("authorizationAttribute", attribute));
  }
}
