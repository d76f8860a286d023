package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Binding: from parsed JSON to a tree of known members (spec 01 section 1). The bound tree has
 * canonical member names in the order responses use, no unknown members and no nulls (a nullable
 * null is absent), numbers as numbers, enums by canonical name (a number outside the enum stays a
 * number, for validation to refuse), UUIDs lower case, date-times as {@code
 * yyyy-MM-ddTHH:mm:ss.ffffff0Z}, URIs normalised, language codes normalised, deprecated media types
 * replaced. Strings are otherwise as sent.
 *
 * <p>Every method throws a {@code ProblemException} (MALFORMED_BODY) with exactly one key, the path
 * of the first fault.
 */
public final class DialogBodies {
  private DialogBodies() {}

  /** Body of POST dialogs. */
  public static ObjectNode create(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of PUT dialogs/{id}. */
  public static ObjectNode replace(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of POST transmissions; {@code isSilentUpdate} may be a member. */
  public static ObjectNode transmission(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of PUT transmissions/{id}; {@code isSilentUpdate} may be a member. */
  public static ObjectNode transmissionUpdate(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of POST activities; {@code isSilentUpdate} may be a member. */
  public static ObjectNode activity(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of POST context/labels. */
  public static ObjectNode label(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /**
   * Body of PUT endusercontext/systemlabels; {@code systemLabels} is merged into {@code addLabels}.
   */
  public static ObjectNode systemLabels(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of the bulk form of the above. */
  public static ObjectNode bulkSystemLabels(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }

  /** Body of updateFormSavedActivityTime: a bare JSON string. */
  public static Instant formSavedTime(JsonNode raw) {
    throw new UnsupportedOperationException("body");
  }
}
