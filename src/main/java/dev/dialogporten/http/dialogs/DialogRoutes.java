package dev.dialogporten.http.dialogs;

import static dev.dialogporten.auth.Policy.ADMIN;
import static dev.dialogporten.auth.Policy.CHANGE_TRANSMISSIONS;
import static dev.dialogporten.auth.Policy.NOTIFICATION_CHECK;
import static dev.dialogporten.auth.Policy.SERVICE_PROVIDER;
import static dev.dialogporten.http.exchange.Paths.DIALOG;
import static dev.dialogporten.http.exchange.Paths.DIALOGS;
import static dev.dialogporten.http.exchange.Route.action;
import static dev.dialogporten.http.exchange.Route.delete;
import static dev.dialogporten.http.exchange.Route.get;
import static dev.dialogporten.http.exchange.Route.patch;
import static dev.dialogporten.http.exchange.Route.post;
import static dev.dialogporten.http.exchange.Route.put;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Route;
import java.util.List;
import java.util.stream.Stream;

/** The routes of dialogs and of what belongs to one. */
public final class DialogRoutes {
  private static final String TRANSMISSION = DIALOG + "/transmissions/{transmissionId}";
  private static final String ACTIVITY = DIALOG + "/activities/{activityId}";
  private static final String LABELS = DIALOG + "/context/labels";
  private static final String END_USER = DIALOG + "/endusercontext";
  private static final String END_USERS = DIALOGS + "/endusercontext";

  private DialogRoutes() {}

  public static Stream<Route> of(
      Bus bus,
      Replies replies,
      EndUserAccess access,
      RenderedDialogs rendered,
      ServiceResources resources,
      boolean requireIfMatch) {
    DialogWrites writes = new DialogWrites(bus, replies, requireIfMatch);
    return Stream.of(
            dialogs(new Dialogs(bus, replies, writes, access, rendered)),
            actions(new DialogActions(writes), new NotificationCondition(bus)),
            transmissions(new Transmissions(bus, writes)),
            activities(new Activities(bus, writes)),
            seenLog(new SeenLog(bus)),
            labels(new ServiceOwnerLabels(bus, replies, writes)),
            systemLabels(new SystemLabelChanges(bus, writes)),
            lookup(new DialogLookup(bus, resources)))
        .flatMap(List::stream);
  }

  private static List<Route> dialogs(Dialogs dialogs) {
    return List.of(
        post(DIALOGS, "CreateDialog", SERVICE_PROVIDER, dialogs::create).unconditional(),
        get(DIALOG, "GetDialog", SERVICE_PROVIDER, dialogs::get),
        put(DIALOG, "UpdateDialog", SERVICE_PROVIDER, dialogs::replace),
        patch(DIALOG, "PatchDialog", SERVICE_PROVIDER, dialogs::patch),
        delete(DIALOG, "DeleteDialog", SERVICE_PROVIDER, dialogs::delete));
  }

  private static List<Route> actions(DialogActions actions, NotificationCondition condition) {
    String path = DIALOG + "/actions/";
    return List.of(
        action(path + "restore", "RestoreDialog", SERVICE_PROVIDER, actions::restore),
        action(path + "purge", "PurgeDialog", SERVICE_PROVIDER, actions::purge),
        action(path + "freeze", "FreezeDialog", SERVICE_PROVIDER, actions::freeze),
        post(path + "apply", "ApplyToDialog", SERVICE_PROVIDER, actions::apply),
        get(
            path + "should-send-notification",
            "CheckNotificationCondition",
            NOTIFICATION_CHECK,
            condition::get));
  }

  private static List<Route> transmissions(Transmissions transmissions) {
    String path = DIALOG + "/transmissions";
    return List.of(
        get(path, "SearchDialogTransmissions", SERVICE_PROVIDER, transmissions::list),
        post(path, "CreateDialogTransmission", SERVICE_PROVIDER, transmissions::append),
        get(TRANSMISSION, "GetDialogTransmission", SERVICE_PROVIDER, transmissions::get),
        put(TRANSMISSION, "UpdateDialogTransmission", CHANGE_TRANSMISSIONS, transmissions::update));
  }

  private static List<Route> activities(Activities activities) {
    String path = DIALOG + "/activities";
    String move = ACTIVITY + "/actions/updateFormSavedActivityTime";
    return List.of(
        get(path, "SearchDialogActivities", SERVICE_PROVIDER, activities::list),
        post(path, "CreateDialogActivity", SERVICE_PROVIDER, activities::append),
        get(ACTIVITY, "GetDialogActivity", SERVICE_PROVIDER, activities::get),
        post(move, "UpdateFormSavedActivityTime", ADMIN, activities::correctFormSavedTime));
  }

  private static List<Route> seenLog(SeenLog seenLog) {
    String path = DIALOG + "/seenlog";
    return List.of(
        get(path, "SearchDialogSeenLogs", SERVICE_PROVIDER, seenLog::list),
        get(path + "/{seenLogId}", "GetDialogSeenLog", SERVICE_PROVIDER, seenLog::get));
  }

  private static List<Route> labels(ServiceOwnerLabels labels) {
    return List.of(
        get(LABELS, "GetServiceOwnerLabels", SERVICE_PROVIDER, labels::list),
        post(LABELS, "CreateServiceOwnerLabel", SERVICE_PROVIDER, labels::add),
        delete(LABELS + "/{label}", "DeleteServiceOwnerLabel", SERVICE_PROVIDER, labels::remove));
  }

  private static List<Route> systemLabels(SystemLabelChanges labels) {
    String several = END_USERS + "/systemlabels/actions/bulkset";
    return List.of(
        put(END_USER + "/systemlabels", "SetDialogSystemLabels", SERVICE_PROVIDER, labels::set),
        post(several, "BulkSetDialogSystemLabels", SERVICE_PROVIDER, labels::setSeveral)
            .unconditional());
  }

  private static List<Route> lookup(DialogLookup lookup) {
    return List.of(
        get(Paths.BASE + "/dialoglookup", "GetDialogLookup", SERVICE_PROVIDER, lookup::get));
  }
}
