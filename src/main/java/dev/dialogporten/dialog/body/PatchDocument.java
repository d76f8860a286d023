package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A parsed JSON Patch (RFC 6902) for the PUT shape of a dialog. Immutable. */
public final class PatchDocument {

  private PatchDocument() {}

  /**
   * Parses the body of a PATCH. Throws a {@code ProblemException} (MALFORMED_BODY) unless it is an
   * array of operations.
   */
  public static PatchDocument parse(JsonNode body) {
    throw new UnsupportedOperationException("patch");
  }

  /**
   * Canonical names of the top-level members that any operation reads or writes; all of them when
   * the root is addressed.
   */
  public Set<String> members() {
    throw new UnsupportedOperationException("patch");
  }

  /**
   * Applies the operations in order to a copy of the target, which holds at least {@link
   * #members()}. Throws a {@code ProblemException} (PATCH_NOT_APPLICABLE, key {@code
   * UpdateDialogDto}, one text per failed operation). The result is a bound tree like those of
   * {@link DialogBodies}.
   */
  public ObjectNode apply(ObjectNode target) {
    throw new UnsupportedOperationException("patch");
  }
}
