package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Section;
import dev.dialogporten.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever arrives, only problems come out, and what is accepted can be stored and read again. */
class BodyFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String[] VALUES = {
    "null",
    "true",
    "0",
    "-1",
    "99",
    "1e400",
    "123456789012345678901234567890",
    "0.1",
    "\"\"",
    "\" \"",
    "\"x\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"😀\"",
    "[]",
    "{}",
    "[null]",
    "[[]]",
    "[{}]",
    "{\"value\":null}",
    "\"0001-01-01T00:00:00Z\"",
    "\"9999-12-31T23:59:59Z\"",
    "\"0001-01-01T00:00:00+14:00\"",
    "\"00000000-0000-0000-0000-000000000000\"",
    "\"https://\"",
    "\"https://x\"",
    "\"http://[::1\"",
    "\"%\"",
    "\"urn:\"",
    "\"urn:altinn:person:idporten-email:%\"",
    "\"urn:altinn:organization:identifier-no:x\"",
    "\"text/html\"",
    "\"<p onclick=x>\"",
    "\"nb_NO\"",
    "\"-\"",
    "\"_\"",
    "\"GET\"",
    "\"Sent\"",
    "\"Primary\"",
    "\"" + "y".repeat(300) + "\""
  };
  private static final String[] POINTERS = {
    "",
    "/",
    "/progress",
    "/status",
    "/content",
    "/content/title/value/0",
    "/content/title/value/-",
    "/attachments",
    "/attachments/0",
    "/attachments/-",
    "/attachments/0/urls/0/url",
    "/guiActions/0/title",
    "/guiActions/0/prompt",
    "/apiActions/0/endpoints/0",
    "/transmissions/-",
    "/transmissions/0/sender",
    "/activities/-",
    "/activities/0",
    "/searchTags/0/value",
    "/searchTags/9",
    "/party",
    "/a~1b",
    "/~",
    "x",
    "/attachments/id=1",
    "/attachments/-1",
    "/attachments/01",
    "/attachments/99999999999"
  };
  private static final String[] OPERATIONS = {
    "add", "remove", "replace", "move", "copy", "test", "ADD", "nope", ""
  };

  private final Random random = new Random(42);
  private int accepted;

  @Test
  void bodies_mutatedInText() {
    byte[] body = Samples.create().toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 6000; i++) {
      byte[] mutant = body.clone();
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      run(mutant);
    }
    assertThat(accepted).as("some mutants are harmless").isPositive();
  }

  @Test
  void bodies_mutatedInStructure() {
    for (int i = 0; i < 7500; i++) {
      ObjectNode mutant = Samples.create();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutate(mutant);
      }
      run(text(mutant));
    }
    assertThat(accepted).as("some mutants are harmless").isPositive();
  }

  @Test
  void patches() {
    ObjectNode target = DialogBodies.replace(Samples.replace());
    for (int i = 0; i < 7500; i++) {
      ArrayNode patch = MAPPER.createArrayNode();
      for (int size = random.nextInt(5); size >= 0; size--) {
        patch.add(operation());
      }
      try {
        ObjectNode result =
            PatchDocument.parse(JsonText.parse(text(patch))).apply(target.deepCopy());
        validate(result);
        accepted++;
      } catch (ProblemException expected) {
        assertThat(expected.problem().type().status()).isEqualTo(400);
      }
    }
    assertThat(accepted).as("some patches are harmless").isPositive();
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

  private ObjectNode operation() {
    ObjectNode operation = MAPPER.createObjectNode();
    operation.put("op", OPERATIONS[random.nextInt(OPERATIONS.length)]);
    operation.put("path", POINTERS[random.nextInt(POINTERS.length)]);
    if (random.nextBoolean()) {
      operation.put("from", POINTERS[random.nextInt(POINTERS.length)]);
    }
    if (random.nextInt(4) > 0) {
      JsonNode part = random.nextBoolean() ? value() : anyNode(Samples.replace());
      operation.set("value", part);
    }
    return operation;
  }

  private void mutate(ObjectNode root) {
    JsonNode parent = anyNode(root);
    if (parent instanceof ArrayNode array) {
      if (!array.isEmpty() && random.nextInt(3) == 0) {
        array.remove(random.nextInt(array.size()));
      } else if (!array.isEmpty() && random.nextBoolean()) {
        array.set(random.nextInt(array.size()), value());
      } else {
        array.add(array.isEmpty() ? value() : array.get(0).deepCopy());
      }
    } else if (parent instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, value());
      }
    }
  }

  private JsonNode value() {
    return JsonText.parse(VALUES[random.nextInt(VALUES.length)]);
  }

  private JsonNode anyNode(JsonNode root) {
    JsonNode node = root;
    while (node.isContainerNode() && !node.isEmpty() && random.nextInt(5) > 0) {
      List<JsonNode> children = new ArrayList<>();
      node.forEach(children::add);
      JsonNode child = children.get(random.nextInt(children.size()));
      if (!child.isContainerNode()) {
        return node;
      }
      node = child;
    }
    return node;
  }

  /** As a client could send it: lone surrogates only by escapes. */
  private static byte[] text(JsonNode node) {
    StringBuilder text = new StringBuilder();
    for (char c : JsonText.write(node).toCharArray()) {
      if (Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
