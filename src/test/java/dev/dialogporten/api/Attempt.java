package dev.dialogporten.api;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Edit;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A request on a dialog that would succeed, to be spoiled in one way after the other. */
final class Attempt {
  private final String method;
  private final String below;
  private ApiClient client;
  private String dialog;
  private String query = "";
  private String mediaType;
  private Object body;

  /**
   * @param dialog path of the dialog, or of all dialogs
   * @param below what follows the dialog in the path
   * @param body null for none
   */
  Attempt(ApiClient client, String method, String dialog, String below, Object body) {
    this.client = client;
    this.method = method;
    this.dialog = dialog;
    this.below = below;
    this.body = body;
    this.mediaType = body == null ? null : "application/json";
  }

  Attempt as(ApiClient other) {
    client = other;
    return this;
  }

  Attempt header(String name, String value) {
    client = client.header(name, value);
    return this;
  }

  Attempt on(String otherDialog) {
    dialog = otherDialog;
    return this;
  }

  Attempt query(String parameter) {
    query += (query.isEmpty() ? "?" : "&") + parameter;
    return this;
  }

  Attempt mediaType(String other) {
    mediaType = other;
    return this;
  }

  /** Another body; one that is no JSON text must be the last change of it. */
  Attempt body(String text) {
    body = text;
    return this;
  }

  /** See {@link Edit}. */
  Attempt edit(String edits) {
    body = Edit.of((JsonObject) body, edits);
    return this;
  }

  /** One more operation of a patch. */
  Attempt operation(String json) {
    body = ((JsonArray) body).copy().add(new JsonObject(Edit.expand(json)));
    return this;
  }

  ApiResponse send() {
    return client.send(method, dialog + below + query, mediaType, body);
  }
}
