package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dialogporten.dialog.value.BindFault;

/** A list whose elements are of one type; null is never an element. */
record ListType(Type element) implements Type {

  @Override
  public ArrayNode bind(JsonNode raw, Reading reading) {
    if (!raw.isArray()) {
      throw new BindFault("The value could not be read; expected a list.");
    }
    ArrayNode bound = JsonNodeFactory.instance.arrayNode(raw.size());
    int index = 0;
    for (JsonNode value : raw) {
      try {
        bound.add(bindElement(value, reading));
      } catch (BindFault fault) {
        throw fault.at(index);
      }
      index++;
    }
    return bound;
  }

  /** One element, as a patch adds or replaces it. */
  JsonNode bindElement(JsonNode value, Reading reading) {
    if (value.isNull()) {
      throw new BindFault("null is not allowed as an element of a list.");
    }
    return element.bind(value, reading);
  }

  @Override
  public ArrayNode arranged(JsonNode bound) {
    ArrayNode arranged = JsonNodeFactory.instance.arrayNode(bound.size());
    for (JsonNode value : bound) {
      arranged.add(element.arranged(value));
    }
    return arranged;
  }
}
