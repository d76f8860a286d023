package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.value.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes bodies that are wrong, or by chance not, out of good ones. Follows its seed alone. */
public final class Mutants {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Values that are wrong nearly everywhere, and hard to get right where they are not. */
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

  /** Beyond what a parser may be asked to hold: depth, size of numbers, length of names. */
  private static final String[] EXCESSES = {
    "[".repeat(5000),
    "{\"a\":".repeat(5000),
    "[".repeat(65) + "]".repeat(65),
    "9".repeat(2000),
    "-1e" + "9".repeat(50),
    "1." + "0".repeat(2000),
    "\"" + "\\u0000".repeat(100) + "\"",
    "\"" + "\uDBFF\uDFFF\u202E\uFFFF\u00AD".repeat(60) + "\"",
    "{\"" + "n".repeat(60_000) + "\":1}",
    "\"",
    "tru",
    "NaN",
    "+1",
    "01",
    "'x'",
    "{a:1}",
    "[1,]",
    "{\"a\":1,}",
    "/* */1",
    "\u0000",
    "\"\t\"",
    "\"\\x\"",
    "\"\\u12\""
  };

  private final Random random;

  public Mutants(long seed) {
    random = new Random(seed);
  }

  /** The text with a few bytes changed, which breaks JSON, UTF-8 or only a value. */
  public byte[] inText(byte[] body) {
    byte[] mutant = body.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  /** The body with a few values replaced, repeated or left out. */
  public byte[] inStructure(JsonNode body) {
    JsonNode mutant = body.deepCopy();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      mutate(mutant);
    }
    return text(mutant);
  }

  /** The object, or array of objects, with something instead of a value that no parser likes. */
  public byte[] inExcess(JsonNode body) {
    JsonNode mutant = body.deepCopy();
    ObjectNode object = (ObjectNode) (mutant.isArray() ? mutant.get(0) : mutant);
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    object.put(names.get(random.nextInt(names.size())), "HERE");
    String excess = EXCESSES[random.nextInt(EXCESSES.length)];
    String text = JsonText.write(mutant).replace("\"HERE\"", excess);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A patch of a few operations.
   *
   * @param body where values are taken from
   */
  public ArrayNode patch(JsonNode body) {
    ArrayNode patch = MAPPER.createArrayNode();
    for (int size = random.nextInt(5); size >= 0; size--) {
      patch.add(operation(body));
    }
    return patch;
  }

  /** The body with each of its values in turn replaced by null and by something of each type. */
  public static List<byte[]> wrongTypes(JsonNode body) {
    List<byte[]> mutants = new ArrayList<>();
    String[] types = {"null", "true", "17", "-0.5", "\"x\"", "[]", "[17]", "{}"};
    for (String pointer : pointers(body, "", new ArrayList<>())) {
      for (String type : types) {
        JsonNode mutant = body.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = mutant.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (parent instanceof ArrayNode array) {
          array.set(Integer.parseInt(last), JsonText.parse(type));
        } else {
          ((ObjectNode) parent).set(last, JsonText.parse(type));
        }
        mutants.add(text(mutant));
      }
    }
    return mutants;
  }

  private static List<String> pointers(JsonNode node, String path, List<String> found) {
    if (!path.isEmpty()) {
      found.add(path);
    }
    node.properties().forEach(e -> pointers(e.getValue(), path + "/" + e.getKey(), found));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      pointers(node.get(i), path + "/" + i, found);
    }
    return found;
  }

  private ObjectNode operation(JsonNode body) {
    ObjectNode operation = MAPPER.createObjectNode();
    operation.put("op", OPERATIONS[random.nextInt(OPERATIONS.length)]);
    operation.put("path", POINTERS[random.nextInt(POINTERS.length)]);
    if (random.nextBoolean()) {
      operation.put("from", POINTERS[random.nextInt(POINTERS.length)]);
    }
    if (random.nextInt(4) > 0) {
      JsonNode part = random.nextBoolean() ? value() : anyNode(body);
      operation.set("value", part);
    }
    return operation;
  }

  private void mutate(JsonNode root) {
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
  public static byte[] text(JsonNode node) {
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
