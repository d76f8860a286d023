package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.outcome.ElementId;
import dev.dialogporten.problem.Faults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The element ids that a change takes into use and gives up. An id that only moves from one place
 * to another is neither. Not thread-safe.
 */
final class ElementIds {
  private final Set<ElementId> before = new LinkedHashSet<>();
  private final Set<ElementId> after = new LinkedHashSet<>();
  private final List<ElementId> repeated = new ArrayList<>();

  /** Ids of a list as it was stored. */
  void addBefore(ElementForm form, JsonNode elements) {
    collect(form, elements).forEach(before::add);
  }

  /** Ids of a list as it will be stored. */
  void addAfter(ElementForm form, JsonNode elements) {
    for (ElementId id : collect(form, elements)) {
      if (!after.add(id)) {
        repeated.add(id);
      }
    }
  }

  List<ElementId> claimed() {
    return after.stream().filter(id -> !before.contains(id)).toList();
  }

  List<ElementId> released() {
    return before.stream().filter(id -> !after.contains(id)).toList();
  }

  /** An id that the change itself uses twice would violate uniqueness as a stored one does. */
  void checkDistinct(Faults faults) {
    for (ElementId id : repeated) {
      faults.add(id.kind().name(), Uniqueness.taken(id.id()));
    }
  }

  private static List<ElementId> collect(ElementForm form, JsonNode elements) {
    List<ElementId> ids = new ArrayList<>();
    for (JsonNode element : elements) {
      ids.add(new ElementId(form.kind(), idOf(element)));
      if (form.nestedMember() != null) {
        for (JsonNode nested : element.path(form.nestedMember())) {
          ids.add(new ElementId(form.nestedKind(), idOf(nested)));
        }
      }
    }
    return ids;
  }

  private static UUID idOf(JsonNode element) {
    return UUID.fromString(element.path("id").asText());
  }
}
