package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dialogporten.dialog.value.BindFault;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A closed set of names, numbered from 1. Names are read in any case; numbers become names, and one
 * that belongs to no name stays a number for validation to refuse.
 */
final class EnumType implements Type {
  private final TextNode[] names;
  private final Map<String, TextNode> byName = new HashMap<>();

  private EnumType(String... names) {
    this.names = new TextNode[names.length];
    for (int i = 0; i < names.length; i++) {
      TextNode node = TextNode.valueOf(names[i]);
      this.names[i] = node;
      byName.put(names[i], node);
      byName.put(names[i].toLowerCase(Locale.ROOT), node);
    }
  }

  static EnumType of(String... names) {
    return new EnumType(names);
  }

  /** The constants of an enum whose numbers are their positions, from 1. */
  static EnumType of(Enum<?>[] constants) {
    String[] names = new String[constants.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = constants[i].name();
    }
    return new EnumType(names);
  }

  @Override
  public JsonNode bind(JsonNode raw, Reading reading) {
    if (raw.isTextual()) {
      TextNode name = byName.get(raw.textValue());
      return name != null ? name : ofOtherText(raw.textValue());
    }
    JsonNode number = ScalarType.INTEGER.read(raw);
    if (number == null) {
      throw unknown(raw.isContainerNode() ? "" : raw.asText());
    }
    return ofNumber(number);
  }

  @Override
  public JsonNode arranged(JsonNode bound) {
    return bound;
  }

  private JsonNode ofOtherText(String text) {
    TextNode name = byName.get(text.toLowerCase(Locale.ROOT));
    if (name != null) {
      return name;
    }
    IntNode number = ScalarType.ofText(text);
    if (number == null) {
      throw unknown(text);
    }
    return ofNumber(number);
  }

  private JsonNode ofNumber(JsonNode number) {
    int i = number.intValue() - 1;
    return i >= 0 && i < names.length ? names[i] : number;
  }

  private BindFault unknown(String value) {
    StringBuilder text = new StringBuilder("The value ");
    if (value.length() <= 100) {
      text.append('\'').append(value).append("' ");
    }
    text.append("could not be read; expected one of");
    String separator = " ";
    for (TextNode name : names) {
      text.append(separator).append(name.textValue());
      separator = ", ";
    }
    return new BindFault(text.append('.').toString());
  }
}
