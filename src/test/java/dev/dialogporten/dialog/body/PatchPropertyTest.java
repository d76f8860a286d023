package dev.dialogporten.dialog.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random valid patches must give what an independent model gives, which knows nothing of JSON
 * Pointers: a list of tags, one of localizations and some scalars, as plain Java collections.
 */
class PatchPropertyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> SCALARS =
      List.of("extendedStatus", "externalReference", "process", "precedingProcess");

  private final Random random = new Random(20_300_101);

  /** The model: what the operations so far should have made of the target. */
  private static final class Model {
    private final Map<String, String> scalars = new LinkedHashMap<>();
    private final List<String> tags = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
  }

  @Test
  void result_equalsTheModel() {
    for (int round = 0; round < 1500; round++) {
      Model model = new Model();
      model.scalars.put("extendedStatus", "e");
      model.tags.addAll(List.of("a", "b", "c"));
      model.texts.add("t");
      ObjectNode target = tree(model);
      ArrayNode patch = MAPPER.createArrayNode();
      for (int i = random.nextInt(12); i >= 0; i--) {
        patch.add(operation(model));
      }
      ObjectNode result = PatchDocument.parse(patch).apply(target);
      assertThat(result).as("%s", patch).isEqualTo(tree(model));
    }
  }

  private ObjectNode operation(Model model) {
    return switch (random.nextInt(3)) {
      case 0 -> onScalar(model);
      case 1 -> onList(model.tags, "/searchTags", "");
      default -> onList(model.texts, "/content/title/value", "languageCode");
    };
  }

  private ObjectNode onScalar(Model model) {
    String name = SCALARS.get(random.nextInt(SCALARS.size()));
    String other = SCALARS.get(random.nextInt(SCALARS.size()));
    String value = "v" + random.nextInt(100);
    switch (random.nextInt(6)) {
      case 0 -> {
        model.scalars.remove(name);
        return op("remove", "/" + name);
      }
      case 1 -> {
        set(model, other, model.scalars.get(name));
        return op("copy", "/" + other).put("from", "/" + name);
      }
      case 2 -> {
        set(model, other, model.scalars.remove(name));
        return op("move", "/" + other).put("from", "/" + name);
      }
      case 3 -> {
        return op("test", "/" + name).put("value", model.scalars.get(name));
      }
      default -> {
        set(model, name, value);
        return op(random.nextBoolean() ? "add" : "replace", "/" + name).put("value", value);
      }
    }
  }

  private static void set(Model model, String name, String value) {
    if (value == null) {
      model.scalars.remove(name);
    } else {
      model.scalars.put(name, value);
    }
  }

  private ObjectNode onList(List<String> list, String path, String language) {
    int size = list.size();
    int index = random.nextInt(size + 1);
    String value = "v" + random.nextInt(100);
    int kind = size == 0 ? 0 : random.nextInt(7);
    int at = index == size ? size - 1 : index;
    switch (kind) {
      case 0 -> {
        list.add(index, value);
        String last = index == size && random.nextBoolean() ? "-" : Integer.toString(index);
        return with(op("add", path + "/" + last), element(value, language));
      }
      case 1 -> {
        list.remove(at);
        return op("remove", path + "/" + (at == size - 1 ? "-" : at));
      }
      case 2 -> {
        list.set(at, value);
        return with(op("replace", path + "/" + at), element(value, language));
      }
      case 3 -> {
        list.set(at, value);
        return op("replace", path + "/" + at + "/value").put("value", value);
      }
      case 4 -> {
        int to = random.nextInt(size);
        list.add(to, list.remove(at));
        return op("move", path + "/" + to).put("from", path + "/" + at);
      }
      case 5 -> {
        list.add(index, list.get(at));
        return op("copy", path + "/" + index).put("from", path + "/" + at);
      }
      default -> {
        return with(op("test", path + "/" + at), element(list.get(at), language));
      }
    }
  }

  private static ObjectNode op(String op, String path) {
    return MAPPER.createObjectNode().put("op", op).put("path", path);
  }

  private static ObjectNode with(ObjectNode operation, JsonNode value) {
    return operation.set("value", value);
  }

  private static ObjectNode element(String value, String language) {
    ObjectNode element = MAPPER.createObjectNode().put("value", value);
    return language.isEmpty() ? element : element.put(language, "nb");
  }

  private static ObjectNode tree(Model model) {
    ObjectNode tree = MAPPER.createObjectNode();
    model.scalars.forEach(tree::put);
    tree.put("status", "Draft").put("isApiOnly", false);
    ArrayNode tags = tree.putArray("searchTags");
    model.tags.forEach(tag -> tags.add(element(tag, "")));
    ObjectNode title = tree.putObject("content").putObject("title");
    ArrayNode texts = title.putArray("value");
    model.texts.forEach(text -> texts.add(element(text, "languageCode")));
    title.put("mediaType", "text/plain");
    return tree;
  }
}
