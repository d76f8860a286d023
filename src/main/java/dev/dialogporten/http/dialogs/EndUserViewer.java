package dev.dialogporten.http.dialogs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.SeenEntry;
import dev.dialogporten.dialog.value.JsonText;
import java.util.UUID;

/**
 * A service owner that opened the dialog on behalf of a person: {@code isAuthorized} tells what the
 * person may do.
 *
 * @param seenNow the seen log entry that this very request made, or null; it is shown as if the
 *     person had come alone
 */
record EndUserViewer(Dialog.Identity dialog, String person, UUID seenNow, EndUserAccess access)
    implements Viewer {
  private static final String ATTRIBUTE = "authorizationAttribute";

  @Override
  public String content(String json) {
    ObjectNode content = (ObjectNode) JsonText.parse(json);
    if (content.get("mainContentReference") instanceof ObjectNode reference) {
      authorize(reference, mayPerform("read", null));
    }
    return JsonText.write(content);
  }

  @Override
  public String actions(String json) {
    JsonNode actions = JsonText.parse(json);
    for (JsonNode action : actions) {
      authorize((ObjectNode) action, mayPerform(action.path("action").asText(), attribute(action)));
    }
    return JsonText.write(actions);
  }

  @Override
  public String transmission(String json) {
    ObjectNode transmission = (ObjectNode) JsonText.parse(json);
    String attribute = attribute(transmission);
    authorize(
        transmission,
        attribute == null
            ? access.mayAccess(person, dialog.party(), dialog.serviceResource())
            : mayPerform("read", attribute) || mayPerform("transmissionread", attribute));
    return JsonText.write(transmission);
  }

  @Override
  public boolean isCurrentEndUser(SeenEntry entry) {
    return entry.actorId().equals(person);
  }

  @Override
  public boolean isViaServiceOwner(SeenEntry entry) {
    return entry.isViaServiceOwner() && !entry.id().equals(seenNow);
  }

  private boolean mayPerform(String action, String attribute) {
    return access.mayPerform(person, dialog.party(), dialog.serviceResource(), action, attribute);
  }

  private static void authorize(ObjectNode node, boolean authorized) {
    node.put("isAuthorized", authorized);
  }

  private static String attribute(JsonNode node) {
    return node.hasNonNull(ATTRIBUTE) ? node.get(ATTRIBUTE).asText() : null;
  }
}
