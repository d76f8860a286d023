package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.http.exchange.ApiRequest;

/** Whether a request to append wants to be silent: it may say so in the query or in the body. */
final class Silence {
  private static final String NAME = "isSilentUpdate";

  private Silence() {}

  /** The query wins. */
  static boolean asked(ApiRequest request, ObjectNode body) {
    return request.hasQuery(NAME) ? request.flag(NAME) : body.path(NAME).asBoolean();
  }
}
