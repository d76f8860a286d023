package dev.dialogporten.http.exchange;

import java.util.UUID;

/** Paths of resources, as {@code Location} and the route table name them. */
public final class Paths {
  public static final String BASE = "/api/v1/serviceowner";
  public static final String DIALOGS = BASE + "/dialogs";
  public static final String DIALOG = DIALOGS + "/{dialogId}";
  public static final String SUBSCRIPTIONS = BASE + "/subscriptions";

  private Paths() {}

  public static String dialog(UUID dialogId) {
    return DIALOGS + "/" + dialogId;
  }

  public static String labels(UUID dialogId) {
    return dialog(dialogId) + "/context/labels";
  }

  public static String transmissions(UUID dialogId) {
    return DIALOGS + "/" + dialogId + "/transmissions";
  }

  public static String activities(UUID dialogId) {
    return DIALOGS + "/" + dialogId + "/activities";
  }
}
