package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.dialog.rules.BodyRules;
import dev.dialogporten.dialog.rules.ContentTraits;
import dev.dialogporten.dialog.value.JsonText;
import dev.dialogporten.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever arrives, only problems come out, and what is accepted can be stored and read again. */
class BodyFuzzTest {
  private final Mutants mutants = new Mutants(42);
  private int accepted;

  @Test
  void bodies_mutatedInText() {
    byte[] body = Samples.create().toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 6000; i++) {
      run(mutants.inText(body));
    }
    assertThat(accepted).as("some mutants are harmless").isPositive();
  }

  @Test
  void bodies_mutatedInStructure() {
    for (int i = 0; i < 7500; i++) {
      run(mutants.inStructure(Samples.create()));
    }
    assertThat(accepted).as("some mutants are harmless").isPositive();
  }

  @Test
  void patches() {
    ObjectNode target = DialogBodies.replace(Samples.replace());
    for (int i = 0; i < 7500; i++) {
      byte[] patch = Mutants.text(mutants.patch(Samples.replace()));
      try {
        ObjectNode result = PatchDocument.parse(JsonText.parse(patch)).apply(target.deepCopy());
        validate(result);
        accepted++;
      } catch (ProblemException expected) {
        assertThat(expected.problem().type().status()).isEqualTo(400);
      }
    }
    assertThat(accepted).as("some patches are harmless").isPositive();
  }

  @Test
  void bodies_everyTypeAtEveryPlace() {
    Mutants.wrongTypes(Samples.create()).forEach(this::run);
    assertThat(accepted).as("some mutants are harmless").isPositive();
  }

  @Test
  void bodies_excessive() {
    for (int i = 0; i < 500; i++) {
      run(mutants.inExcess(Samples.create()));
    }
  }

  /** Every route, for the same bytes. */
  private void run(byte[] text) {
    JsonNode raw;
    try {
      raw = JsonText.parse(text);
    } catch (ProblemException expected) {
      assertThat(expected.problem().type().status()).isEqualTo(400);
      return;
    }
    refusedOr(() -> checkStorable(DialogBodies.create(raw)));
    refusedOr(() -> BodyRules.create(DialogBodies.create(raw), Samples.context()));
    refusedOr(() -> validate(DialogBodies.replace(raw)));
    for (JsonNode element : raw.path("transmissions")) {
      refusedOr(
          () -> BodyRules.transmission(DialogBodies.transmission(element), Samples.context()));
      UUID id = new UUID(1, 1);
      refusedOr(
          () ->
              BodyRules.transmissionUpdate(
                  DialogBodies.transmissionUpdate(element), id, id, true, Samples.context()));
    }
    for (JsonNode element : raw.path("activities")) {
      refusedOr(() -> BodyRules.activity(DialogBodies.activity(element), Samples.context()));
    }
    refusedOr(() -> DialogBodies.bulkSystemLabels(raw));
    refusedOr(() -> DialogBodies.formSavedTime(raw));
    refusedOr(() -> PatchDocument.parse(raw));
  }

  private void refusedOr(Runnable action) {
    try {
      action.run();
      accepted++;
    } catch (ProblemException expected) {
      assertThat(expected.problem().type().status()).isEqualTo(400);
      assertThat(expected.problem().errors()).hasSize(1);
    }
  }

  private static void validate(ObjectNode bound) {
    BodyRules.update(bound, EnumSet.allOf(Section.class), Samples.stored(), Samples.context());
    ContentTraits.of((ObjectNode) bound.get("content"));
    String text = JsonText.write(bound);
    assertThat(text).doesNotContain("\\u0000", "null");
  }

  private static void checkStorable(ObjectNode bound) {
    String text = JsonText.write(bound);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
    assertThat(JsonText.write(DialogBodies.create(JsonText.parse(text)))).isEqualTo(text);
  }
}
