package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6902 on documents of any kind, from a table. */
class PatchEngineTest {

  static List<Named<JsonNode>> cases() throws IOException {
    try (InputStream in = PatchEngineTest.class.getResourceAsStream("json-patch-cases.json")) {
      List<Named<JsonNode>> cases = new ArrayList<>();
      for (JsonNode row : JsonText.parse(in.readAllBytes())) {
        cases.add(Named.of(row.get("what").textValue(), row));
      }
      return cases;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void apply(JsonNode row) {
    JsonNode document = row.get("doc").deepCopy();
    if (row.path("fails").asBoolean()) {
      assertThatExceptionOfType(PatchFailure.class)
          .isThrownBy(() -> applyAll(document, row.get("patch")));
      if (row.get("patch").size() == 1) {
        assertThat(document).as("left as it was").isEqualTo(row.get("doc"));
      }
    } else {
      assertThat(applyAll(document, row.get("patch"))).isEqualTo(row.get("expected"));
    }
  }

  @Test
  void add_takesACopyOfTheValue() {
    JsonNode value = Samples.json("{\"a\": []}");
    JsonNode document = PatchEngine.add(Samples.json("{}"), Pointer.parse("/x"), value);
    PatchEngine.add(document, Pointer.parse("/x/a/-"), Samples.json("1"));
    assertThat(value).isEqualTo(Samples.json("{\"a\": []}"));
  }

  private static JsonNode applyAll(JsonNode document, JsonNode patch) {
    JsonNode result = document;
    for (JsonNode operation : patch) {
      result = apply(result, operation);
    }
    return result;
  }

  private static JsonNode apply(JsonNode document, JsonNode operation) {
    Pointer path = Pointer.parse(operation.get("path").textValue());
    JsonNode value = operation.get("value");
    return switch (operation.get("op").textValue()) {
      case "add" -> PatchEngine.add(document, path, value);
      case "remove" -> PatchEngine.remove(document, path);
      case "replace" -> PatchEngine.replace(document, path, value);
      case "test" -> PatchEngine.test(document, path, value);
      case "move" -> PatchEngine.move(document, from(operation), path);
      case "copy" -> PatchEngine.copy(document, from(operation), path);
      default -> throw new IllegalArgumentException(operation.toString());
    };
  }

  private static Pointer from(JsonNode operation) {
    return Pointer.parse(operation.get("from").textValue());
  }
}
