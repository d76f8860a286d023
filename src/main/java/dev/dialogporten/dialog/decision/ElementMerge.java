package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Merges a requested list of elements into the stored one. Elements are the same when their ids
 * are; one without id is always new. Kept elements stay where they are, new ones follow by id, and
 * as generated ids increase, that is the order of the request.
 */
final class ElementMerge {
  private static final Comparator<ObjectNode> BY_ID = Comparator.comparing(ElementMerge::id);

  private final ElementForm form;
  private final Supplier<UUID> newId;

  ElementMerge(ElementForm form, Supplier<UUID> newId) {
    this.form = form;
    this.newId = newId;
  }

  /** The merged list in canonical form; neither argument is changed. */
  ArrayNode merge(JsonNode stored, JsonNode requested) {
    return merge(
        stored,
        requested,
        (element, before) -> {
          String id = idOf(element);
          return form.element(id, element, mergeNested(element, before));
        });
  }

  private ArrayNode mergeNested(ObjectNode element, JsonNode before) {
    String member = form.nestedMember();
    if (member == null) {
      return null;
    }
    return merge(
        before.path(member),
        element.path(member),
        (nested, old) -> form.nestedElement(idOf(nested), nested));
  }

  private ArrayNode merge(
      JsonNode stored, JsonNode requested, BiFunction<ObjectNode, JsonNode, ObjectNode> toStored) {
    Map<String, JsonNode> before = new LinkedHashMap<>();
    stored.forEach(element -> before.put(id(element), element));
    Map<String, ObjectNode> kept = new HashMap<>();
    List<ObjectNode> added = new ArrayList<>();
    for (ObjectNode element : Canonical.elements(requested)) {
      String id = id(element);
      if (before.containsKey(id) && !kept.containsKey(id)) {
        kept.put(id, toStored.apply(element, before.get(id)));
      } else {
        added.add(toStored.apply(element, Canonical.NODES.missingNode()));
      }
    }
    added.sort(BY_ID);
    List<ObjectNode> merged = new ArrayList<>(kept.size() + added.size());
    before.keySet().stream().filter(kept::containsKey).map(kept::get).forEach(merged::add);
    merged.addAll(added);
    return Canonical.array(merged);
  }

  private String idOf(ObjectNode element) {
    String id = id(element);
    return id.isEmpty() ? newId.get().toString() : id;
  }

  private static String id(JsonNode element) {
    return element.path("id").asText();
  }
}
