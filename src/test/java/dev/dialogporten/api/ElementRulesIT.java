package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attachments, actions, transmissions, activities and labels of a new dialog. */
@ExtendWith(ServiceExtension.class)
class ElementRulesIT {
  private static final String GUI =
      "{\"action\":\"a\",\"url\":\"https://e.no/\",\"priority\":\"%s\","
          + "\"title\":[{\"value\":\"t\",\"languageCode\":\"nb\"}]}";

  private final ServiceOwner owner;
  private final ApiClient client;

  ElementRulesIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  /** A dialog that has one of everything and may be created any number of times. */
  private JsonObject body() {
    String text =
        """
        { "attachments": [ { "urls": [ { "url": "https://e.no/", "consumerType": "Gui" } ] } ],
          "guiActions": [ GUI ],
          "apiActions": [ { "action": "a", "endpoints": [ { "url": "https://e.no/", "httpMethod": "GET" } ] } ] }
        """
            .replace("GUI", GUI.formatted("Primary"));
    JsonObject attachment = new JsonObject(text).getJsonArray("attachments").getJsonObject(0);
    JsonObject transmission =
        Dialogs.transmission()
            .put("attachments", new JsonArray().add(attachment))
            .put("navigationalActions", new JsonArray(navigation()));
    return Dialogs.create(owner)
        .mergeIn(new JsonObject(text))
        .put("transmissions", new JsonArray().add(transmission))
        .put("activities", new JsonArray().add(Dialogs.activity()));
  }

