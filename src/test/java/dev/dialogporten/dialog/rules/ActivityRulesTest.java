package dev.dialogporten.dialog.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.ActivityType;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityRulesTest {

  @Test
  void valid() {
    assertThat(appended(Samples.activity())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | activity.id | version 7",
        "/createdAt | '2030-01-01T12:00:16Z' | activity.createdAt | past",
        "/extendedType | 'a b' | activity.extendedType | well-formed",
        "/type | ~ | activity.type | not be empty",
        "/type | 18 | activity.type | FormSaved",
        "/transmissionId | '0194d0aa-5b1c-7c3e-9f21-0242ac120002' | activity.transmissionId |"
            + " TransmissionOpened",
        "/performedBy | ~ | activity.performedBy | not be empty",
        "/performedBy | {} | activity.performedBy.actorType | not be empty",
        "/performedBy | {'actorType': 'ServiceOwner', 'actorName': 'x'} | activity.performedBy |"
            + " actorName",
        "/performedBy | {'actorType': 'PartyRepresentative'} | activity.performedBy | actorId",
        "/performedBy/actorId | 'urn:altinn:person:identifier-no:08844397714' |"
            + " activity.performedBy.actorId | valid",
        "/description | ~ | activity.description | not be empty",
        "/description | [] | activity.description | not be empty",
        "/description/0/value | '' | activity.description[0].value | not be empty",
        "/description/1/languageCode | 'NB' | activity.description | duplicate",
        "/description/1/languageCode | 'no' | activity.description[1].languageCode | nn"
      })
  void oneFault(String pointer, String json, String key, String text) {
    String value = json.equals("~") ? null : json.replace('\'', '"');
    ObjectNode body = Samples.set(Samples.activity(), pointer, value);
    assertOnlyFault(appended(body), key, text);
    ObjectNode create = Samples.set(Samples.create(), "/activities/0", body.toString());
    String inCreate = key.replace("activity", "dto.activities[0]");
    assertThat(created(create)).containsKey(inCreate);
  }

  @ParameterizedTest
  @EnumSource(ActivityType.class)
  void description_belongsToInformation(ActivityType type) {
    ObjectNode body = Samples.activity().put("type", type.name());
    if (type == ActivityType.TransmissionOpened) {
      body.put("transmissionId", Samples.id(2));
    }
    if (type == ActivityType.Information) {
      assertThat(appended(body)).isEmpty();
    } else {
      assertOnlyFault(appended(body), "activity.description", "Information");
      assertThat(appended(body.without(List.of("description")))).isEmpty();
    }
  }

  @Test
  void transmissionOpened_namesATransmission() {
    ObjectNode body = Samples.activity().without(List.of("description"));
    body.put("type", "TransmissionOpened");
    assertOnlyFault(appended(body), "activity.transmissionId", "not be empty");
    body.put("transmissionId", Samples.id(2));
    assertThat(appended(body)).isEmpty();
  }

  @Test
  void transmission_mustBeInTheRequest_atCreation() {
    String opened =
        """
        {"type": "TransmissionOpened", "transmissionId": "%s", "performedBy": {"actorType": "ServiceOwner"}}\
        """;
    ObjectNode body = Samples.create();
    Samples.set(body, "/activities/0", opened.formatted(Samples.id(2)));
    assertThat(created(body)).isEmpty();
    Samples.set(body, "/activities/0", opened.formatted(Samples.id(99)));
    assertOnlyFault(created(body), "dto.activities[0]", "does not exist");
  }

  @Test
  void ids_unique() {
    ObjectNode body = Samples.create();
    Samples.set(body, "/activities/-", Samples.ACTIVITY);
    assertOnlyFault(created(body), "dto.activities", "duplicate");
  }

  @Test
  void description_longest() {
    assertThat(appended(described(255))).isEmpty();
    assertOnlyFault(appended(described(256)), "activity.description[0].value", "255");
    assertThat(appended(described(4095), Scope.CORRESPONDENCE)).isEmpty();
    assertOnlyFault(
        appended(described(4096), Scope.CORRESPONDENCE), "activity.description[0].value", "4095");
  }

  @Test
  void actor_alone() {
    ObjectNode actor = Samples.object("{\"actorType\": \"PartyRepresentative\"}");
    assertThat(Samples.errors(BodyRules.actor(actor, "performedBy")))
        .containsOnlyKeys("performedBy");
    actor.put("actorName", "Kari");
    assertThat(BodyRules.actor(actor, "performedBy").isEmpty()).isTrue();
  }

  private static ObjectNode described(int length) {
    String text = '"' + "x".repeat(length) + '"';
    return Samples.set(Samples.activity(), "/description/0/value", text);
  }

  private static Map<String, List<String>> appended(ObjectNode body, String... scopes) {
    ObjectNode bound = DialogBodies.activity(body);
    return Samples.errors(BodyRules.activity(bound, Samples.context(scopes)));
  }

  private static Map<String, List<String>> created(ObjectNode body) {
    return Samples.errors(BodyRules.create(DialogBodies.create(body), Samples.context()));
  }

  private static void assertOnlyFault(Map<String, List<String>> faults, String key, String text) {
    assertThat(faults).containsOnlyKeys(key);
    assertThat(faults.get(key)).anySatisfy(t -> assertThat(t).contains(text));
  }
}
