package dev.dialogporten.refresh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a hand-written file. Reading a member of the wrong form records a fault and returns
 * the fallback, so that all faults are found in one run.
 */
public final class JsonEntry {
  private final JsonEntries file;
  private final int line;
  private final Map<String, JsonEntries.Member> members;
  private final boolean namesArePersonal;

  /**
   * @param namesArePersonal member names are data about persons, and not repeated in messages
   */
  JsonEntry(
      JsonEntries file,
      int line,
      Map<String, JsonEntries.Member> members,
      boolean namesArePersonal) {
    this.file = file;
    this.line = line;
    this.members = members;
    this.namesArePersonal = namesArePersonal;
  }

  public Set<String> names() {
    return members.keySet();
  }

  public boolean has(String member) {
    return members.containsKey(member) && !members.get(member).value().isNull();
  }

  /** A string that must be there; empty after a fault. */
  public String text(String member) {
    if (!has(member)) {
      fault(member, "is missing");
      return "";
    }
    JsonNode value = members.get(member).value();
    if (!value.isTextual() || value.textValue().isBlank()) {
      fault(member, "must be a string that is not blank");
      return "";
    }
    return value.textValue();
  }

  public boolean flag(String member, boolean fallback) {
    if (has(member) && !members.get(member).value().isBoolean()) {
      fault(member, "must be true or false");
    }
    return has(member) ? members.get(member).value().asBoolean(fallback) : fallback;
  }

  /** A number within bounds, or null when absent. */
  public Integer number(String member, int min, int max) {
    if (!has(member)) {
      return null;
    }
    JsonNode value = members.get(member).value();
    if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
      fault(member, "must be a whole number from " + min + " to " + max);
      return null;
    }
    return value.intValue();
  }

  /** An array of strings; empty when absent. */
  public List<String> texts(String member) {
    List<String> texts = new ArrayList<>();
    if (has(member)) {
      JsonNode value = members.get(member).value();
      value.forEach(each -> texts.add(each.textValue()));
      if (!value.isArray() || texts.contains(null)) {
        fault(member, "must be an array of strings");
        return List.of();
      }
    }
    return texts;
  }

  /** Language code to text; a bare string stands for Norwegian. Empty when absent. */
  public Map<String, String> localized(String member) {
    if (!has(member)) {
      return Map.of();
    }
    JsonNode value = members.get(member).value();
    if (value.isTextual()) {
      return Map.of("nb", value.textValue());
    }
    Map<String, String> texts = new HashMap<>();
    value.fields().forEachRemaining(each -> texts.put(each.getKey(), each.getValue().textValue()));
    if (!value.isObject() || texts.containsValue(null)) {
      fault(member, "must be a string, or an object from language code to string");
      return Map.of();
    }
    return texts;
  }

  /** Records a fault for each member that is none of these. */
  public void allowOnly(Set<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        fault(name, "is not known here; known are " + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  public void fault(String member, String text) {
    JsonEntries.Member found = members.get(member);
    file.fault(found == null ? line : found.line(), namesArePersonal ? "an entry" : member, text);
  }
}
