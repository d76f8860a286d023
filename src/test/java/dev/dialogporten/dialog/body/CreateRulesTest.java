package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.rules.BodyRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalars, tags, attachments, actions and labels of a new dialog. */
class CreateRulesTest {

  @Test
  void valid() {
    assertThat(faults(Samples.create())).isEmpty();
  }

  @Test
  void smallest_valid() {
    assertThat(
            faults(
                Samples.object(
                    """
                    {"serviceResource": "urn:altinn:resource:x", "isApiOnly": true,
                     "party": "urn:altinn:person:identifier-no:08844397713"}\
                    """)))
        .isEmpty();
  }

  @Test
  void empty_namesAllThatIsNeeded() {
    assertThat(faults(Samples.object("{}")))
        .containsOnlyKeys("dto.serviceResource", "dto.party", "dto.content");
  }

  /** One change of a valid body, {@code ~} for removal, and the key and text of the only fault. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | dto.id | version 7",
        "/id | '00000000-0000-0000-0000-000000000000' | dto.id | version 7",
        "/idempotentKey | 'ab' | dto.idempotentKey | at least 3",
        "/idempotentKey | 'abcdefghijabcdefghijabcdefghijabcdefg' | dto.idempotentKey | 36"
            + " characters or fewer",
        "/serviceResource | ~ | dto.serviceResource | not be empty",
        "/serviceResource | ' ' | dto.serviceResource | not be empty",
        "/serviceResource | 'URN:altinn:resource:x' | dto.serviceResource | urn:altinn:resource:",
        "/serviceResource | 'urn:altinn:resource:a b' | dto.serviceResource | well-formed",
        "/party | ~ | dto.party | not be empty",
        "/party | '' | dto.party | not be empty",
        "/party | 'urn:altinn:organization:identifier-no:991825828' | dto.party |"
            + " urn:altinn:person",
        "/progress | -1 | dto.progress | 0",
        "/progress | 101 | dto.progress | 100",
        "/process | ~ | dto.process | not be empty",
        "/process | ' ' | dto.process | ",
        "/process | 'a b' | dto.process | well-formed",
        "/precedingProcess | '%zz' | dto.precedingProcess | well-formed",
        "/status | 0 | dto.status | InProgress",
        "/status | 9 | dto.status | InProgress",
        "/systemLabel | 'Sent' | dto.systemLabel | Archive",
        "/systemLabel | 'MarkedAsUnopened' | dto.systemLabel | Archive",
        "/systemLabel | 6 | dto.systemLabel | Archive",
        "/createdAt | ~ | dto.createdAt | not be empty",
        "/createdAt | '2029-12-02T00:00:00.000001Z' | dto.updatedAt | createdAt",
        "/updatedAt | '2030-01-01T12:00:16Z' | dto.updatedAt | past",
        "/expiresAt | '2030-02-28T23:59:59Z' | dto.expiresAt | dueAt",
        "/dueAt | '2030-01-31T23:59:59Z' | dto.dueAt | visibleFrom",
        "/content | ~ | dto.content | not be empty",
        "/serviceOwnerContext/serviceOwnerLabels/- | {'value':' LABEL '} |"
            + " dto.serviceOwnerContext.serviceOwnerLabels | duplicate",
        "/serviceOwnerContext/serviceOwnerLabels/0 | {'value':'ab'} |"
            + " dto.serviceOwnerContext.serviceOwnerLabels[0].value | at least 3",
        "/serviceOwnerContext/serviceOwnerLabels/0 | {'value':'    '} |"
            + " dto.serviceOwnerContext.serviceOwnerLabels[0].value | not be empty",
        "/serviceOwnerContext/serviceOwnerLabels/0 | {} |"
            + " dto.serviceOwnerContext.serviceOwnerLabels[0].value | not be empty",
        "/searchTags/0 | {} | dto.searchTags[0].value | not be empty",
        "/searchTags/0 | {'value':'ab'} | dto.searchTags[0].value | at least 3",
        "/searchTags/- | {'value':' Tag'} | dto.searchTags | duplicate",
        "/attachments/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | dto.attachments[0].id |"
            + " version 7",
        "/attachments/0/urls/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' |"
            + " dto.attachments[0].urls[0].id | version 7",
        "/attachments/0/urls | [] | dto.attachments[0].urls | not be empty",
        "/attachments/0/urls/0/url | ~ | dto.attachments[0].urls[0].url | not be empty",
        "/attachments/0/urls/0/url | 'http://x.no' | dto.attachments[0].urls[0].url | https",
        "/attachments/0/urls/0/url | 'relative' | dto.attachments[0].urls[0].url | https",
        "/attachments/0/urls/0/consumerType | ~ | dto.attachments[0].urls[0].consumerType | not be"
            + " empty",
        "/attachments/0/urls/0/consumerType | 3 | dto.attachments[0].urls[0].consumerType | Gui",
        "/attachments/0/expiresAt | '2030-01-01T11:59:59Z' | dto.attachments[0].expiresAt | must be"
            + " in the future",
        "/attachments/0/displayName/0/languageCode | 'en-US' | dto.attachments[0].displayName |"
            + " duplicate",
        "/attachments/0/displayName/0/languageCode | 'no' |"
            + " dto.attachments[0].displayName[0].languageCode | nb",
        "/attachments/0/displayName/0/value | '' | dto.attachments[0].displayName[0].value | not be"
            + " empty",
        "/guiActions/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | dto.guiActions[0].id | version"
            + " 7",
        "/guiActions/0/action | ~ | dto.guiActions[0].action | not be empty",
        "/guiActions/0/action | ' ' | dto.guiActions[0].action | not be empty",
        "/guiActions/0/url | 'http://x.no' | dto.guiActions[0].url | https",
        "/guiActions/0/httpMethod | 'PUT' | dto.guiActions[0].httpMethod | DELETE",
        "/guiActions/0/httpMethod | null | dto.guiActions[0].httpMethod | DELETE",
        "/guiActions/0/priority | ~ | dto.guiActions[0].priority | not be empty",
        "/guiActions/0/title | [] | dto.guiActions[0].title | not be empty",
        "/guiActions/0/title/0/languageCode | 'xx' | dto.guiActions[0].title[0].languageCode | ISO"
            + " 639-1",
        "/guiActions/0/title/0/languageCode | ' ' | dto.guiActions[0].title[0].languageCode | not"
            + " be empty",
        "/guiActions/0/prompt/1/languageCode | 'NB-no' | dto.guiActions[0].prompt | duplicate",
        "/guiActions/0/authorizationAttribute | '' | dto.guiActions[0].authorizationAttribute |"
            + " urn:altinn",
        "/guiActions/0/authorizationAttribute | 'a.b' | dto.guiActions[0].authorizationAttribute |"
            + " urn:altinn",
        "/guiActions/0/authorizationAttribute | 'urn:other:x:y' |"
            + " dto.guiActions[0].authorizationAttribute | urn:altinn",
        "/guiActions/0/authorizationAttribute | 'urn:altinn:x:y:z' |"
            + " dto.guiActions[0].authorizationAttribute | urn:altinn",
        "/guiActions/0/authorizationAttribute | 'x\\n"
            + "' | dto.guiActions[0].authorizationAttribute | urn:altinn",
        "/apiActions/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | dto.apiActions[0].id | version"
            + " 7",
        "/apiActions/0/action | '' | dto.apiActions[0].action | not be empty",
        "/apiActions/0/endpoints | [] | dto.apiActions[0].endpoints | not be empty",
        "/apiActions/0/endpoints/0/url | 'http://x.no' | dto.apiActions[0].endpoints[0].url |"
            + " https",
        "/apiActions/0/endpoints/0/httpMethod | ~ | dto.apiActions[0].endpoints[0].httpMethod | not"
            + " be empty",
        "/apiActions/0/endpoints/0/httpMethod | 10 | dto.apiActions[0].endpoints[0].httpMethod |"
            + " TRACE",
        "/apiActions/0/endpoints/0/documentationUrl | 'a b' |"
            + " dto.apiActions[0].endpoints[0].documentationUrl | well-formed",
        "/apiActions/0/endpoints/0/deprecated | false | dto.apiActions[0].endpoints[0].deprecated |"
            + " true",
        "/apiActions/0/endpoints/0/deprecated | ~ | dto.apiActions[0].endpoints[0].deprecated |"
            + " true"
      })
  void oneFault(String pointer, String json, String key, String text) {
    String value = json.equals("~") ? null : json.replace('\'', '"');
    assertOnlyFault(Samples.set(Samples.create(), pointer, value), key, text);
  }

  /** Members and their longest text. */
  @ParameterizedTest
  @CsvSource({
    "/extendedStatus, 255",
    "/externalReference, 255",
    "/process, 255",
    "/precedingProcess, 255",
    "/searchTags/0/value, 63",
    "/serviceOwnerContext/serviceOwnerLabels/0/value, 255",
    "/attachments/0/name, 255",
    "/attachments/0/displayName/1/value, 255",
    "/attachments/0/urls/0/mediaType, 255",
    "/guiActions/0/action, 255",
    "/guiActions/0/authorizationAttribute, 255",
    "/guiActions/0/title/0/value, 255",
    "/guiActions/0/prompt/0/value, 255",
    "/apiActions/0/action, 255",
    "/apiActions/0/name, 255",
    "/apiActions/0/endpoints/0/version, 255",
    "/apiActions/0/endpoints/0/requestSchema, 1023",
    "/apiActions/0/endpoints/0/responseSchema, 1023"
  })
  void longestText(String pointer, int limit) {
    String longest = "x".repeat(limit);
    assertThat(faults(Samples.set(Samples.create(), pointer, '"' + longest + '"'))).isEmpty();
    String key = "dto." + pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    ObjectNode tooLong = Samples.set(Samples.create(), pointer, '"' + longest + "x\"");
    assertOnlyFault(tooLong, key, limit + " characters or fewer");
  }

