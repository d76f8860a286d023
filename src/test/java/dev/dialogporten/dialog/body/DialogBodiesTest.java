package dev.dialogporten.dialog.body;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogBodiesTest {

  @Test
  void create_everything() {
    ObjectNode bound = DialogBodies.create(Samples.create());
    assertThat(bound.fieldNames())
        .toIterable()
        .containsSubsequence("id", "serviceResource", "party", "status", "content", "activities");
    assertThat(bound.at("/guiActions/0").fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "action",
            "url",
            "authorizationAttribute",
            "isDeleteDialogAction",
            "httpMethod",
            "priority",
            "title",
            "prompt");
    assertThat(bound.at("/transmissions/0/content").fieldNames())
        .toIterable()
        .containsExactly("title", "summary", "contentReference");
    assertThatJson(bound.at("/attachments/0/urls/0"))
        .isEqualTo(
            "{id:'%s',url:'https://example.com/a.pdf',mediaType:'application/pdf',consumerType:'Gui'}"
                .formatted(Samples.id(6)));
    assertThat(bound.at("/transmissions/0/attachments/0/urls/0").has("id")).isFalse();
    assertThat(bound.get("dueAt").textValue()).isEqualTo("2030-03-01T00:00:00.0000000Z");
  }

  @Test
  void create_binds_toTheSameAgain() {
    ObjectNode bound = DialogBodies.create(Samples.create());
    assertThat(JsonText.write(DialogBodies.create(bound))).isEqualTo(JsonText.write(bound));
  }

  @Test
  void create_nothing_hasDefaults() {
    assertThatJson(DialogBodies.create(Samples.object("{}")))
        .isEqualTo(
            """
            {isApiOnly: false, searchTags: [], attachments: [], transmissions: [], guiActions: [], apiActions: [],
             activities: []}\
            """);
  }

  @Test
  void replace_hasNoImmutableMembers() {
    assertThat(DialogBodies.replace(Samples.create()))
        .isEqualTo(DialogBodies.replace(Samples.replace()));
    assertThat(DialogBodies.replace(Samples.create()).has("party")).isFalse();
  }

  /** A member of a create body, and its bound form. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{`PROGRESS`: 5}                          | /progress      | 5",
        "{`progress`: `50`}                       | /progress      | 50",
        "{`progress`: -3}                         | /progress      | -3",
        "{`progress`: 50.0}                       | /progress      | 50",
        "{`progress`: 5e1}                        | /progress      | 50",
        "{`progress`: 1, `Progress`: 2}           | /progress      | 2",
        "{`status`: `requiresATTENTION`}          | /status        | `RequiresAttention`",
        "{`status`: 5}                            | /status        | `RequiresAttention`",
        "{`status`: `5`}                          | /status        | `RequiresAttention`",
        "{`status`: `new`}                        | /status        | `New`",
        "{`status`: 0}                            | /status        | 0",
        "{`status`: 99}                           | /status        | 99",
        "{`status`: `-1`}                         | /status        | -1",
        "{`id`: `0194D0AA-5B1C-7C3E-9F21-0242AC120002`} | /id      |"
            + " `0194d0aa-5b1c-7c3e-9f21-0242ac120002`",
        "{`dueAt`: `2030-01-01T01:00:00.1234567+01:00`} | /dueAt   |"
            + " `2030-01-01T00:00:00.1234560Z`",
        "{`content`: {`title`: {`value`: [{`value`: ` x `, `languageCode`: ` nn_NO `}]}}} |"
            + " /content/title/value/0 | {`value`: ` x `, `languageCode`: `nn`}",
        "{`content`: {`title`: {`isAuthorized`: true}}} | /content/title | {`value`: [],"
            + " `mediaType`: `text/plain`}",
        "{`content`: {`title`: {`value`: []}, `summary`: null}} | /content | {`title`: {`value`:"
            + " [], `mediaType`: `text/plain`}}",
        "{`content`: {`mainContentReference`: {`mediaType`:"
            + " `application/vnd.dialogporten.frontchannelembed+json;type=markdown`}}} |"
            + " /content/mainContentReference/mediaType |"
            + " `application/vnd.dialogporten.frontchannelembed-url;type=text/markdown`",
        "{`content`: {`mainContentReference`: {`mediaType`:"
            + " `application/vnd.dialogporten.frontchannelembed+json;type=html`}}} |"
            + " /content/mainContentReference/mediaType |"
            + " `application/vnd.dialogporten.frontchannelembed-url;type=text/html`",
        "{`content`: {`mainContentReference`: {`mediaType`:"
            + " `Application/vnd.dialogporten.frontchannelembed+json;type=html`}}} |"
            + " /content/mainContentReference/mediaType |"
            + " `Application/vnd.dialogporten.frontchannelembed+json;type=html`",
        "{`attachments`: [{}]}                    | /attachments/0 | {`urls`: []}",
        "{`attachments`: [{`displayName`: []}]}   | /attachments/0 | {`urls`: []}",
        "{`attachments`: [{`urls`: [{`url`: `https://Example.com`}]}]} | /attachments/0/urls/0 |"
            + " {`url`: `https://example.com/`}",
        "{`guiActions`: [{}]}                     | /guiActions/0  | {`isDeleteDialogAction`:"
            + " false, `httpMethod`: `GET`, `title`: []}",
        "{`guiActions`: [{`httpMethod`: null}]}   | /guiActions/0/httpMethod | 0",
        "{`guiActions`: [{`prompt`: null}]}       | /guiActions/0  | {`isDeleteDialogAction`:"
            + " false, `httpMethod`: `GET`, `title`: []}",
        "{`apiActions`: [{`endpoints`: [{`httpMethod`: 9}]}]} | /apiActions/0/endpoints/0 |"
            + " {`httpMethod`: `CONNECT`, `deprecated`: false}",
        "{`transmissions`: [{`type`: 7}]}         | /transmissions/0 | {`type`: `Submission`,"
            + " `attachments`: [], `navigationalActions`: []}",
        "{`activities`: [{`type`: `formsaved`, `description`: []}]} | /activities/0 | {`type`:"
            + " `FormSaved`}",
        "{`activities`: [{`createdAt`: null, `transmissionId`: null}]} | /activities/0 | {}",
        "{`serviceOwnerContext`: {}}              | /serviceOwnerContext | {`serviceOwnerLabels`:"
            + " []}",
        "{`createdAt`: `0001-01-01T00:00:00Z`, `unknown`: {`a`: null}} | /searchTags | []"
      })
  void create_boundForm(String body, String pointer, String expected) {
    ObjectNode bound = DialogBodies.create(Samples.object(body.replace('`', '"')));
    assertThat(bound.at(pointer)).isEqualTo(Samples.json(expected.replace('`', '"')));
    assertThat(bound.has("createdAt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "idempotentKey",
        "progress",
        "extendedStatus",
        "externalReference",
        "visibleFrom",
        "dueAt",
        "expiresAt",
        "process",
        "precedingProcess",
        "createdAt",
        "updatedAt",
        "status",
        "systemLabel",
        "serviceOwnerContext",
        "content"
      })
  void create_nullable(String member) {
    ObjectNode body = Samples.set(Samples.create(), "/" + member, "null");
    ObjectNode without = Samples.set(Samples.create(), "/" + member, null);
    assertThat(DialogBodies.create(body)).isEqualTo(DialogBodies.create(without));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/serviceResource",
        "/party",
        "/isApiOnly",
        "/searchTags",
        "/attachments",
        "/transmissions",
        "/guiActions",
        "/apiActions",
        "/activities",
        "/content/title",
        "/content/title/value",
        "/content/title/mediaType",
        "/content/title/value/0/value",
        "/content/title/value/0/languageCode",
        "/searchTags/0/value",
        "/attachments/0/displayName",
        "/attachments/0/urls",
        "/attachments/0/urls/0/url",
        "/attachments/0/urls/0/consumerType",
        "/guiActions/0/action",
        "/guiActions/0/url",
        "/guiActions/0/title",
        "/guiActions/0/priority",
        "/guiActions/0/isDeleteDialogAction",
        "/apiActions/0/action",
        "/apiActions/0/endpoints",
        "/apiActions/0/endpoints/0/httpMethod",
        "/apiActions/0/endpoints/0/deprecated",
        "/transmissions/0/createdAt",
        "/transmissions/0/type",
        "/transmissions/0/sender",
        "/transmissions/0/sender/actorType",
        "/transmissions/0/attachments",
        "/transmissions/0/navigationalActions",
        "/transmissions/0/navigationalActions/0/title",
        "/transmissions/0/content/title",
        "/activities/0/type",
        "/activities/0/performedBy",
        "/activities/0/description",
        "/serviceOwnerContext/serviceOwnerLabels",
        "/serviceOwnerContext/serviceOwnerLabels/0/value",
        "/searchTags/0",
        "/attachments/0",
        "/transmissions/0"
      })
  void create_notNullable(String pointer) {
    JsonNode body = Samples.set(Samples.create(), pointer, "null");
    String key = pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    assertMalformed(() -> DialogBodies.create(body), key);
  }

  /** A value of the wrong type, and the key of its fault. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{`progress`: 50.5}              | progress",
        "{`progress`: `+5`}              | progress",
        "{`progress`: `5 `}              | progress",
        "{`progress`: ``}                | progress",
        "{`progress`: true}              | progress",
        "{`progress`: 2147483648}        | progress",
        "{`progress`: 1e999999999}       | progress",
        "{`progress`: 1e-999999999}      | progress",
        "{`progress`: []}                | progress",
        "{`isApiOnly`: `true`}           | isApiOnly",
        "{`isApiOnly`: 1}                | isApiOnly",
        "{`status`: `nope`}              | status",
        "{`status`: ``}                  | status",
        "{`status`: 1.5}                 | status",
        "{`status`: 99999999999}         | status",
        "{`status`: {}}                  | status",
        "{`extendedStatus`: 5}           | extendedStatus",
        "{`dueAt`: `2030-01-01T00:00:00`} | dueAt",
        "{`dueAt`: 5}                    | dueAt",
        "{`id`: `x`}                     | id",
        "{`id`: `0194d0aa5b1c7c3e9f210242ac120002`} | id",
        "{`content`: []}                 | content",
        "{`content`: {`title`: `x`}}     | content.title",
        "{`content`: {`title`: {`value`: {}}}} | content.title.value",
        "{`content`: {`title`: {`value`: [{`value`: `x`}]}}} | content.title.value[0]",
        "{`content`: {`title`: {`value`: [{`value`: `x`, `languageCode`: `nb`}, {`languageCode`:"
            + " `en`}]}}} | content.title.value[1]",
        "{`content`: {`title`: {`value`: [{`value`: 5, `languageCode`: `nb`}]}}} |"
            + " content.title.value[0].value",
        "{`attachments`: {}}             | attachments",
        "{`attachments`: [[]]}           | attachments[0]",
        "{`attachments`: [{`urls`: [{`url`: `https://`}]}]} | attachments[0].urls[0].url",
        "{`attachments`: [{`urls`: [{`url`: 5}]}]} | attachments[0].urls[0].url",
        "{`transmissions`: [{}, {`TYPE`: `x`}]} | transmissions[1].type",
        "{`transmissions`: [{`sender`: {`actorType`: `x`}}]} | transmissions[0].sender.actorType",
        "{`activities`: [{`transmissionId`: `x`}]} | activities[0].transmissionId",
        "{`dueAt`: `x`, `progress`: `x`} | dueAt",
        "{`progress`: `x`, `dueAt`: `x`} | progress",
        "[]                              | SerializerErrors",
        "`x`                             | SerializerErrors",
        "5                               | SerializerErrors"
      })
  void create_malformed(String body, String key) {
    JsonNode raw = Samples.json(body.replace('`', '"'));
    assertMalformed(() -> DialogBodies.create(raw), key);
  }

  @Test
  void transmission_mayBeSilent() {
    ObjectNode body = Samples.set(Samples.transmission(), "/IsSilentUpdate", "true");
    assertThat(DialogBodies.transmission(body).get("isSilentUpdate").booleanValue()).isTrue();
    ObjectNode wrong = Samples.set(Samples.transmission(), "/isSilentUpdate", "1");
    assertMalformed(() -> DialogBodies.transmission(wrong), "isSilentUpdate");
  }

  @Test
  void transmissionUpdate_keepsUrlIds_andHasNoId() {
    ObjectNode body = Samples.transmission();
    Samples.set(body, "/attachments/0/urls/0/id", "\"" + Samples.id(9) + "\"");
    ObjectNode undated = Samples.set(body.deepCopy(), "/createdAt", "null");
    ObjectNode bound = DialogBodies.transmissionUpdate(undated);
    assertThat(bound.has("id")).isFalse();
    assertThat(bound.has("createdAt")).isFalse();
    assertThat(bound.at("/attachments/0/urls/0/id").textValue()).isEqualTo(Samples.id(9));
    ObjectNode appended = DialogBodies.transmission(body);
    assertThat(appended.at("/attachments/0/urls/0").has("id")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{`addLabels`: [`bin`], `systemLabels`: [`Archive`]} | [`Bin`, `Archive`]",
        "{`SystemLabels`: [`Archive`], `addLabels`: [`bin`]} | [`Archive`, `Bin`]",
        "{`systemLabels`: [2]}                               | [`Bin`]",
        "{`removeLabels`: [`Sent`]}                          | []",
        "{`addLabels`: [17]}                                 | [17]"
      })
  void systemLabels_aliasIsMerged(String body, String expected) {
    ObjectNode bound = DialogBodies.systemLabels(Samples.object(body.replace('`', '"')));
    assertThat(bound.get("addLabels")).isEqualTo(Samples.json(expected.replace('`', '"')));
    assertThat(bound.has("systemLabels")).isFalse();
  }

  @Test
  void systemLabels_malformed() {
    JsonNode unknown = Samples.json("{\"systemLabels\": [\"Bin\", \"x\"]}");
    assertMalformed(() -> DialogBodies.systemLabels(unknown), "systemLabels[1]");
    JsonNode dialog = Samples.json("{\"dialogs\": [{\"dialogId\": null}]}");
    assertMalformed(() -> DialogBodies.bulkSystemLabels(dialog), "dialogs[0].dialogId");
  }

  @Test
  void label_nullIsMalformed_absenceIsNot() {
    assertMalformed(() -> DialogBodies.label(Samples.json("{\"value\": null}")), "value");
    assertThat(DialogBodies.label(Samples.json("{}")).isEmpty()).isTrue();
  }

  @Test
  void formSavedTime_isABareString() {
    assertThat(DialogBodies.formSavedTime(Samples.json("\"2025-03-01T12:00:00+01:00\"")))
        .isEqualTo(Instant.parse("2025-03-01T11:00:00Z"));
    assertMalformed(() -> DialogBodies.formSavedTime(Samples.json("\"x\"")), "SerializerErrors");
    assertMalformed(() -> DialogBodies.formSavedTime(Samples.json("{}")), "SerializerErrors");
  }

  private static void assertMalformed(Runnable binding, String key) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(binding::run)
        .satisfies(
            refused -> {
              assertThat(refused.problem().type()).isEqualTo(ProblemType.MALFORMED_BODY);
              assertThat(refused.problem().errors()).containsOnlyKeys(key);
              assertThat(refused.problem().errors().get(key)).hasSize(1);
            });
  }
}