  private static String navigation() {
    return "[{\"url\":\"https://e.no/\",\"title\":[{\"value\":\"t\",\"languageCode\":\"nb\"}]}]";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/id = ",
        "/attachments/0/id = ",
        "/attachments/0/urls/0/id = ",
        "/guiActions/0/id = ",
        "/apiActions/0/id = ",
        "/transmissions/0/id = ",
        "/transmissions/0/attachments/0/id = ",
        "/activities/0/id = "
      })
  void id_isAUuidV7OfNoFutureTime(String place) {
    String key = "dto." + place.replaceAll("/(\\d)", "[$1]").replaceAll("/", ".").substring(1);
    String member = key.replace(" = ", "");
    for (String good : new String[] {"\"{id-9999999}\"", "\"{id+14}\"", "null"}) {
      client.post(DIALOGS, Edit.of(body(), place + good)).expect(201);
    }
    String swapped = "bf0b0a02-0ba2-6379-933b-ce8b7c6f9c1e";
    for (String bad :
        new String[] {
          "\"{id+17}\"",
          "\"" + swapped + "\"",
          "\"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"0194d0aa-5b1c-7c3e-1f21-0242ac120002\""
        }) {
      client.post(DIALOGS, Edit.of(body(), place + bad)).problem(400, member);
    }
  }

  @Test
  void id_ofAnEndpointMayBeAnyUuid() {
    String place = "/apiActions/0/endpoints/0/id = \"%s\"";
    String id = java.util.UUID.randomUUID().toString();
    client.post(DIALOGS, Edit.of(body(), place.formatted(id))).expect(201);
  }

  /** The one list of which a creation does not ask that ids differ: the second one is taken. */
  @Test
  void endpointIdTwice_isTaken() {
    JsonObject body = Edit.of(body(), "/apiActions/0/endpoints/0/id = \"{id}\"");
    JsonArray endpoints =
        body.getJsonArray("apiActions").getJsonObject(0).getJsonArray("endpoints");
    endpoints.add(endpoints.getJsonObject(0).copy());
    assertThat(client.post(DIALOGS, body).problem(422, "DialogApiActionEndpoint"))
        .contains(endpoints.getJsonObject(0).getString("id") + ") already exists");
  }

  @ParameterizedTest
  @CsvSource({
    "attachments, dto.attachments",
    "guiActions, dto.guiActions",
    "apiActions, dto.apiActions",
    "transmissions, dto.transmissions",
    "activities, dto.activities"
  })
  void sameIdTwice_isAFaultOfTheList(String list, String key) {
    JsonObject body = Edit.of(body(), "/" + list + "/0/id = \"{id}\"");
    body.getJsonArray(list).add(body.getJsonArray(list).getJsonObject(0).copy());
    assertThat(client.post(DIALOGS, body).problem(400, key)).containsIgnoringCase("duplicate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /attachments/0/urls = []                  | dto.attachments[0].urls
          /attachments/0/urls = none                | dto.attachments[0].urls
          /attachments/0/urls/0/url = "http://e.no" | dto.attachments[0].urls[0].url
          /attachments/0/urls/0/url = "/relative"   | dto.attachments[0].urls[0].url
          /attachments/0/urls/0/url = none          | dto.attachments[0].urls[0].url
          /attachments/0/urls/0/url = "https://e.no/{a*1011}" | dto.attachments[0].urls[0].url
          /attachments/0/urls/0/consumerType = none | dto.attachments[0].urls[0].consumerType
          /attachments/0/urls/0/mediaType = "{a*256}" | dto.attachments[0].urls[0].mediaType
          /attachments/0/name = "{a*256}"           | dto.attachments[0].name
          /attachments/0/displayName = [{"value":"{a*256}","languageCode":"nb"}] | dto.attachments[0].displayName[0].value
          /attachments/0/expiresAt = "{now-1}"      | dto.attachments[0].expiresAt
          /guiActions/0/action = " "                | dto.guiActions[0].action
          /guiActions/0/action = "{a*256}"          | dto.guiActions[0].action
          /guiActions/0/url = "ftp://e.no"          | dto.guiActions[0].url
          /guiActions/0/priority = none             | dto.guiActions[0].priority
          /guiActions/0/title = none                | dto.guiActions[0].title
          /guiActions/0/title = []                  | dto.guiActions[0].title
          /guiActions/0/httpMethod = "PUT"          | dto.guiActions[0].httpMethod
          /guiActions/0/httpMethod = null           | dto.guiActions[0].httpMethod
          /apiActions/0/action = none               | dto.apiActions[0].action
          /apiActions/0/name = "{a*256}"            | dto.apiActions[0].name
          /apiActions/0/endpoints = []              | dto.apiActions[0].endpoints
          /apiActions/0/endpoints/0/httpMethod = none | dto.apiActions[0].endpoints[0].httpMethod
          /apiActions/0/endpoints/0/url = "http://e.no" | dto.apiActions[0].endpoints[0].url
          /apiActions/0/endpoints/0/version = "{a*256}" | dto.apiActions[0].endpoints[0].version
          /apiActions/0/endpoints/0/sunsetAt = "2031-01-01T00:00:00Z" | dto.apiActions[0].endpoints[0].deprecated
          /transmissions/0/type = none              | dto.transmissions[0].type
          /transmissions/0/content = none           | dto.transmissions[0].content
          /transmissions/0/content/title = none     | dto.transmissions[0].content
          /transmissions/0/createdAt = "{now+20}"   | dto.transmissions[0].createdAt
          /transmissions/0/idempotentKey = "ab"     | dto.transmissions[0].idempotentKey
          /transmissions/0/attachments/0/expiresAt = "{now-1}" | dto.transmissions[0].attachments[0].expiresAt
          /transmissions/0/attachments/0/urls/0/url = "http://e.no" | dto.transmissions[0].attachments[0].urls[0].url
          /transmissions/0/navigationalActions/0/url = "http://e.no" | dto.transmissions[0].navigationalActions[0].url
          /transmissions/0/navigationalActions/0/title = [] | dto.transmissions[0].navigationalActions[0].title
          /transmissions/0/navigationalActions/0/expiresAt = "{now-1}" | dto.transmissions[0].navigationalActions[0].expiresAt
          /activities/0/type = none                 | dto.activities[0].type
          /activities/0/createdAt = "{now+20}"      | dto.activities[0].createdAt
          /activities/0/type = "Information"        | dto.activities[0].description
          /activities/0/description = [{"value":"x","languageCode":"nb"}] | dto.activities[0].description
          /activities/0/type = "TransmissionOpened" | dto.activities[0].transmissionId
          /activities/0/transmissionId = "{id}"     | dto.activities[0].transmissionId
          """)
  void ruleViolated(String edit, String key) {
    JsonObject problem = client.post(DIALOGS, Edit.of(body(), edit)).problem(400);
    assertThat(problem.getJsonObject("errors").fieldNames()).anyMatch(k -> k.startsWith(key));
  }

  @Test
  void sunsetOfADeprecatedEndpoint_andClocksThatRunAhead() {
    String endpoint = "/apiActions/0/endpoints/0/";
    String edits =
        endpoint + "sunsetAt = \"2001-01-01T00:00:00Z\"; " + endpoint + "deprecated = true";
    client.post(DIALOGS, Edit.of(body(), edits)).expect(201);
    String ahead =
        "/activities/0/createdAt = \"{now+13}\"; /transmissions/0/createdAt = \"{now+13}\"";
    client.post(DIALOGS, Edit.of(body(), ahead)).expect(201);
  }

  @ParameterizedTest
  @CsvSource({"Primary, 1", "Secondary, 1", "Tertiary, 5"})
  void guiActions_ofOnePriority(String priority, int most) {
    client.post(DIALOGS, withActions(priority, most)).expect(201);
    assertThat(client.post(DIALOGS, withActions(priority, most + 1)).problem(400, "dto.guiActions"))
        .contains("cannot exceed");
  }

  private JsonObject withActions(String priority, int count) {
    JsonArray actions = new JsonArray();
    IntStream.range(0, count).forEach(i -> actions.add(new JsonObject(GUI.formatted(priority))));
    return Dialogs.create(owner).put("guiActions", actions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'actorType':'ServiceOwner','actorName':'x'} | performedBy",
        "{'actorType':'ServiceOwner','actorId':'urn:altinn:person:identifier-no:08844397713'} |"
            + " performedBy",
        "{'actorType':'PartyRepresentative'} | performedBy",
        "{'actorType':'PartyRepresentative','actorName':'x','actorId':'urn:altinn:person:identifier-no:08844397713'}"
            + " | performedBy",
        "{'actorType':'PartyRepresentative','actorId':'urn:altinn:person:identifier-no:08844397714'}"
            + " | performedBy.actorId",
        "{'actorName':'x'} | performedBy.actorType",
        "{'actorType':'PartyRepresentative','actorName':'{a*256}'} | performedBy.actorName"
      },
      quoteCharacter = '`')
  void actor(String actor, String key) {
    String json = actor.replace('\'', '"');
    String ofActivity = "/activities/0/performedBy = " + json;
    client.post(DIALOGS, Edit.of(body(), ofActivity)).problem(400, "dto.activities[0]." + key);
    String ofTransmission = "/transmissions/0/sender = " + json;
    client
        .post(DIALOGS, Edit.of(body(), ofTransmission))
        .problem(400, "dto.transmissions[0]." + key.replace("performedBy", "sender"));
  }

  @ParameterizedTest
  @CsvSource({
    "element1, 201",
    "urn:altinn:task:Task_1, 201",
    "URN:ALTINN:subresource:x-y, 201",
    "urn:other:x:y, 400",
    "a.b, 400",
    "urn:altinn:a:b:c, 400",
    "'', 400",
    "' ', 400",
    "{a*256}, 400"
  })
  void authorizationAttribute(String value, int status) {
    for (String list : new String[] {"guiActions", "apiActions", "transmissions"}) {
      String edit = "/%s/0/authorizationAttribute = \"%s\"".formatted(list, value);
      ApiResponse response = client.post(DIALOGS, Edit.of(body(), edit)).expect(status);
      if (status == 400) {
        response.problem(400, "dto." + list + "[0].authorizationAttribute");
      }
    }
  }

  @Test
  void labels() {
    String list = "dto.serviceOwnerContext.serviceOwnerLabels";
    JsonObject dialog = client.created(withLabels("  ABC  ", "{a*255}"));
    assertThat(dialog.getJsonObject("serviceOwnerContext").getJsonArray("serviceOwnerLabels"))
        .hasSize(2)
        .contains(new JsonObject().put("value", "abc"));
    client.post(DIALOGS, withLabels("ab")).problem(400, list + "[0].value");
    client.post(DIALOGS, withLabels("\u00a0\u00a0\u00a0")).problem(400, list + "[0].value");
    client.post(DIALOGS, withLabels("abc", "{a*256}")).problem(400, list + "[1].value");
    assertThat(client.post(DIALOGS, withLabels("abc", "\u00a0ABC")).problem(400, list))
        .containsIgnoringCase("duplicate");
    client.post(DIALOGS, withLabels(numbered(20))).expect(201);
    assertThat(client.post(DIALOGS, withLabels(numbered(21))).problem(400, list))
        .contains("Maximum", "20");
  }

  private static String[] numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "label" + i).toArray(String[]::new);
  }

  private JsonObject withLabels(String... labels) {
    JsonArray list = new JsonArray();
    for (String label : labels) {
      list.add(new JsonObject().put("value", Edit.expand(label)));
    }
    return Dialogs.create(owner)
        .put("serviceOwnerContext", new JsonObject().put("serviceOwnerLabels", list));
  }
}
