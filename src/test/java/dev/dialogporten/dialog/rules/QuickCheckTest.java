package dev.dialogporten.dialog.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.body.DialogBodies;
import dev.dialogporten.dialog.body.Samples;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The compiled check and the library must never disagree, and what is refused must be explained.
 */
class QuickCheckTest {

  @ParameterizedTest
  @CsvSource({
    "scalars.json, ''",
    "new-dialog.json, ''",
    "content-value.json, /content/title",
    "search-tag.json, /searchTags/0",
    "label.json, /serviceOwnerContext/serviceOwnerLabels/0",
    "attachment.json, /attachments/0",
    "appended-attachment.json, /transmissions/0/attachments/0",
    "gui-action.json, /guiActions/0",
    "api-action.json, /apiActions/0",
    "transmission.json, /transmissions/0",
    "activity.json, /activities/0",
    "actor.json, /activities/0/performedBy"
  })
  void agreesWithTheLibrary(String file, String pointer) {
    JsonNode sample = DialogBodies.create(Samples.create()).at(pointer);
    assertAgreement(SchemaFiles.load(file), sample, new Random(file.hashCode()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"pattern\": \"x\"}",
        "{\"properties\": {\"a\": {\"maxItems\": 1}}}",
        "{\"type\": \"number\"}",
        "{\"format\": \"email\"}"
      })
  void compile_refusesWhatItDoesNotKnow(String schema) {
    assertThatIllegalStateException().isThrownBy(() -> QuickCheck.compile(JsonText.parse(schema)));
  }

  @Test
  void explain_isBounded_howeverManyElementsAreWrong() {
    SectionSchema schema = SectionSchema.of("attachment.json");
    String urls = "{\"url\": \"x\", \"consumerType\": \"Gui\"},".repeat(50_000);
    JsonNode attachment =
        JsonText.parse("{\"urls\": [" + urls.substring(0, urls.length() - 1) + "]}");
    Faults faults = new Faults();
    schema.check(attachment, "a", faults);
    assertThat(Samples.errors(faults))
        .hasSize(200)
        .containsKeys("a.urls[0].url", "a.urls[199].url");
  }

  private static void assertAgreement(ObjectNode document, JsonNode sample, Random random) {
    List<Map.Entry<ObjectNode, JsonNode>> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : document.path("properties").properties()) {
      ObjectNode schema = (ObjectNode) property.getValue();
      JsonNode items = schema.remove("items");
      schema.remove("uniqueBy");
      JsonNode element = sample.at("/" + property.getKey() + "/0");
      if (items != null && !element.isMissingNode()) {
        parts.add(Map.entry((ObjectNode) items, element));
      }
    }
    QuickCheck check = QuickCheck.compile(document);
    SchemaReport report = new SchemaReport(document);
    assertThat(check.test(sample)).as("sample").isTrue();
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      JsonNode mutant = mutant(sample, random);
      boolean accepted = check.test(mutant);
      assertThat(report.accepts(mutant)).as("%s", mutant).isEqualTo(accepted);
      if (!accepted) {
        refused++;
        Faults faults = new Faults();
        report.explain(mutant, "x", faults);
        assertThat(faults.isEmpty()).as("explained: %s", mutant).isFalse();
      }
    }
    assertThat(refused).isBetween(30, 399);
    parts.forEach(part -> assertAgreement(part.getKey(), part.getValue(), random));
  }

  /** Members removed or replaced by values near the limits. */
  private static JsonNode mutant(JsonNode sample, Random random) {
    ObjectNode mutant = sample.deepCopy();
    List<String> names = new ArrayList<>();
    mutant.fieldNames().forEachRemaining(names::add);
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(8)) {
        case 0 -> mutant.remove(name);
        case 1 -> mutant.put(name, random.nextInt(-5, 110));
        case 2 -> mutant.put(name, " ");
        case 3 -> mutant.put(name, "x".repeat(limit(random)));
        case 4 -> mutant.put(name, "😀".repeat(limit(random) / 2));
        case 5 -> mutant.putArray(name);
        case 6 -> mutant.put(name, "https://example.com/" + "x".repeat(limit(random)));
        default -> mutant.put(name, "ab😀");
      }
    }
    return mutant;
  }

  private static int limit(Random random) {
    int[] limits = {0, 3, 36, 63, 128, 255, 512, 1003, 1023};
    return Math.max(0, limits[random.nextInt(limits.length)] + random.nextInt(-1, 2));
  }
}
