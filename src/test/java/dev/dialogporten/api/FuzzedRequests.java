package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.body.Mutants;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes that are wrong, or by chance not. First each value of each body is replaced by one of each
 * type, then chance decides; the request of a number depends on the seed and that number alone.
 */
final class FuzzedRequests {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final long seed;
  private final List<String> dialogs;
  private final ObjectNode create;
  private final ObjectNode replace;
  private final ArrayNode patch;
  private final ObjectNode transmission;
  private final ObjectNode activity;
  private final List<Fuzzed> systematic = new ArrayList<>();

  /** One request. */
  record Fuzzed(HttpMethod method, String path, String mediaType, byte[] body) {
    @Override
    public String toString() {
      return method + " " + path + " " + new String(body, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param dialogs paths of those to be changed
   */
  FuzzedRequests(long seed, ServiceOwner owner, List<String> dialogs) {
    this.seed = seed;
    this.dialogs = dialogs;
    create = body(owner);
    transmission = (ObjectNode) create.get("transmissions").get(0).deepCopy();
    activity = (ObjectNode) create.get("activities").get(0).deepCopy();
    replace = create.deepCopy().without(List.of("serviceResource", "party", "systemLabel"));
    patch = patch();
    Mutants.wrongTypes(create).forEach(b -> systematic.add(post(DIALOGS, b)));
    Mutants.wrongTypes(replace).forEach(b -> systematic.add(put(systematic.size(), b)));
    Mutants.wrongTypes(patch).forEach(b -> systematic.add(patch(systematic.size(), b)));
    Mutants.wrongTypes(transmission)
        .forEach(b -> systematic.add(post(dialog(systematic.size()) + "/transmissions", b)));
    Mutants.wrongTypes(activity)
        .forEach(b -> systematic.add(post(dialog(systematic.size()) + "/activities", b)));
  }

  Fuzzed get(int number) {
    if (number < systematic.size()) {
      return systematic.get(number);
    }
    Random random = new Random(seed + number);
    Mutants mutants = new Mutants(random.nextLong());
    return switch (number % 5) {
      case 0 -> post(DIALOGS, mutant(mutants, random, create));
      case 1 -> put(number, mutant(mutants, random, replace));
      case 2 -> patch(number, mutantPatch(mutants, random));
      case 3 -> post(dialog(number) + "/transmissions", mutant(mutants, random, transmission));
      default -> post(dialog(number) + "/activities", mutant(mutants, random, activity));
    };
  }

  private static byte[] mutant(Mutants mutants, Random random, JsonNode body) {
    int kind = random.nextInt(10);
    if (kind < 3) {
      return mutants.inText(Mutants.text(body));
    }
    return kind == 9 ? mutants.inExcess(body) : mutants.inStructure(body);
  }

  private byte[] mutantPatch(Mutants mutants, Random random) {
    return random.nextBoolean()
        ? Mutants.text(mutants.patch(replace))
        : mutant(mutants, random, patch);
  }

  private String dialog(int number) {
    return dialogs.get(number % dialogs.size());
  }

  private static Fuzzed post(String path, byte[] body) {
    return new Fuzzed(HttpMethod.POST, path, "application/json", body);
  }

  private Fuzzed put(int number, byte[] body) {
    return new Fuzzed(HttpMethod.PUT, dialog(number), "application/json", body);
  }

  private Fuzzed patch(int number, byte[] body) {
    return new Fuzzed(HttpMethod.PATCH, dialog(number), "application/json-patch+json", body);
  }

  /** Good, and good again when sent again: it claims no id and no key. */
  private static ObjectNode body(ServiceOwner owner) {
    try {
      ObjectNode body =
          (ObjectNode) MAPPER.readTree(FullDialog.create(owner, FullDialog.id()).encode());
      body.remove(List.of("idempotentKey", "visibleFrom"));
      ((ArrayNode) body.get("activities")).remove(0);
      ((ObjectNode) body.get("transmissions").get(0)).remove("idempotentKey");
      body.findParents("id").forEach(parent -> ((ObjectNode) parent).remove("id"));
      return body;
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ArrayNode patch() {
    ArrayNode operations = MAPPER.createArrayNode();
    for (String member : List.of("content", "attachments", "guiActions", "searchTags")) {
      operations
          .addObject()
          .put("op", "replace")
          .put("path", "/" + member)
          .set("value", replace.get(member));
    }
    operations.addObject().put("op", "add").put("path", "/activities/-").set("value", activity);
    operations
        .addObject()
        .put("op", "copy")
        .put("from", "/content/title")
        .put("path", "/content/senderName");
    return operations;
  }
}
