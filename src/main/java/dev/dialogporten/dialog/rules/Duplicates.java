package dev.dialogporten.dialog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.body.Pointer;
import dev.dialogporten.dialog.value.WhiteSpace;
import dev.dialogporten.problem.Faults;
import java.util.HashSet;
import java.util.Set;

/** Elements of one list that are the same by one of their members. */
final class Duplicates {
  private Duplicates() {}

  /** Adds a fault on the list when two elements share the member; elements without it are free. */
  static void check(JsonNode list, String member, String path, Faults faults) {
    String duplicate = first(list, member);
    if (duplicate != null) {
      faults.add(
          path,
          "The list contains duplicate elements: more than one has the "
              + member
              + " '"
              + Pointer.shown(duplicate)
              + "'.");
    }
  }

  /** The first value that occurs twice, ignoring case and surrounding blanks; null for none. */
  static String first(JsonNode list, String member) {
    if (list.size() < 2) {
      return null;
    }
    Set<String> seen = new HashSet<>();
    for (JsonNode element : list) {
      JsonNode value = element.path(member);
      if (value.isTextual() && !seen.add(WhiteSpace.normalized(value.textValue()))) {
        return value.textValue();
      }
    }
    return null;
  }
}