  @Test
  void lengths_areInUtf16Units() {
    String fits = "😀".repeat(127);
    assertThat(faults(Samples.set(Samples.create(), "/extendedStatus", '"' + fits + '"')))
        .isEmpty();
    ObjectNode tooLong = Samples.set(Samples.create(), "/extendedStatus", '"' + fits + "😀\"");
    assertOnlyFault(tooLong, "dto.extendedStatus", "has 256");
    assertThat(faults(Samples.set(Samples.create(), "/idempotentKey", "\"😀a\""))).isEmpty();
  }

  @Test
  void url_isMeasuredInNormalForm() {
    String start = "https://example.com/";
    String fits = start + "x".repeat(1023 - start.length());
    String pointer = "/attachments/0/urls/0/url";
    assertThat(faults(Samples.set(Samples.create(), pointer, '"' + fits + '"'))).isEmpty();
    assertOnlyFault(
        Samples.set(Samples.create(), pointer, '"' + fits + "x\""),
        "dto.attachments[0].urls[0].url",
        "1023 characters or fewer");
    String longer = fits.replace("https://example.com/", "https://example.com:443/");
    assertThat(faults(Samples.set(Samples.create(), pointer, '"' + longer + '"'))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"element1", "urn:altinn:task:Task_1", "URN:ALTINN:resource:app-x_1", "a"})
  void authorizationAttribute_valid(String attribute) {
    String json = '"' + attribute + '"';
    ObjectNode body = Samples.set(Samples.create(), "/guiActions/0/authorizationAttribute", json);
    assertThat(faults(body)).isEmpty();
  }

