package dev.dialogporten.dialog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.Samples;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransmissionRulesTest {
  private static final UUID SOME = UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002");

  /** Faults that every route reports, below its own prefix. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/idempotentKey | 'ab' | idempotentKey | at least 3",
        "/idempotentKey | 'abcdefghijabcdefghijabcdefghijabcdefg' | idempotentKey | 36",
        "/authorizationAttribute | '' | authorizationAttribute | urn:altinn",
        "/extendedType | 'a b' | extendedType | well-formed",
        "/type | ~ | type | not be empty",
        "/type | 9 | type | Submission",
        "/sender | ~ | sender | not be empty",
        "/sender | {} | sender.actorType | not be empty",
        "/sender | {'actorType': 3} | sender.actorType | ServiceOwner",
        "/sender | {'actorType': 'ServiceOwner', 'actorName': 'x'} | sender | actorName",
        "/sender | {'actorType': 'ServiceOwner', 'actorId':"
            + " 'urn:altinn:person:identifier-no:08844397713'} | sender | actorId",
        "/sender | {'actorType': 'PartyRepresentative'} | sender | actorName",
        "/sender | {'actorType': 'PartyRepresentative', 'actorName': 'x', 'actorId':"
            + " 'urn:altinn:person:identifier-no:08844397713'} | sender | both",
        "/sender | {'actorType': 'PartyRepresentative', 'actorName': ' '} | sender.actorName | not"
            + " be empty",
        "/sender | {'actorType': 'PartyRepresentative', 'actorId':"
            + " 'urn:altinn:systemuser:uuid:0194d0aa-5b1c-7c3e-9f21-0242ac120002'} | sender.actorId"
            + " | valid",
        "/content | ~ | content | not be empty",
        "/content/title | ~ | content | title",
        "/content/contentReference/mediaType | 'text/plain' | content.mediaType | contentReference",
        "/attachments/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | attachments[0].id | version"
            + " 7",
        "/attachments/0/urls | [] | attachments[0].urls | not be empty",
        "/attachments/0/urls/0/consumerType | 3 | attachments[0].urls[0].consumerType | Gui",
        "/attachments/0/displayName/1/languageCode | 'nb' | attachments[0].displayName | duplicate",
        "/navigationalActions/0/title | [] | navigationalActions[0].title | not be empty",
        "/navigationalActions/0/title/0/languageCode | 'x' |"
            + " navigationalActions[0].title[0].languageCode | ISO",
        "/navigationalActions/0/url | 'http://x.no' | navigationalActions[0].url | https",
        "/navigationalActions/0/url | ~ | navigationalActions[0].url | not be empty",
        "/navigationalActions/0/expiresAt | '2030-01-01T11:59:59Z' |"
            + " navigationalActions[0].expiresAt | must be in the future"
      })
  void everyRoute(String pointer, String json, String key, String text) {
    String value = json.equals("~") ? null : json.replace('\'', '"');
    ObjectNode body = Samples.set(Samples.transmission(), pointer, value);
    assertOnlyFault(inCreate(body), "dto.transmissions[0]." + key, text);
    assertOnlyFault(inUpdate(body), "dto.transmissions[0]." + key, text);
    assertOnlyFault(appended(body), "transmissions[0]." + key, text);
    assertOnlyFault(corrected(body), "dto." + key, text);
  }

  @ParameterizedTest
  @CsvSource({
    "/externalReference, 255",
    "/extendedType, 1023",
    "/attachments/0/name, 255",
    "/attachments/0/urls/0/mediaType, 255",
    "/navigationalActions/0/title/0/value, 255"
  })
  void longestText(String pointer, int limit) {
    String longest = "x".repeat(limit);
    assertThat(appended(Samples.set(Samples.transmission(), pointer, '"' + longest + '"')))
        .isEmpty();
    assertThat(appended(Samples.set(Samples.transmission(), pointer, '"' + longest + "x\"")))
        .hasSize(1);
  }

  @Test
  void actorName_longest() {
    String sender = "{\"actorType\": \"PartyRepresentative\", \"actorName\": \"%s\"}";
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/sender", sender.formatted("x".repeat(255)));
    assertThat(appended(body)).isEmpty();
    Samples.set(body, "/sender", sender.formatted("x".repeat(256)));
    assertOnlyFault(appended(body), "transmissions[0].sender.actorName", "255");
  }

  @Test
  void attachmentUrl_mayBeAnyUri_whenAppended() {
    for (String url : List.of("http://x.no/", "relative", "urn:x")) {
      ObjectNode body = Samples.transmission();
      Samples.set(body, "/attachments/0/urls/0/url", '"' + url + '"');
      assertThat(appended(body)).isEmpty();
      assertThat(inCreate(body))
          .containsOnlyKeys("dto.transmissions[0].attachments[0].urls[0].url");
      assertThat(inUpdate(body))
          .containsOnlyKeys("dto.transmissions[0].attachments[0].urls[0].url");
      assertThat(corrected(body)).containsOnlyKeys("dto.attachments[0].urls[0].url");
    }
    String tooLong = '"' + "x".repeat(1024) + '"';
    assertOnlyFault(
        appended(Samples.set(Samples.transmission(), "/attachments/0/urls/0/url", tooLong)),
        "transmissions[0].attachments[0].urls[0].url",
        "1023");
  }

  @Test
  void attachmentExpiry_isCheckedHereOnlyAtCreation() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/attachments/0/expiresAt", "\"2000-01-01T00:00:00Z\"");
    assertOnlyFault(
        inCreate(body), "dto.transmissions[0].attachments[0].expiresAt", "must be in the future");
    assertThat(inUpdate(body)).isEmpty();
    assertThat(appended(body)).isEmpty();
    assertThat(corrected(body)).isEmpty();
  }

  @Test
  void createdAt_mustNotBeAhead_exceptInACorrection() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/createdAt", "\"2030-01-01T12:00:16Z\"");
    assertOnlyFault(inCreate(body), "dto.transmissions[0].createdAt", "past");
    assertOnlyFault(appended(body), "transmissions[0].createdAt", "past");
    assertThat(corrected(body)).isEmpty();
  }

  @Test
  void id_isCheckedWhereItIsAccepted() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/id", "\"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"");
    assertOnlyFault(inUpdate(body), "dto.transmissions[0].id", "version 7");
    assertOnlyFault(appended(body), "transmissions[0].id", "version 7");
    assertThat(corrected(body)).isEmpty();
  }

  @Test
  void related_toItself() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/relatedTransmissionId", body.get("id").toString());
    assertOnlyFault(inCreate(body), "dto.transmissions[0].relatedTransmissionId", "own id");
    assertOnlyFault(inUpdate(body), "dto.transmissions[0].relatedTransmissionId", "own id");
    assertOnlyFault(appended(body), "transmissions[0].relatedTransmissionId", "own id");
    assertThat(corrected(body)).isEmpty();
  }

  @Test
  void related_mustBeInTheRequest_atCreation() {
    ObjectNode answer = Samples.transmission().without(List.of("id", "attachments"));
    answer.put("relatedTransmissionId", Samples.id(2));
    ObjectNode body = Samples.create();
    Samples.set(body, "/transmissions/-", answer.toString());
    assertThat(create(body)).isEmpty();
    Samples.set(body, "/transmissions/1/relatedTransmissionId", '"' + Samples.id(99) + '"');
    assertOnlyFault(create(body), "dto.transmissions[1]", "does not exist");
  }

  @Test
  void ids_unique() {
    ObjectNode body = Samples.create();
    Samples.set(body, "/transmissions/-", body.at("/transmissions/0").toString());
    assertOnlyFault(create(body), "dto.transmissions", "duplicate");
    ObjectNode single = Samples.transmission();
    Samples.set(single, "/attachments/-", single.at("/attachments/0").toString());
    assertOnlyFault(appended(single), "transmissions[0].attachments", "duplicate");
  }

  @Test
  void correction_urlIds() {
    ObjectNode body = Samples.transmission();
    String url = "/attachments/0/urls/0";
    Samples.set(body, url + "/id", "\"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"");
    assertOnlyFault(corrected(body), "dto.attachments[0].urls[0].id", "version 7");
    Samples.set(body, url + "/id", '"' + Samples.id(77) + '"');
    Samples.set(body, "/attachments/0/urls/-", body.at(url).toString());
    assertOnlyFault(corrected(body), "dto.attachments[0].urls", "duplicate");
  }

  @Test
  void correction_mustBeSilent_andNameBoth() {
    ObjectNode body = DialogBodies.transmissionUpdate(Samples.transmission());
    UUID nil = new UUID(0, 0);
    assertThat(
            Samples.errors(BodyRules.transmissionUpdate(body, nil, nil, false, Samples.context())))
        .containsOnlyKeys("isSilentUpdate", "dialogId", "transmissionId");
  }

  @Test
  void contentIsNeeded_alsoInApiOnlyDialogs_whenAppended() {
    ObjectNode body = Samples.transmission().without(List.of("content"));
    assertOnlyFault(appended(body), "transmissions[0].content", "not be empty");
    assertOnlyFault(corrected(body), "dto.content", "not be empty");
    ObjectNode apiOnly = Samples.set(Samples.replace(), "/isApiOnly", "true");
    Samples.set(apiOnly, "/transmissions/0/content", null);
    assertThat(update(apiOnly)).isEmpty();
    Samples.set(apiOnly, "/transmissions/0/content", "{}");
    assertOnlyFault(update(apiOnly), "dto.transmissions[0].content", "title");
  }

  @Test
  void longTexts_forCorrespondence() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/content/title/value/0/value", '"' + "x".repeat(512) + '"');
    assertOnlyFault(appended(body), "transmissions[0].content.value[0].value", "255");
    ObjectNode bound = DialogBodies.transmission(body);
    assertThat(BodyRules.transmission(bound, Samples.context(Scope.CORRESPONDENCE)).isEmpty())
        .isTrue();
  }

  private static Map<String, List<String>> inCreate(ObjectNode transmission) {
    return create(Samples.set(Samples.create(), "/transmissions/0", transmission.toString()));
  }

  private static Map<String, List<String>> inUpdate(ObjectNode transmission) {
    return update(Samples.set(Samples.replace(), "/transmissions/0", transmission.toString()));
  }

  private static Map<String, List<String>> create(ObjectNode body) {
    return Samples.errors(BodyRules.create(DialogBodies.create(body), Samples.context()));
  }

  private static Map<String, List<String>> update(ObjectNode body) {
    ObjectNode bound = DialogBodies.replace(body);
    return Samples.errors(
        BodyRules.update(bound, EnumSet.allOf(Section.class), Samples.stored(), Samples.context()));
  }

  private static Map<String, List<String>> appended(ObjectNode body) {
    ObjectNode bound = DialogBodies.transmission(body);
    return Samples.errors(BodyRules.transmission(bound, Samples.context()));
  }

  private static Map<String, List<String>> corrected(ObjectNode body) {
    ObjectNode bound = DialogBodies.transmissionUpdate(body);
    return Samples.errors(BodyRules.transmissionUpdate(bound, SOME, SOME, true, Samples.context()));
  }

  private static void assertOnlyFault(Map<String, List<String>> faults, String key, String text) {
    assertThat(faults).containsOnlyKeys(key);
    assertThat(faults.get(key)).anySatisfy(t -> assertThat(t).contains(text));
  }
}
