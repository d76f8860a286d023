package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.Sections;
import dev.dialogporten.dialog.rules.BodyRules;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateRulesTest {
  private static final Set<Section> ALL = EnumSet.allOf(Section.class);
  private static final Dialog.Facts NONE = Dialog.Facts.NONE;

  @Test
  void valid() {
    assertThat(faults(Samples.replace())).isEmpty();
  }

  @Test
  void smallest_valid() {
    assertThat(faults(Samples.object("{\"status\": \"Draft\", \"isApiOnly\": true}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/status | ~ | dto.status | not be empty",
        "/status | 0 | dto.status | none of",
        "/progress | 101 | dto.progress | 100",
        "/content | ~ | dto.content | not be empty",
        "/searchTags/- | {'value':'TAG'} | dto.searchTags | duplicate",
        "/attachments/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' | dto.attachments[0].id |"
            + " version 7",
        "/attachments/0/urls/0/id | '5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11' |"
            + " dto.attachments[0].urls[0].id | version 7",
        "/attachments/0/urls/0/url | 'http://x.no' | dto.attachments[0].urls[0].url | https",
        "/guiActions/0/priority | ~ | dto.guiActions[0].priority | not be empty",
        "/apiActions/0/endpoints | [] | dto.apiActions[0].endpoints | not be empty",
        "/transmissions/0/type | ~ | dto.transmissions[0].type | not be empty",
        "/transmissions/0/attachments/0/urls/0/url | 'http://x.no' |"
            + " dto.transmissions[0].attachments[0].urls[0].url | https",
        "/activities/0/performedBy | ~ | dto.activities[0].performedBy | not be empty",
        "/expiresAt | '2030-02-28T23:59:59Z' | dto.expiresAt | dueAt"
      })
  void oneFault(String pointer, String json, String key, String text) {
    String value = json.equals("~") ? null : json.replace('\'', '"');
    assertOnlyFault(faults(Samples.set(Samples.replace(), pointer, value)), key, text);
  }

  /** Element ids that are not checked, and expiry that is compared with what is stored. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/guiActions/0/id | \"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"",
        "/apiActions/0/id | \"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"",
        "/apiActions/0/endpoints/0/id | \"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"",
        "/attachments/0/expiresAt | \"2000-01-01T00:00:00Z\"",
        "/transmissions/0/attachments/0/expiresAt | \"2000-01-01T00:00:00Z\"",
        "/transmissions/0/relatedTransmissionId | \"0194d0aa-5b1c-7c3e-9f21-0242ac120002\"",
        "/activities/0 |"
            + " {\"type\":\"TransmissionOpened\",\"transmissionId\":\"0194d0aa-5b1c-7c3e-9f21-0242ac120002\",\"performedBy\":{\"actorType\":\"ServiceOwner\"}}"
      })
  void leftToLaterChecks(String pointer, String json) {
    assertThat(faults(Samples.set(Samples.replace(), pointer, json))).isEmpty();
  }

  @Test
  void endpointIds_uniqueInTheAction() {
    ObjectNode body = Samples.replace();
    String endpoints = "/apiActions/0/endpoints";
    Samples.set(body, endpoints + "/-", body.at(endpoints + "/0").toString());
    assertOnlyFault(faults(body), "dto.apiActions[0].endpoints", "duplicate");
  }

  @Test
  void onlyTheGivenSections_areChecked() {
    ObjectNode body = Samples.replace();
    Samples.set(body, "/content/title", null);
    Samples.set(body, "/guiActions/0/priority", null);
    Dialog stored = Samples.stored();
    assertThat(faults(body, EnumSet.of(Section.SEARCH_TAGS), stored)).isEmpty();
    assertThat(faults(body, EnumSet.of(Section.CONTENT), stored)).containsOnlyKeys("dto.content");
    assertThat(faults(body, EnumSet.of(Section.GUI_ACTIONS), stored))
        .containsOnlyKeys("dto.guiActions[0].priority");
  }

  @Test
  void storedVisibleFrom_bounds() {
    Dialog stored = Samples.stored(Sections.EMPTY, NONE, Instant.parse("2030-06-01T00:00:00Z"));
    assertThat(faults(Samples.replace(), ALL, stored))
        .containsOnlyKeys("dto.dueAt", "dto.expiresAt");
    assertThat(faults(Samples.replace(), ALL, stored, Scope.ADMIN))
        .containsOnlyKeys("dto.expiresAt");
  }

  @Test
  void storedContent_mustBeOpenToTheCaller() {
    ObjectNode scalars = Samples.object("{\"status\": \"Draft\", \"isApiOnly\": false}");
    Dialog stored = withFacts(true, true, 0);
    assertThat(faults(scalars, Set.of(), stored))
        .containsOnlyKeys("dto.content.value", "dto.content.mediaType");
    assertThat(faults(scalars, Set.of(), stored, Scope.CORRESPONDENCE))
        .containsOnlyKeys("dto.content.mediaType");
    assertThat(faults(scalars, Set.of(), stored, Scope.CORRESPONDENCE, Scope.LEGACY_HTML))
        .isEmpty();
    assertThat(faults(Samples.replace(), ALL, stored)).as("replaced content").isEmpty();
  }

  @Test
  void storedEmptyContent_needsApiOnly() {
    ObjectNode scalars = Samples.object("{\"status\": \"Draft\", \"isApiOnly\": false}");
    Dialog stored = Samples.stored(Sections.EMPTY, NONE, null);
    assertOnlyFault(faults(scalars, Set.of(), stored), "dto.content", "not be empty");
    scalars.put("isApiOnly", true);
    assertThat(faults(scalars, Set.of(), stored)).isEmpty();
  }

  @Test
  void storedTransmissionsWithoutContent_needApiOnly() {
    Dialog stored = withFacts(false, false, 1);
    assertOnlyFault(faults(Samples.replace(), ALL, stored), "dto.transmissions", "not be empty");
    ObjectNode apiOnly = Samples.set(Samples.replace(), "/isApiOnly", "true");
    assertThat(faults(apiOnly, ALL, stored)).isEmpty();
  }

  private static Dialog withFacts(boolean longTexts, boolean legacyHtml, int contentless) {
    Dialog.Facts facts =
        new Dialog.Facts(1, 0, 0, contentless, 0, false, "", "", longTexts, legacyHtml);
    return Samples.stored(Samples.stored().sections(), facts, null);
  }

  private static void assertOnlyFault(Map<String, List<String>> faults, String key, String text) {
    assertThat(faults).containsOnlyKeys(key);
    assertThat(faults.get(key)).anySatisfy(t -> assertThat(t).contains(text));
  }

  private static Map<String, List<String>> faults(ObjectNode body) {
    return faults(body, ALL, Samples.stored());
  }

  private static Map<String, List<String>> faults(
      ObjectNode body, Set<Section> sections, Dialog stored, String... scopes) {
    ObjectNode bound = DialogBodies.replace(body);
    return Samples.errors(BodyRules.update(bound, sections, stored, Samples.context(scopes)));
  }
}