  @Test
  void id_mayBeSlightlyAhead() {
    String ahead = Samples.idAt(Samples.NOW.plusSeconds(14), 1);
    assertThat(faults(Samples.set(Samples.create(), "/id", '"' + ahead + '"'))).isEmpty();
    String tooFar = Samples.idAt(Samples.NOW.plusSeconds(15), 1);
    assertOnlyFault(
        Samples.set(Samples.create(), "/id", '"' + tooFar + '"'), "dto.id", "in the future");
  }

  @Test
  void createdAt_mayBeSlightlyAhead() {
    ObjectNode body = Samples.create().without(List.of("updatedAt"));
    Samples.set(body, "/createdAt", "\"2030-01-01T12:00:15Z\"");
    assertThat(faults(body)).isEmpty();
    Samples.set(body, "/createdAt", "\"2030-01-01T12:00:15.000001Z\"");
    assertOnlyFault(body, "dto.createdAt", "past");
  }

  @Test
  void times_mayBeEqual() {
    ObjectNode body = Samples.create();
    for (String member : List.of("visibleFrom", "dueAt", "expiresAt")) {
      Samples.set(body, "/" + member, "\"2030-03-01T00:00:00Z\"");
    }
    assertThat(faults(body)).isEmpty();
    Samples.set(body, "/updatedAt", body.get("createdAt").toString());
    assertThat(faults(body)).isEmpty();
  }

