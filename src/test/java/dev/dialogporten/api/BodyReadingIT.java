package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON is taken, before anything is said of its sense. */
@ExtendWith(ServiceExtension.class)
class BodyReadingIT {
  /** Members that may be null, which is the same as leaving them out. */
  private static final Set<String> NULLABLE =
      Set.of(
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
          "updatedAt",
          "systemLabel",
          "serviceOwnerContext",
          "content",
          "nonSensitiveTitle",
          "summary",
          "nonSensitiveSummary",
          "senderName",
          "additionalInfo",
          "contentReference",
          "mainContentReference",
          "authorizationAttribute",
          "extendedType",
          "relatedTransmissionId",
          "transmissionId",
          "name",
          "version",
          "documentationUrl",
          "requestSchema",
          "responseSchema",
          "sunsetAt",
          "prompt",
          "actorId",
          "actorName");

  /** Members that may be null at some places. */
  private static final Set<String> NULLABLE_HERE =
      Set.of(
          "status",
          "createdAt",
          "activities[0].createdAt",
          "activities[1].createdAt",
          "attachments[0].urls[0].mediaType",
          "guiActions[0].httpMethod");

  private final ServiceOwner owner;
  private final ApiClient client;

  BodyReadingIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @TestFactory
  Stream<DynamicTest> nullMember() {
    List<String> members = members(full(), "", new ArrayList<>());
    assertThat(members).hasSizeGreaterThan(100);
    return members.stream().map(member -> dynamicTest(member, () -> tryNullAt(member)));
  }

  private void tryNullAt(String member) {
    String pointer = "/" + member.replace("[", "/").replace("]", "").replace('.', '/');
    ApiResponse response = client.post(DIALOGS, Edit.of(full(), pointer + " = null"));
    if (NULLABLE.contains(member.replaceFirst(".*\\.", "")) || NULLABLE_HERE.contains(member)) {
      boolean refusedByRule =
          response.status() == 400 && response.json().getString("code").equals("validation_failed");
      assertThat(response.status() == 201 || refusedByRule).as(response.body()).isTrue();
    } else {
      JsonObject problem = response.problem(400);
      assertThat(problem.getString("code")).isEqualTo("malformed_body");
      assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly(member);
    }
  }

  private JsonObject full() {
    JsonObject body = FullDialog.create(owner, FullDialog.id());
    body.remove("idempotentKey");
    return body;
  }

