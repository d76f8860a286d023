package dev.dialogporten.http;

import java.util.UUID;

/** Paths of resources, as {@code Location} and the route table name them. */
final class Paths {
  static final String BASE = "/api/v1/serviceowner";
  static final String DIALOGS = BASE + "/dialogs";
  static final String DIALOG = DIALOGS + "/{dialogId}";
  static final String SUBSCRIPTIONS = BASE + "/subscriptions";

  private Paths() {}

  static String transmissions(UUID dialogId) {
    return DIALOGS + "/" + dialogId + "/transmissions";
  }

  static String activities(UUID dialogId) {
    return DIALOGS + "/" + dialogId + "/activities";
  }
}