  @Test
  void dueAt_beforeVisibleFrom_isForAdmins() {
    ObjectNode body = Samples.set(Samples.create(), "/dueAt", "\"2030-01-15T00:00:00Z\"");
    assertThat(Samples.errors(BodyRules.create(bound(body), Samples.context(Scope.ADMIN))))
        .isEmpty();
    Samples.set(body, "/expiresAt", "\"2030-01-16T00:00:00Z\"");
    assertThat(Samples.errors(BodyRules.create(bound(body), Samples.context(Scope.ADMIN))))
        .containsOnlyKeys("dto.expiresAt");
  }

  @Test
  void expiresAt_beforeBoth_hasTwoTexts() {
    ObjectNode body = Samples.set(Samples.create(), "/expiresAt", "\"2030-01-15T00:00:00Z\"");
    assertThat(faults(body).get("dto.expiresAt")).hasSize(2);
  }

  @Test
  void attachment_expiringNow_isValid() {
    Instant now = Samples.NOW;
    ObjectNode body = Samples.create();
    Samples.set(body, "/attachments/0/expiresAt", '"' + now.toString() + '"');
    assertThat(faults(body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Primary, 1", "Secondary, 1", "Tertiary, 5"})
  void guiActions_perPriority(String priority, int limit) {
    ObjectNode body = Samples.create();
    String action =
        """
        {"action": "a", "url": "https://x.no", "priority": "%s",
         "title": [{"value": "x", "languageCode": "nb"}]}\
        """
            .formatted(priority);
    Samples.set(body, "/guiActions", "[]");
    for (int i = 0; i < limit; i++) {
      Samples.set(body, "/guiActions/-", action);
    }
    assertThat(faults(body)).isEmpty();
    Samples.set(body, "/guiActions/-", action);
    assertOnlyFault(body, "dto.guiActions", "cannot exceed " + limit);
  }

  @Test
  void labels_atMostTwenty() {
    ObjectNode body = Samples.create();
    for (int i = 1; i < 20; i++) {
      Samples.set(
          body, "/serviceOwnerContext/serviceOwnerLabels/-", "{\"value\":\"l-%d\"}".formatted(i));
    }
    assertThat(faults(body)).isEmpty();
    Samples.set(body, "/serviceOwnerContext/serviceOwnerLabels/-", "{\"value\":\"last\"}");
    assertThat(faults(body).get("dto.serviceOwnerContext.serviceOwnerLabels"))
        .singleElement()
        .asString()
        .contains("Maximum", "20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guiActions", "apiActions", "attachments"})
  void ids_uniqueInTheList(String list) {
    ObjectNode body = Samples.create();
    Samples.set(body, "/" + list + "/-", body.at("/" + list + "/0").toString());
    if (list.equals("guiActions")) {
      Samples.set(body, "/guiActions/1/priority", "\"Secondary\"");
    }
    assertOnlyFault(body, "dto." + list, "duplicate");
  }

  @Test
  void urlIds_uniqueInTheAttachment() {
    ObjectNode body = Samples.create();
    String urls = "/attachments/0/urls";
    Samples.set(body, urls + "/-", body.at(urls + "/0").toString());
    assertOnlyFault(body, "dto.attachments[0].urls", "duplicate");
  }

  @Test
  void allFaults_areReportedTogether_upToALimit() {
    ObjectNode body = Samples.create();
    Samples.set(body, "/party", "\"x\"");
    Samples.set(body, "/progress", "101");
    Samples.set(body, "/searchTags", "[" + "{},".repeat(9_999) + "{}]");
    Map<String, List<String>> faults = faults(body);
    assertThat(faults).containsKeys("dto.party", "dto.progress", "dto.searchTags[0].value");
    assertThat(faults.size()).isBetween(100, 200);
  }

  private static void assertOnlyFault(ObjectNode body, String key, String text) {
    Map<String, List<String>> faults = faults(body);
    assertThat(faults).containsOnlyKeys(key);
    assertThat(faults.get(key)).anySatisfy(t -> assertThat(t).contains(text == null ? "" : text));
  }

  private static Map<String, List<String>> faults(ObjectNode body) {
    return Samples.errors(BodyRules.create(bound(body), Samples.context()));
  }

  private static ObjectNode bound(ObjectNode body) {
    return DialogBodies.create(body);
  }
}
