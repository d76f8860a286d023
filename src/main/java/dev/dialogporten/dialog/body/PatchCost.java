package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;

/**
 * What the operations of a patch cost beyond reading the patch itself: the values of the dialog
 * that are copied, converted or compared, by their size, and the elements that move up or down in a
 * list. Charged before the work is done, so a short patch cannot make a long one. Not thread-safe.
 */
final class PatchCost {
  /** About the time that binding five megabytes takes. */
  static final int LIMIT = 10_000_000;

  /** Elements of a list that are moved in the time one byte of a value takes. */
  private static final int SHIFTED = 8;

  private long spent;

  /** A value that is gone through once. */
  void value(JsonNode value) {
    charge(JsonWeight.of(value));
  }

  /** An element that is put into a list or taken out of it; members of objects cost nothing. */
  void shift(JsonNode parent, String token) {
    if (parent != null && parent.isArray()) {
      int index = Pointer.index(token);
      charge(index < 0 ? 0 : (parent.size() - index) / SHIFTED);
    }
  }

  long spent() {
    return spent;
  }

  private void charge(long cost) {
    spent += cost;
    if (spent > LIMIT) {
      throw Problem.of(
              ProblemType.PATCH_TOO_COSTLY,
              "patch",
              "The operations of a patch may cost "
                  + LIMIT
                  + ", but these cost "
                  + spent
                  + " or more. Values that are copied, moved or tested count by their size,"
                  + " additions and removals by the elements that follow in the list.")
          .toException();
    }
  }
}
