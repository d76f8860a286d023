package dev.dialogporten.dialog.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.Transmission;
import dev.dialogporten.problem.Faults;
import dev.dialogporten.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** The bounds on what a dialog may hold; see {@link Limits}. */
final class Sizes {
  private Sizes() {}

  /** 400 for lists with too many elements, before anybody looks at these. */
  static void checkLists(JsonNode body, String path, Limits limits) {
    Faults faults = new Faults();
    checkLists(body, path, limits.elements(), faults);
    faults.throwIfAny(ProblemType.VALIDATION);
  }

  private static void checkLists(JsonNode node, String path, int limit, Faults faults) {
    if (node.isArray()) {
      if (node.size() > limit) {
        faults.add(
            path,
            "The list must have " + limit + " elements or fewer, but has " + node.size() + '.');
        return;
      }
      int index = 0;
      for (JsonNode element : node) {
        if (element.isContainerNode()) {
          checkLists(element, path + '[' + index + ']', limit, faults);
        }
        index++;
      }
    } else {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        if (member.getValue().isContainerNode()) {
          checkLists(member.getValue(), path + '.' + member.getKey(), limit, faults);
        }
      }
    }
  }

  /** 422 for a dialog that has grown too large; one that was too large before may shrink. */
  static void checkDialog(int before, int after, Limits limits, Faults faults) {
    if (after > limits.characters() && after > before) {
      faults.add("Dialog", tooLarge("dialog", limits, after));
    }
  }

  /**
   * 422 for each transmission that is written and too large, and for more than a dialog may have.
   *
   * @param stored the dialog's transmissions besides
   */
  static void checkTransmissions(
      int stored, List<Transmission> written, Limits limits, Faults faults) {
    int count = stored + written.size();
    if (!written.isEmpty() && count > limits.transmissions()) {
      faults.add(
          "Transmissions",
          "A dialog cannot exceed "
              + limits.transmissions()
              + " transmissions, but would have "
              + count
              + '.');
    }
    for (Transmission transmission : written) {
      int size = transmission.document().length();
      if (size > limits.characters()) {
        faults.add("DialogTransmission", tooLarge("transmission", limits, size));
      }
    }
  }

  private static String tooLarge(String what, Limits limits, int size) {
    return "The JSON of a "
        + what
        + " must have "
        + limits.characters()
        + " characters or fewer, but has "
        + size
        + '.';
  }
}
