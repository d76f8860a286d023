package dev.dialogporten.dialog.body;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dialogporten.dialog.value.BindFault;

/** What a member of a body may be, and how a JSON value becomes its bound form. Immutable. */
sealed interface Type permits ScalarType, EnumType, ListType, Shape {

  /** How strictly explicit nulls and missing members are seen. */
  enum Reading {
    /** Bodies: a null where the member is not nullable is a fault. */
    STRICT,
    /** Values of patch operations: such a null means absence, and validation decides. */
    LENIENT
  }

  /**
   * The bound form of a value.
   *
   * @param raw any JSON but null
   * @throws BindFault when the value is of another type
   */
  JsonNode bind(JsonNode raw, Reading reading);

  /**
   * The bound form of a bound value in which a patch has set members to null or changed their
   * order.
   */
  JsonNode arranged(JsonNode bound);
}
