package dev.dialogporten.http.dialogs;

import dev.dialogporten.dialog.SeenEntry;

/** For whom a dialog is rendered: what is added to the stored text for them. */
public interface Viewer {

  /** A service owner that named no person: everything as it is stored. */
  Viewer SERVICE_OWNER = new Viewer() {};

  /** The content section. */
  default String content(String json) {
    return json;
  }

  /** The list of gui or api actions. */
  default String actions(String json) {
    return json;
  }

  /** The document of one transmission. */
  default String transmission(String json) {
    return json;
  }

  default boolean isCurrentEndUser(SeenEntry entry) {
    return false;
  }

  default boolean isViaServiceOwner(SeenEntry entry) {
    return entry.isViaServiceOwner();
  }
}
