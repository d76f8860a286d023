package dev.dialogporten.http;

import static dev.dialogporten.auth.Policy.ADMIN;
import static dev.dialogporten.auth.Policy.CHANGE_TRANSMISSIONS;
import static dev.dialogporten.auth.Policy.NOTIFICATION_CHECK;
import static dev.dialogporten.auth.Policy.OPEN;
import static dev.dialogporten.auth.Policy.SEARCH;
import static dev.dialogporten.auth.Policy.SERVICE_PROVIDER;
import static dev.dialogporten.http.Route.action;
import static dev.dialogporten.http.Route.delete;
import static dev.dialogporten.http.Route.get;
import static dev.dialogporten.http.Route.patch;
import static dev.dialogporten.http.Route.post;
import static dev.dialogporten.http.Route.put;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.dialog.EndUserAccess;
import java.util.List;

/** Every route of the service owner API on one line: path, operation, policy, handler. */
public final class RouteTable {
  private static final String DIALOGS = Paths.DIALOGS;
  private static final String DIALOG = Paths.DIALOG;

  private RouteTable() {}

  /** The routes of one verticle. */
  public static List<Route> of(
      HttpSettings settings, Bus bus, EndUserAccess access, SearchContext search) {
    Replies replies = new Replies(Preconditions.of(settings.etag()));
    var dialogs = new Dialogs(bus, replies, access);
    var actions = new DialogActions(bus, replies);
    var transmissions = new Transmissions(bus, replies);
    var activities = new Activities(bus, replies);
    var seenLog = new SeenLog(bus);
    var labels = new ServiceOwnerLabels(bus, replies);
    var systemLabels = new SystemLabelChanges(bus, replies);
    var notification = new NotificationCondition(bus);
    var searches = new SearchDialogs(bus, access, search);
    var lookup = new DialogLookup(bus, search.resources());
    var limits = new LimitsDocument(search.settings());
    return List.of(
        get("/api/v1/metadata/limits", "getLimits", OPEN, limits::get),
        get(Paths.BASE + "/dialoglookup", "lookUpDialog", SERVICE_PROVIDER, lookup::get),
        get(DIALOGS, "searchDialogs", SEARCH, searches::dialogs),
        get(
            DIALOGS + "/endusercontext",
            "searchEndUserContexts",
            SEARCH,
            searches::endUserContexts),
        post(DIALOGS, "createDialog", SERVICE_PROVIDER, dialogs::create),
        get(DIALOG, "getDialog", SERVICE_PROVIDER, dialogs::get),
        put(DIALOG, "replaceDialog", SERVICE_PROVIDER, dialogs::replace),
        patch(DIALOG, "patchDialog", SERVICE_PROVIDER, dialogs::patch),
        delete(DIALOG, "deleteDialog", SERVICE_PROVIDER, dialogs::delete),
        action(DIALOG + "/actions/restore", "restoreDialog", SERVICE_PROVIDER, actions::restore),
        action(DIALOG + "/actions/purge", "purgeDialog", SERVICE_PROVIDER, actions::purge),
        action(DIALOG + "/actions/freeze", "freezeDialog", SERVICE_PROVIDER, actions::freeze),
        get(
            DIALOG + "/actions/should-send-notification",
            "shouldSendNotification",
            NOTIFICATION_CHECK,
            notification::get),
        get(DIALOG + "/transmissions", "listTransmissions", SERVICE_PROVIDER, transmissions::list),
        post(
            DIALOG + "/transmissions",
            "appendTransmission",
            SERVICE_PROVIDER,
            transmissions::append),
        get(
            DIALOG + "/transmissions/{transmissionId}",
            "getTransmission",
            SERVICE_PROVIDER,
            transmissions::get),
        put(
            DIALOG + "/transmissions/{transmissionId}",
            "updateTransmission",
            CHANGE_TRANSMISSIONS,
            transmissions::update),
        get(DIALOG + "/activities", "listActivities", SERVICE_PROVIDER, activities::list),
        post(DIALOG + "/activities", "appendActivity", SERVICE_PROVIDER, activities::append),
        get(DIALOG + "/activities/{activityId}", "getActivity", SERVICE_PROVIDER, activities::get),
        post(
            DIALOG + "/activities/{activityId}/actions/updateFormSavedActivityTime",
            "updateFormSavedActivityTime",
            ADMIN,
            activities::correctFormSavedTime),
        get(DIALOG + "/seenlog", "listSeenLog", SERVICE_PROVIDER, seenLog::list),
        get(DIALOG + "/seenlog/{seenLogId}", "getSeenLogEntry", SERVICE_PROVIDER, seenLog::get),
        get(DIALOG + "/context/labels", "listLabels", SERVICE_PROVIDER, labels::list),
        post(DIALOG + "/context/labels", "addLabel", SERVICE_PROVIDER, labels::add),
        delete(DIALOG + "/context/labels/{label}", "removeLabel", SERVICE_PROVIDER, labels::remove),
        put(
            DIALOG + "/endusercontext/systemlabels",
            "setSystemLabels",
            SERVICE_PROVIDER,
            systemLabels::set),
        post(
            DIALOGS + "/endusercontext/systemlabels/actions/bulkset",
            "bulkSetSystemLabels",
            SERVICE_PROVIDER,
            systemLabels::setSeveral));
  }
}
