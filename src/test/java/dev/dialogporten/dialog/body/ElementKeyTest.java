package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Random patches that name elements by id must do what the same patches by index do. */
class ElementKeyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LANGUAGES = List.of("nb", "nn", "en", "de");

  private final Random random = new Random(6901);

  @Test
  void byIdAndByIndex_sameResult() {
    for (int round = 0; round < 3000; round++) {
      ObjectNode byIndex = target();
      ObjectNode byKey = byIndex.deepCopy();
      for (int i = random.nextInt(5); i >= 0; i--) {
        String list = random.nextBoolean() ? "attachments" : "apiActions";
        ArrayNode elements = (ArrayNode) byIndex.get(list);
        if (elements.isEmpty()) {
          continue;
        }
        int at = random.nextInt(elements.size());
        String id = elements.get(at).get("id").textValue();
        String named = "/" + list + "/" + (random.nextBoolean() ? id : id.toUpperCase(Locale.ROOT));
        String counted = "/" + list + "/" + at;
        ArrayNode patch = JSON.createArrayNode();
        ArrayNode other = JSON.createArrayNode();
        operation(elements.get(at), named, counted, patch, other);
        byKey = PatchDocument.parse(patch).apply(byKey);
        byIndex = PatchDocument.parse(other).apply(byIndex);
        assertThat(byKey).as("%s and %s", patch, other).isEqualTo(byIndex);
      }
    }
  }

  private void operation(
      JsonNode element, String named, String counted, ArrayNode patch, ArrayNode other) {
    boolean attachment = element.has("urls");
    String inner = attachment ? "urls" : "endpoints";
    int kind = random.nextInt(attachment ? 6 : 5);
    if (kind == 0) {
      patch.add(op("remove", named));
      other.add(op("remove", counted));
    } else if (kind == 1) {
      patch.add(op("test", named).set("value", element));
      other.add(op("test", counted).set("value", element));
    } else if (kind == 2) {
      ObjectNode value = element(attachment, UUID.fromString(element.get("id").textValue()));
      ObjectNode nameless = value.deepCopy().without("id");
      patch.add(op(random.nextBoolean() ? "add" : "replace", named).set("value", nameless));
      other.add(op("replace", counted).set("value", value));
    } else if (kind < 5) {
      int at = random.nextInt(element.get(inner).size());
      String id = element.get(inner).get(at).get("id").textValue();
      JsonNode url = JsonNodeFactory.instance.textNode("https://example.com/" + random.nextInt());
      patch.add(op("replace", named + "/" + inner + "/" + id + "/url").set("value", url));
      other.add(op("replace", counted + "/" + inner + "/" + at + "/url").set("value", url));
    } else {
      int at = random.nextInt(element.get("displayName").size());
      String code = element.get("displayName").get(at).get("languageCode").textValue();
      JsonNode text = JsonNodeFactory.instance.textNode("v" + random.nextInt(100));
      String full = code + "-XX";
      patch.add(op("replace", named + "/displayName/" + full + "/value").set("value", text));
      other.add(op("replace", counted + "/displayName/" + at + "/value").set("value", text));
    }
  }

  @Test
  void severalWithTheId_refused() {
    ObjectNode target = target();
    JsonNode first = target.get("attachments").get(0);
    target.withArray("/attachments").add(first);
    ArrayNode patch = JSON.createArrayNode();
    patch.add(op("remove", "/attachments/" + first.get("id").textValue()));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> PatchDocument.parse(patch).apply(target))
        .satisfies(e -> assertThat(e.problem().errors().toString()).contains("several elements"));
  }

  private static ObjectNode op(String op, String path) {
    return JSON.createObjectNode().put("op", op).put("path", path);
  }

  private ObjectNode target() {
    ObjectNode body = JSON.createObjectNode().put("status", "Draft");
    for (int i = random.nextInt(4); i >= 0; i--) {
      body.withArray("/attachments").add(element(true, UUID.randomUUID()));
      body.withArray("/apiActions").add(element(false, UUID.randomUUID()));
    }
    return DialogBodies.replace(body);
  }

  private ObjectNode element(boolean attachment, UUID id) {
    ObjectNode element = JSON.createObjectNode().put("id", id.toString());
    ArrayNode inner = element.putArray(attachment ? "urls" : "endpoints");
    for (int i = random.nextInt(3); i >= 0; i--) {
      ObjectNode url = inner.addObject().put("id", UUID.randomUUID().toString());
      url.put("url", "https://example.com/" + i);
      url.put(attachment ? "consumerType" : "httpMethod", attachment ? "Gui" : "GET");
    }
    if (attachment) {
      ArrayNode names = element.putArray("displayName");
      for (int i = random.nextInt(4); i >= 0; i--) {
        names.addObject().put("value", "n").put("languageCode", LANGUAGES.get(i));
      }
    } else {
      element.put("action", "a" + random.nextInt(9));
    }
    return element;
  }
}
