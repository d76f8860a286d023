package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.problem.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules on one element of a body: a JSON Schema (draft 2020-12) compiled once. Lists inside the
 * element are split off into schemas of their elements, so that a body with a million faults is
 * refused element by element and reporting stops when enough is said. Thread-safe.
 */
final class SectionSchema {
  /** A list inside the element. */
  private record Part(String member, SectionSchema element, String uniqueBy) {}

  private final QuickCheck check;
  private final SchemaReport report;
  private final List<Part> parts = new ArrayList<>();

  private SectionSchema(ObjectNode document) {
    JsonNode properties = document.path("properties");
    for (Map.Entry<String, JsonNode> member : properties.properties()) {
      ObjectNode schema = (ObjectNode) member.getValue();
      JsonNode items = schema.remove("items");
      if (items != null) {
        JsonNode uniqueBy = schema.remove("uniqueBy");
        parts.add(
            new Part(
                member.getKey(),
                new SectionSchema((ObjectNode) items),
                uniqueBy == null ? null : uniqueBy.textValue()));
      }
    }
    this.check = QuickCheck.compile(document);
    this.report = new SchemaReport(document);
  }

  static SectionSchema of(String file) {
    return new SectionSchema(SchemaFiles.load(file));
  }

  /** Adds every fault of the element; the keys begin with the given path. */
  void check(JsonNode element, String path, Faults faults) {
    if (!accepts(element)) {
      explain(element, path, faults);
    }
  }

  private boolean accepts(JsonNode element) {
    if (!check.test(element)) {
      return false;
    }
    for (Part part : parts) {
      JsonNode list = element.path(part.member());
      for (JsonNode child : list) {
        if (!part.element().accepts(child)) {
          return false;
        }
      }
      if (part.uniqueBy() != null && Duplicates.first(list, part.uniqueBy()) != null) {
        return false;
      }
    }
    return true;
  }

  private void explain(JsonNode element, String path, Faults faults) {
    if (!check.test(element)) {
      report.explain(element, path, faults);
    }
    for (Part part : parts) {
      JsonNode list = element.path(part.member());
      String listPath = path + '.' + part.member();
      int index = 0;
      for (JsonNode child : list) {
        if (faults.isFull()) {
          return;
        }
        part.element().check(child, listPath + '[' + index++ + ']', faults);
      }
      if (part.uniqueBy() != null) {
        Duplicates.check(list, part.uniqueBy(), listPath, faults);
      }
    }
  }
}
