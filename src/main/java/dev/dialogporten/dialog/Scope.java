package dev.dialogporten.dialog;

/** Scope names that have an effect; compared exactly. */
public final class Scope {
  public static final String SERVICE_PROVIDER = "digdir:dialogporten.serviceprovider";
  public static final String SEARCH = "digdir:dialogporten.serviceprovider.search";
  public static final String CHANGE_TRANSMISSIONS =
      "digdir:dialogporten.serviceprovider.changetransmissions";
  public static final String ADMIN = "digdir:dialogporten.serviceprovider.admin";
  public static final String LEGACY_HTML = "digdir:dialogporten.serviceprovider.legacyhtml";
  public static final String CORRESPONDENCE = "digdir:dialogporten.correspondence";
  public static final String NOTIFICATION_CONDITION_CHECK =
      "altinn:system/notifications.condition.check";

  private Scope() {}
}
