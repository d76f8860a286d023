package dev.dialogporten.http;

import static dev.dialogporten.auth.Policy.ADMIN;
import static dev.dialogporten.auth.Policy.CHANGE_TRANSMISSIONS;
import static dev.dialogporten.auth.Policy.NOTIFICATION_CHECK;
import static dev.dialogporten.auth.Policy.OPEN;
import static dev.dialogporten.auth.Policy.OWNER_FEED;
import static dev.dialogporten.auth.Policy.SEARCH;
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
import dev.dialogporten.config.HttpSettings;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.http.dialogs.Activities;
import dev.dialogporten.http.dialogs.DialogActions;
import dev.dialogporten.http.dialogs.DialogLookup;
import dev.dialogporten.http.dialogs.DialogWrites;
import dev.dialogporten.http.dialogs.Dialogs;
import dev.dialogporten.http.dialogs.NotificationCondition;
import dev.dialogporten.http.dialogs.RenderedDialogs;
import dev.dialogporten.http.dialogs.SeenLog;
import dev.dialogporten.http.dialogs.ServiceOwnerLabels;
import dev.dialogporten.http.dialogs.SystemLabelChanges;
import dev.dialogporten.http.dialogs.Transmissions;
import dev.dialogporten.http.docs.Documentation;
import dev.dialogporten.http.events.ChangePages;
import dev.dialogporten.http.events.EventContext;
import dev.dialogporten.http.events.EventStreams;
import dev.dialogporten.http.events.Subscriptions;
import dev.dialogporten.http.exchange.Paths;
import dev.dialogporten.http.exchange.Preconditions;
import dev.dialogporten.http.exchange.Replies;
import dev.dialogporten.http.exchange.Route;
import dev.dialogporten.http.metadata.LimitsDocument;
import dev.dialogporten.http.metadata.ServiceResourcesDocument;
import dev.dialogporten.http.search.SearchContext;
import dev.dialogporten.http.search.SearchDialogs;
import java.util.List;
import java.util.stream.Stream;

/** Every route: path, operation, policy, handler. */
public final class RouteTable {
  private static final String METADATA = "/api/v1/metadata/";
  private static final String TRANSMISSION = DIALOG + "/transmissions/{transmissionId}";
  private static final String ACTIVITY = DIALOG + "/activities/{activityId}";
  private static final String LABELS = DIALOG + "/context/labels";
  private static final String END_USER = DIALOG + "/endusercontext";
  private static final String END_USERS = DIALOGS + "/endusercontext";

  private static final String SUBSCRIPTIONS = Paths.SUBSCRIPTIONS;
  private static final String SUBSCRIPTION = SUBSCRIPTIONS + "/{subscriptionId}";

  private RouteTable() {}

  /** The routes of one verticle. */
  public static List<Route> of(
      HttpSettings settings,
      Bus bus,
      EndUserAccess access,
      RenderedDialogs rendered,
      SearchContext search,
      EventContext events,
      Limits limits) {
    Replies replies = new Replies(Preconditions.of(settings.etag()));
    DialogWrites writes = new DialogWrites(bus, replies);
    return Stream.of(
            dialogs(new Dialogs(bus, replies, writes, access, rendered)),
            actions(new DialogActions(writes), new NotificationCondition(bus)),
            transmissions(new Transmissions(bus, writes)),
            activities(new Activities(bus, writes)),
            seenLog(new SeenLog(bus)),
            labels(new ServiceOwnerLabels(bus, replies, writes)),
            systemLabels(new SystemLabelChanges(bus, writes)),
            searches(new SearchDialogs(bus, access, search)),
            others(new DialogLookup(bus, search.resources()), search, settings, limits),
            events(new EventStreams(events), new ChangePages(events.feed())),
            subscriptions(new Subscriptions(events.subscriptions(), replies)),
            Documentation.routes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> searches(SearchDialogs searches) {
    return List.of(
        get(DIALOGS, "SearchDialogs", SEARCH, searches::dialogs),
        get(
            DIALOGS + "/endusercontext",
            "SearchDialogEndUserContexts",
            SEARCH,
            searches::endUserContexts));
  }

  private static List<Route> others(
      DialogLookup lookup, SearchContext search, HttpSettings http, Limits limits) {
    return List.of(
        get(Paths.BASE + "/dialoglookup", "GetDialogLookup", SERVICE_PROVIDER, lookup::get),
        get(
            METADATA + "limits",
            "GetLimits",
            OPEN,
            new LimitsDocument(search.settings(), http, limits)::get),
        get(
            METADATA + "serviceresources",
            "GetServiceResourceMetadata",
            OPEN,
            new ServiceResourcesDocument(search.resources())::get));
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

  private static List<Route> events(EventStreams streams, ChangePages changes) {
    return List.of(
        get(Paths.BASE + "/events", "StreamEvents", OWNER_FEED, streams::open),
        get(Paths.BASE + "/changes", "ListChanges", OWNER_FEED, changes::list),
        get(DIALOG + "/changes", "ListDialogChanges", OWNER_FEED, changes::ofDialog));
  }

  private static List<Route> subscriptions(Subscriptions webhooks) {
    return List.of(
        get(SUBSCRIPTIONS, "ListSubscriptions", OWNER_FEED, webhooks::list),
        post(SUBSCRIPTIONS, "CreateSubscription", OWNER_FEED, webhooks::create).unconditional(),
        get(SUBSCRIPTION, "GetSubscription", OWNER_FEED, webhooks::get),
        put(SUBSCRIPTION, "UpdateSubscription", OWNER_FEED, webhooks::replace),
        delete(SUBSCRIPTION, "DeleteSubscription", OWNER_FEED, webhooks::delete),
        action(
                SUBSCRIPTION + "/actions/rotateSecret",
                "RotateSubscriptionSecret",
                OWNER_FEED,
                webhooks::rotateSecret)
            .unconditional(),
        action(SUBSCRIPTION + "/actions/test", "TestSubscription", OWNER_FEED, webhooks::test)
            .unconditional(),
        get(SUBSCRIPTION + "/deadletters", "ListDeadLetters", OWNER_FEED, webhooks::deadLetters),
        post(
                SUBSCRIPTION + "/deadletters/actions/replay",
                "ReplayDeadLetters",
                OWNER_FEED,
                webhooks::replay)
            .unconditional());
  }
}
