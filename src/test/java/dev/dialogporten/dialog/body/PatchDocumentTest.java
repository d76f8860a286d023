package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchDocumentTest {

  /** Stored values in bound form, as a patch target. */
  private static ObjectNode target() {
    ObjectNode body = Samples.replace().without(List.of("externalReference", "process"));
    Samples.set(body, "/transmissions", "[]");
    Samples.set(body, "/activities", "[]");
    Samples.set(body, "/content/senderName", null);
    return DialogBodies.replace(body);
  }

  /** Operations, a place in the result and what is there; {@code ~} for nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | /progress | 50",
        "[{'op':'replace','path':'/progress','value':60}] | /progress | 60",
        "[{'op':'Replace','path':'/PROGRESS','value':'60'}] | /progress | 60",
        "[{'OP':'replace','Path':'progress','VALUE':60,'x':1}] | /progress | 60",
        "[{'op':'replace','path':'/progress','value':null}] | /progress | ~",
        "[{'op':'remove','path':'/progress'}] | /progress | ~",
        "[{'op':'remove','path':'/externalReference'}] | /externalReference | ~",
        "[{'op':'replace','path':'/externalReference','value':'x'}] | /externalReference | 'x'",
        "[{'op':'test','path':'/externalReference','value':null}] | /externalReference | ~",
        "[{'op':'test','path':'/progress','value':50.0}] | /progress | 50",
        "[{'op':'test','path':'/dueAt','value':'2030-03-01T01:00:00+01:00'}] | /dueAt |"
            + " '2030-03-01T00:00:00.0000000Z'",
        "[{'op':'test','path':'/status','value':'inprogress'}] | /status | 'InProgress'",
        "[{'op':'test','path':'/transmissions','value':[]}] | /transmissions | []",
        "[{'op':'test','path':'/transmissions','value':null}] | /transmissions | []",
        "[{'op':'test','path':'/content/senderName','value':null}] | /content/senderName | ~",
        "[{'op':'test','path':'/searchTags','value':[{'Value':'tag','x':1},{'value':'other'}]}] |"
            + " /searchTags/0 | {'value':'tag'}",
        "[{'op':'replace','path':'/status','value':'draft'}] | /status | 'Draft'",
        "[{'op':'replace','path':'/status','value':6}] | /status | 'Completed'",
        "[{'op':'replace','path':'/status','value':99}] | /status | 99",
        "[{'op':'remove','path':'/status'}] | /status | ~",
        "[{'op':'remove','path':'/isApiOnly'}] | /isApiOnly | false",
        "[{'op':'replace','path':'/dueAt','value':'2031-01-01T00:00:00.1234567Z'}] | /dueAt |"
            + " '2031-01-01T00:00:00.1234560Z'",
        "[{'op':'remove','path':'/attachments'}] | /attachments | []",
        "[{'op':'replace','path':'/attachments','value':null}] | /attachments | []",
        "[{'op':'add','path':'/searchTags/-','value':{'value':'new'}}] | /searchTags/2 |"
            + " {'value':'new'}",
        "[{'op':'add','path':'/searchTags/2','value':{'value':'new'}}] | /searchTags/2 |"
            + " {'value':'new'}",
        "[{'op':'add','path':'/searchTags/0','value':{'value':'new'}}] | /searchTags/1 |"
            + " {'value':'tag'}",
        "[{'op':'remove','path':'/searchTags/-'}] | /searchTags | [{'value':'tag'}]",
        "[{'op':'replace','path':'/searchTags/-','value':{'value':'x'}}] | /searchTags/1 |"
            + " {'value':'x'}",
        "[{'op':'test','path':'/searchTags/-','value':{'value':'other'}}] | /searchTags/1 |"
            + " {'value':'other'}",
        "[{'op':'copy','from':'/searchTags/-','path':'/searchTags/0'}] | /searchTags/0 |"
            + " {'value':'other'}",
        "[{'op':'move','from':'/searchTags/-','path':'/searchTags/0'}] | /searchTags |"
            + " [{'value':'other'},{'value':'tag'}]",
        "[{'op':'move','from':'/searchTags/0','path':'/searchTags/-'}] | /searchTags |"
            + " [{'value':'other'},{'value':'tag'}]",
        "[{'op':'add','path':'/activities/-','value':{'type':'formsaved','performedBy':{'actorType':'ServiceOwner'}}}]"
            + " | /activities/0 | {'type':'FormSaved','performedBy':{'actorType':'ServiceOwner'}}",
        "[{'op':'add','path':'/activities/0','value':{'type':'FormSaved','description':null}}] |"
            + " /activities/0 | {'type':'FormSaved'}",
        "[{'op':'add','path':'/transmissions/-','value':{}}] | /transmissions/0 |"
            + " {'attachments':[],'navigationalActions':[]}",
        "[{'op':'add','path':'/activities/-','value':{}},{'op':'replace','path':'/activities/0/type','value':1}]"
            + " | /activities/0 | {'type':'DialogCreated'}",
        "[{'op':'add','path':'/content/senderName','value':{'value':[{'value':'x','languageCode':'NB_no'}]}}]"
            + " | /content/senderName |"
            + " {'value':[{'value':'x','languageCode':'nb'}],'mediaType':'text/plain'}",
        "[{'op':'replace','path':'/content/title/value/0/value','value':'y'}] |"
            + " /content/title/value/0 | {'value':'y','languageCode':'nb'}",
        "[{'op':'add','path':'/content/title/value/0','value':{'languageCode':'se'}}] |"
            + " /content/title/value/0 | {'languageCode':'se'}",
        "[{'op':'remove','path':'/content'}] | /content | ~",
        "[{'op':'remove','path':'/content/summary'}] | /content/summary | ~",
        "[{'op':'copy','from':'/content/title','path':'/content/senderName'}] |"
            + " /content/senderName/value/1/value | 'Text'",
        "[{'op':'move','from':'/content/summary','path':'/content/senderName'}] | /content/summary"
            + " | ~",
        "[{'op':'copy','from':'/guiActions/0/title','path':'/guiActions/0/prompt'},{'op':'replace','path':'/guiActions/0/prompt/0/value','value':'z'}]"
            + " | /guiActions/0/title/0/value | 'Tekst'",
        "[{'op':'remove','path':'/guiActions/0/prompt'}] | /guiActions/0/prompt | ~",
        "[{'op':'replace','path':'/guiActions/0/prompt','value':[]}] | /guiActions/0/prompt | ~",
        "[{'op':'remove','path':'/guiActions/0/httpMethod'}] | /guiActions/0/httpMethod | 'GET'",
        "[{'op':'replace','path':'/guiActions/0/httpMethod','value':null}] |"
            + " /guiActions/0/httpMethod | 0",
        "[{'op':'remove','path':'/attachments/0/displayName'},{'op':'add','path':'/attachments/0/displayName/-','value':{'value':'v','languageCode':'nb'}}]"
            + " | /attachments/0/displayName | [{'value':'v','languageCode':'nb'}]",
        "[{'op':'replace','path':'/attachments/0/urls/0/url','value':'HTTPS://X.no'}] |"
            + " /attachments/0/urls/0/url | 'https://x.no/'",
        "[{'op':'remove','path':'/attachments/0/urls/0/url'}] | /attachments/0/urls/0/url | ~",
        "[{'op':'copy','from':'/progress','path':'/status'}] | /status | 50",
        "[{'op':'replace','path':'/extendedStatus','value':'7'},{'op':'move','from':'/extendedStatus','path':'/progress'}]"
            + " | /progress | 7",
        "[{'op':'move','from':'/extendedStatus','path':'/externalReference'}] | /externalReference"
            + " | 'x'",
        "[{'op':'move','from':'/progress','path':'/progress'}] | /progress | 50",
        "[{'op':'replace','path':'','value':{'status':'Draft'}}] | /searchTags | []",
        "[{'op':'replace','path':'','value':{'status':'Draft','PARTY':'x'}}] | /progress | ~"
      })
  void apply(String operations, String pointer, String expected) {
    ObjectNode target = target();
    ObjectNode before = target.deepCopy();
    ObjectNode result = patch(operations).apply(target);
    if (expected.equals("~")) {
      assertThat(result.at(pointer).isMissingNode()).isTrue();
    } else {
      assertThat(result.at(pointer)).isEqualTo(Samples.json(expected.replace('\'', '"')));
    }
    assertThat(target).as("the target is not changed").isEqualTo(before);
    ObjectNode bound = Shapes.REPLACE.bind(result, Type.Reading.LENIENT);
    List<String> names = new ArrayList<>();
    result.fieldNames().forEachRemaining(names::add);
    bound.retain(names);
    assertThat(JsonText.write(result)).as("bound form").isEqualTo(JsonText.write(bound));
  }

  /** Operations that cannot be applied, and what the text says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'op':'replace','path':'/party','value':'x'}] | 'party' is not a member",
        "[{'op':'replace','path':'/party','value':'x'}] | these are: progress, extendedStatus",
        "[{'op':'add','path':'/visibleFrom','value':null}] | 'visibleFrom'",
        "[{'op':'remove','path':'/id'}] | Operation 0 (remove '/id')",
        "[{'op':'add','path':'/serviceOwnerContext/serviceOwnerLabels/-','value':{'value':'x'}}] |"
            + " serviceOwnerContext",
        "[{'op':'replace','path':'/guiActions/0/isAuthorized','value':true}] |"
            + " isDeleteDialogAction",
        "[{'op':'test','path':'/progress','value':51}] | differs",
        "[{'op':'test','path':'/progress','value':'x'}] | differs",
        "[{'op':'test','path':'/progress','value':null}] | differs",
        "[{'op':'replace','path':'/progress','value':'x'}] | expected a whole number",
        "[{'op':'replace','path':'/progress','value':{}}] | expected a whole number",
        "[{'op':'replace','path':'/status','value':'nope'}] | 'nope'",
        "[{'op':'replace','path':'/searchTags','value':{}}] | expected a list",
        "[{'op':'replace','path':'/content','value':[]}] | expected an object",
        "[{'op':'add','path':'/attachments/-','value':{'urls':[{'url':5}]}}] | urls[0].url",
        "[{'op':'add','path':'/searchTags/-','value':null}] | null",
        "[{'op':'replace','path':'/searchTags/0','value':null}] | null",
        "[{'op':'add','path':'/searchTags/3','value':{}}] | has 2 elements",
        "[{'op':'replace','path':'/searchTags/2','value':{}}] | has 2 elements",
        "[{'op':'remove','path':'/searchTags/2'}] | has 2 elements",
        "[{'op':'remove','path':'/searchTags/00'}] | '00'",
        "[{'op':'remove','path':'/searchTags/x'}] | 'x'",
        "[{'op':'remove','path':'/searchTags/'}] | no index",
        "[{'op':'remove','path':'/activities/-'}] | has 0 elements",
        "[{'op':'replace','path':'/activities/0','value':{}}] | has 0 elements",
        "[{'op':'test','path':'/transmissions/0','value':{}}] | has 0 elements",
        "[{'op':'replace','path':'/content/senderName/value/0/value','value':'x'}] |"
            + " '/content/senderName' is null",
        "[{'op':'replace','path':'/progress/x','value':1}] | '/progress' has no members",
        "[{'op':'remove','path':''}] | whole document",
        "[{'op':'replace','path':'','value':null}] | null",
        "[{'op':'replace','path':'','value':[]}] | expected an object",
        "[{'op':'move','from':'/content','path':'/content/title'}] | into itself",
        "[{'op':'move','from':'','path':'/content'}] | into itself",
        "[{'op':'copy','from':'/searchTags','path':'/progress'}] | expected a whole number",
        "[{'op':'copy','from':'/externalReference','path':'/searchTags/0'}] | null",
        "[{'op':'copy','path':'/progress'}] | 'from' is missing",
        "[{'op':'move','path':'/progress'}] | 'from' is missing",
        "[{'op':'add','path':'/progress'}] | 'value' is missing",
        "[{'op':'test','path':'/progress'}] | 'value' is missing",
        "[{'op':'merge','path':'/progress','value':1}] | not known",
        "[{'op':'','path':'/progress','value':1}] | not known",
        "[{'op':'move','from':'/searchTags/0','path':'/searchTags/2'}] | nothing at"
      })
  void apply_refused(String operations, String text) {
    List<String> texts = failures(operations);
    assertThat(texts).hasSize(1);
    assertThat(texts.get(0)).contains(text);
  }

  @Test
  void apply_allFailuresAreListed_butAnUnknownOperationEndsIt() {
    String failing = "{'op':'remove','path':'/party'}";
    assertThat(failures("[" + failing + "," + failing + "]")).hasSize(2);
    assertThat(failures("[" + failing + ",{'op':'x','path':''}," + failing + "]")).hasSize(2);
    assertThat(failures("[" + (failing + ",").repeat(5000) + failing + "]")).hasSize(100);
  }

  @Test
  void apply_targetWithoutTheMember() {
    ObjectNode target = Samples.object("{\"status\": \"Draft\", \"isApiOnly\": false}");
    ObjectNode result =
        patch("[{'op':'add','path':'/activities/-','value':{'type':1}}]").apply(target);
    assertThat(result)
        .isEqualTo(
            Samples.json(
                "{\"status\":\"Draft\",\"isApiOnly\":false,\"activities\":[{\"type\":\"DialogCreated\"}]}"));
  }

  @Test
  void apply_emptyStoredContent_isNone() {
    ObjectNode target = Samples.object("{\"status\": \"Draft\", \"content\": {}}");
    assertThat(patch("[{'op':'test','path':'/content','value':null}]").apply(target).has("content"))
        .isFalse();
  }

  @Test
  void apply_again_givesTheSame() {
    PatchDocument patch =
        patch(
            "[{'op':'add','path':'/searchTags/-','value':{'value':'n'}},"
                + "{'op':'replace','path':'/searchTags/2/value','value':'m'}]");
    assertThat(patch.apply(target())).isEqualTo(patch.apply(target()));
    assertThat(patch.apply(target()).at("/searchTags/2/value").textValue()).isEqualTo("m");
  }

  @Test
  void apply_copiesDoNotExplode() {
    ObjectNode target = target();
    Samples.set(target, "/searchTags/0/value", '"' + "x".repeat(100_000) + '"');
    String copy = "{'op':'copy','from':'/searchTags/0','path':'/searchTags/-'}";
    ObjectNode few = patch("[" + (copy + ",").repeat(50) + copy + "]").apply(target);
    assertThat(few.get("searchTags")).hasSize(53);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> patch("[" + (copy + ",").repeat(999) + copy + "]").apply(target))
        .satisfies(
            refused ->
                assertThat(refused.problem().type()).isEqualTo(ProblemType.PATCH_TOO_COSTLY));
  }

  @Test
  void members_areTopLevelAndCanonical() {
    assertThat(patch("[]").members()).isEmpty();
    assertThat(patch("[{'op':'test','path':'Progress','value':1}]").members())
        .containsExactly("progress");
    assertThat(
            patch("[{'op':'copy','from':'/CONTENT/title','path':'/guiActions/0/title'}]").members())
        .containsExactlyInAnyOrder("content", "guiActions");
    assertThat(patch("[{'op':'remove','path':'/party'}]").members()).isEmpty();
    assertThat(patch("[{'op':'replace','path':'','value':{}}]").members())
        .contains("status", "content", "attachments", "activities")
        .hasSize(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | SerializerErrors",
        "'x' | SerializerErrors",
        "[5] | [0]",
        "[null] | [0]",
        "[{'op':'remove','path':'/progress'},{}] | [1].op",
        "[{'op':'remove'}] | [0].path",
        "[{'op':'remove','path':null}] | [0].path",
        "[{'op':'remove','path':5}] | [0].path",
        "[{'op':5,'path':''}] | [0].op",
        "[{'op':'copy','path':'','from':[]}] | [0].from",
        "[{'op':'remove','path':'/a~'}] | [0].path",
        "[{'op':'remove','path':'/a~2'}] | [0].path",
        "[{'op':'copy','path':'/progress','from':'~x'}] | [0].from"
      })
  void parse_malformed(String operations, String key) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> patch(operations))
        .satisfies(
            refused -> {
              assertThat(refused.problem().type()).isEqualTo(ProblemType.MALFORMED_BODY);
              assertThat(refused.problem().errors()).containsOnlyKeys(key);
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 10_001})
  void parse_bounded(int count) {
    String operation = "{'op':'test','path':'/progress','value':50}";
    String operations = "[" + (operation + ",").repeat(count - 1) + operation + "]";
    if (count <= 10_000) {
      assertThat(patch(operations).apply(target()).get("progress").intValue()).isEqualTo(50);
    } else {
      assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> patch(operations));
    }
  }

  private static List<String> failures(String operations) {
    PatchDocument patch = patch(operations);
    try {
      patch.apply(target());
    } catch (ProblemException refused) {
      assertThat(refused.problem().type()).isEqualTo(ProblemType.PATCH_NOT_APPLICABLE);
      assertThat(refused.problem().errors()).containsOnlyKeys("UpdateDialogDto");
      return refused.problem().errors().get("UpdateDialogDto");
    }
    throw new AssertionError("applied: " + operations);
  }

  private static PatchDocument patch(String operations) {
    return PatchDocument.parse(Samples.json(operations.replace('\'', '"')));
  }
}
