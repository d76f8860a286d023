package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7396: the table of its appendix A, and random documents against an account by paths. */
class MergePatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":\"b\"}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"b\"}|{\"b\":\"c\"}|{\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"}|{\"a\":null}|{}",
        "{\"a\":\"b\",\"b\":\"c\"}|{\"a\":null}|{\"b\":\"c\"}",
        "{\"a\":[\"b\"]}|{\"a\":\"c\"}|{\"a\":\"c\"}",
        "{\"a\":\"c\"}|{\"a\":[\"b\"]}|{\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}}|{\"a\":{\"b\":\"d\",\"c\":null}}|{\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]}|{\"a\":[1]}|{\"a\":[1]}",
        "[\"a\",\"b\"]|[\"c\",\"d\"]|[\"c\",\"d\"]",
        "{\"a\":\"b\"}|[\"c\"]|[\"c\"]",
        "{\"a\":\"foo\"}|null|null",
        "{\"a\":\"foo\"}|\"bar\"|\"bar\"",
        "{\"e\":null}|{\"a\":1}|{\"e\":null,\"a\":1}",
        "[1,2]|{\"a\":\"b\",\"c\":null}|{\"a\":\"b\"}",
        "{}|{\"a\":{\"bb\":{\"ccc\":null}}}|{\"a\":{\"bb\":{}}}"
      })
  void apply_tableOfTheRfc(String target, String patch, String result) throws Exception {
    JsonNode before = JSON.readTree(target);
    assertThat(MergePatch.apply(before, JSON.readTree(patch))).isEqualTo(JSON.readTree(result));
    assertThat(before).isEqualTo(JSON.readTree(target));
  }

  /**
   * The account: a document is a map from the paths of its leaves, an object without any is one.
   */
  @Test
  void apply_randomDocuments_asAnAccountByPaths() {
    Random random = new Random(7396);
    for (int i = 0; i < 20_000; i++) {
      JsonNode target = object(random, 3, false);
      JsonNode patch = object(random, 3, true);
      Map<String, JsonNode> expected = new TreeMap<>();
      leaves("", target, expected::put);
      Map<String, JsonNode> changes = new LinkedHashMap<>();
      leaves("", patch, changes::put);
      changes.forEach((path, value) -> account(expected, path, value));
      Map<String, JsonNode> actual = new TreeMap<>();
      leaves("", MergePatch.apply(target, patch), actual::put);
      assertThat(actual).as("%s + %s", target, patch).isEqualTo(expected);
    }
  }

  private static void account(Map<String, JsonNode> document, String path, JsonNode value) {
    if (path.isEmpty()) {
      return; // an empty patch
    }
    document.remove(""); // no longer empty
    for (int end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      document.remove(path.substring(0, end)); // was a value, is an object now
    }
    boolean reopens = value.isObject();
    boolean hasInner = document.keySet().stream().anyMatch(key -> key.startsWith(path + "/"));
    if (reopens && hasInner) {
      return;
    }
    document.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "/"));
    String parent = path.substring(0, path.lastIndexOf('/'));
    if (!value.isNull()) {
      document.put(path, value);
    } else if (document.keySet().stream().noneMatch(key -> key.startsWith(parent + "/"))) {
      document.put(parent, JsonNodeFactory.instance.objectNode());
      return;
    }
    document.remove(parent);
  }

  private static void leaves(String path, JsonNode node, BiConsumer<String, JsonNode> found) {
    if (!node.isObject() || node.isEmpty()) {
      found.accept(path, node);
      return;
    }
    node.properties().forEach(m -> leaves(path + "/" + m.getKey(), m.getValue(), found));
  }

  private static ObjectNode object(Random random, int depth, boolean nulls) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = String.valueOf((char) ('a' + random.nextInt(4)));
      object.set(name, value(random, depth, nulls));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth, boolean nulls) {
    int kind = random.nextInt(nulls ? 5 : 4);
    if (kind == 4) {
      return JsonNodeFactory.instance.nullNode();
    } else if (kind == 3) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode().add(random.nextInt(3));
      list.addObject().putNull("a");
      return list;
    } else if (kind == 2 || depth == 0) {
      return JsonNodeFactory.instance.numberNode(random.nextInt(9));
    }
    return object(random, depth - 1, nulls);
  }
}