  private static List<String> members(Object value, String path, List<String> found) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> member : object) {
        String name = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
        found.add(name);
        members(member.getValue(), name, found);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        members(array.getValue(i), path + "[" + i + "]", found);
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /PROGRESS = "50"                   | progress          | 50
          /ExternalREFERENCE = "x"           | externalReference | x
          /status = "requiresATTENTION"      | status            | RequiresAttention
          /status = 8                        | status            | Awaiting
          /systemLabel = "bin"               | systemLabel       | Bin
          /isApiOnly = true                  | isApiOnly         | true
          /progress = 0                      | progress          | 0
          /progress = 100                    | progress          | 100
          /dueAt = "2091-01-01T00:00:00+05:30" | dueAt           | 2090-12-31T18:30:00.0000000Z
          /dueAt = "2091-01-01T00:00:00.1234567Z" | dueAt        | 2091-01-01T00:00:00.1234560Z
          /createdAt = "0001-01-01T00:00:00Z" | isApiOnly        | false
          /nonsense = {"a": [1]}             | isApiOnly         | false
          /party = "urn:altinn:person:idporten-email:Kari@Example.no" | party | urn:altinn:person:idporten-email:kari@example.no
          /party = "urn:altinn:person:legacy-selfidentified:KARI" | party | urn:altinn:person:legacy-selfidentified:kari
          /party = "urn:altinn:person:identifier-no:08844397713"  | party | urn:altinn:person:identifier-no:08844397713
          """)
  void taken(String edit, String member, String stored) {
    JsonObject dialog = client.created(Edit.of(Dialogs.create(owner), edit));
    assertThat(String.valueOf(dialog.getValue(member))).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /progress = "fifty"                  | progress
          /progress = "\u0665\u0660"           | progress
          /progress = ""                       | progress
          /progress = "-"                      | progress
          /progress = 1.5                      | progress
          /progress = 99999999999              | progress
          /progress = true                     | progress
          /isApiOnly = "true"                  | isApiOnly
          /isApiOnly = 1                       | isApiOnly
          /status = "Nonsense"                 | status
          /dueAt = "2091-01-01T00:00:00"       | dueAt
          /dueAt = "2091-01-01"                | dueAt
          /dueAt = "2091-02-30T00:00:00Z"      | dueAt
          /dueAt = 17                          | dueAt
          /id = "0194d0aa5b1c7c3e9f210242ac120002"       | id
          /id = "{0194d0aa-5b1c-7c3e-9f21-0242ac120002}" | id
          /id = "x"                            | id
          /party = 17                          | party
          /searchTags = {}                     | searchTags
          /searchTags = ["x"]                  | searchTags[0]
          /content = []                        | content
          /content/title/value = "x"           | content.title.value
          /content/title/value/0/languageCode = none | content.title.value[0]
          /content/title/value/0/value = none  | content.title.value[0]
          /guiActions = [{"url": "http://[::1"}] | guiActions[0].url
          /externalReference = ["x"]           | externalReference
          """)
  void cannotBeRead(String edit, String key) {
    JsonObject problem = client.post(DIALOGS, Edit.of(Dialogs.create(owner), edit)).problem(400);
    assertThat(problem.getString("code")).isEqualTo("malformed_body");
    assertThat(problem.getJsonObject("errors").fieldNames()).allMatch(k -> k.startsWith(key));
  }

  @Test
  void twoMistakes_onlyTheFirstIsTold() {
    String edits = "/progress = \"x\"; /isApiOnly = 17; /status = \"Nonsense\"";
    JsonObject body = Edit.of(Dialogs.create(owner), edits);
    assertThat(client.post(DIALOGS, body).problem(400).getJsonObject("errors")).hasSize(1);
  }

  @Test
  void repeatedMember_lastOneWins() {
    String body = Dialogs.create(owner).encode();
    String twice = "{\"progress\":1,\"Progress\":2," + body.substring(1);
    String id = client.post(DIALOGS, twice).expect(201).id().toString();
    assertThat(client.get(DIALOGS + "/" + id).json().getInteger("progress")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"63, 201", "64, 400"})
  void depth(int arrays, int status) {
    String deep = "\"unknown\":" + "[".repeat(arrays) + "]".repeat(arrays) + ",";
    String body = "{" + deep + Dialogs.create(owner).encode().substring(1);
    client.post(DIALOGS, body).expect(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /status = 0                          | dto.status
          /status = 9                          | dto.status
          /systemLabel = "Sent"                | dto.systemLabel
          /systemLabel = "MarkedAsUnopened"    | dto.systemLabel
          /progress = -1                       | dto.progress
          /progress = 101                      | dto.progress
          /idempotentKey = "ab"                | dto.idempotentKey
          /idempotentKey = "{a*37}"            | dto.idempotentKey
          /extendedStatus = "{a*256}"          | dto.extendedStatus
          /externalReference = "{a*256}"       | dto.externalReference
          /process = "{a*1024}"                | dto.process
          /process = "inval\\\\d"                 | dto.process
          /precedingProcess = "urn:p"          | dto.process
          /content = none                      | dto.content
          /party = none                        | dto.party
          /party = " "                         | dto.party
          /party = "urn:altinn:organization:identifier-no:991825828" | dto.party
          /party = "urn:altinn:organization:identifier-no:100000300" | dto.party
          /party = "urn:altinn:person:identifier-no:08844397714"     | dto.party
          /party = "urn:altinn:person:identifier-no:08844397703"     | dto.party
          /party = "URN:altinn:person:identifier-no:08844397713"     | dto.party
          /party = "urn:altinn:person:idporten-email:kari"           | dto.party
          /party = "urn:altinn:systemuser:uuid:0194d0aa-5b1c-7c3e-9f21-0242ac120002" | dto.party
          /serviceResource = none              | dto.serviceResource
          /serviceResource = "URN:altinn:resource:x" | dto.serviceResource
          /serviceResource = "urn:altinn:resource:{a*1010}" | dto.serviceResource
          /searchTags = [{"value":"ab"}]       | dto.searchTags[0].value
          /searchTags = [{"value":"{a*64}"}]   | dto.searchTags[0].value
          /searchTags = [{}]                   | dto.searchTags[0].value
          /searchTags = [{"value":"abc"},{"value":"ABC"}] | dto.searchTags
          """)
  void ruleViolated(String edit, String key) {
    JsonObject problem = client.post(DIALOGS, Edit.of(Dialogs.create(owner), edit)).problem(400);
    assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly(key);
  }
}
