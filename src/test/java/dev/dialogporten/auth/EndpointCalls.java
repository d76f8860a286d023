package dev.dialogporten.auth;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** For each operation: a request that would succeed, and how it ends for whom. */
final class EndpointCalls {

  /**
   * One line of the table.
   *
   * @param owner status for the owner of the dialog with the ordinary scopes
   * @param stranger status for another service owner with the ordinary scopes
   * @param admin status for another service owner with the admin scope
   */
  record Line(int owner, int stranger, int admin, BiFunction<ApiClient, Stage, ApiResponse> call) {}

  private static final String BASE = "/api/v1/serviceowner";
  private static final String SUBSCRIPTIONS = BASE + "/subscriptions";
  private static final String NOBODYS = SUBSCRIPTIONS + "/0194d0aa-5b1c-7c3e-9f21-0242ac120002";

  static final Map<String, Line> BY_OPERATION = new TreeMap<>();

  static {
    line("CreateDialog", 201, 403, 201, (c, s) -> c.post(DIALOGS, Dialogs.create(s.owner())));
    line("GetDialog", 200, 404, 200, (c, s) -> c.get(s.path()));
    line("UpdateDialog", 204, 404, 204, (c, s) -> c.put(s.path(), Dialogs.replace("New")));
    line("PatchDialog", 204, 404, 204, (c, s) -> c.patch(s.path(), Dialogs.newTitle("New")));
    line("DeleteDialog", 204, 404, 204, (c, s) -> c.delete(s.path()));
    line(
        "ApplyToDialog",
        200,
        404,
        200,
        (c, s) ->
            c.post(
                s.path() + "/actions/apply",
                new JsonObject()
                    .put("patch", Dialogs.newTitle("New"))
                    .put("activities", new JsonArray().add(Dialogs.activity()))));
    line("RestoreDialog", 204, 404, 204, (c, s) -> c.post(s.path() + "/actions/restore"));
    line("PurgeDialog", 204, 404, 204, (c, s) -> c.post(s.path() + "/actions/purge"));
    line("FreezeDialog", 403, 403, 204, (c, s) -> c.post(s.path() + "/actions/freeze"));
    line(
        "CheckNotificationCondition",
        200,
        200,
        200,
        (c, s) ->
            c.get(
                s.path()
                    + "/actions/should-send-notification"
                    + "?conditionType=Exists&activityType=FormSaved"));

    line("SearchDialogTransmissions", 200, 404, 200, (c, s) -> c.get(s.path() + "/transmissions"));
    line("GetDialogTransmission", 200, 404, 200, (c, s) -> c.get(transmission(s)));
    line(
        "CreateDialogTransmission",
        201,
        404,
        201,
        (c, s) -> c.post(s.path() + "/transmissions", Dialogs.transmission()));
    line(
        "UpdateDialogTransmission",
        204,
        404,
        204,
        (c, s) -> c.put(transmission(s) + "?isSilentUpdate=true", Dialogs.transmission()));

    line("SearchDialogActivities", 200, 404, 200, (c, s) -> c.get(s.path() + "/activities"));
    line("GetDialogActivity", 200, 404, 200, (c, s) -> c.get(activity(s)));
    line(
        "CreateDialogActivity",
        201,
        404,
        201,
        (c, s) -> c.post(s.path() + "/activities", Dialogs.activity()));
    line(
        "UpdateFormSavedActivityTime",
        403,
        403,
        204,
        (c, s) ->
            c.post(
                activity(s) + "/actions/updateFormSavedActivityTime", "\"2025-03-01T12:00:00Z\""));

    line("SearchDialogSeenLogs", 200, 404, 200, (c, s) -> c.get(s.path() + "/seenlog"));
    line("GetDialogSeenLog", 200, 404, 200, (c, s) -> c.get(s.path() + "/seenlog/" + s.seen()));

    // labels are for the owner alone
    line("GetServiceOwnerLabels", 200, 404, 404, (c, s) -> c.get(labels(s)));
    line(
        "CreateServiceOwnerLabel",
        204,
        404,
        404,
        (c, s) -> c.post(labels(s), new JsonObject().put("value", "another")));
    line(
        "DeleteServiceOwnerLabel",
        204,
        404,
        404,
        (c, s) -> c.delete(labels(s) + "/" + Stage.LABEL));

    line(
        "SetDialogSystemLabels",
        204,
        404,
        204,
        (c, s) ->
            c.put(
                s.path() + "/endusercontext/systemlabels?endUserId=" + Stage.PERSON,
                new JsonObject().put("addLabels", new JsonArray().add("Archive"))));
    line(
        "BulkSetDialogSystemLabels",
        204,
        404,
        204,
        (c, s) ->
            c.post(
                DIALOGS + "/endusercontext/systemlabels/actions/bulkset?endUserId=" + Stage.PERSON,
                new JsonObject()
                    .put(
                        "dialogs",
                        new JsonArray().add(new JsonObject().put("dialogId", s.dialog())))
                    .put("addLabels", new JsonArray().add("Archive"))));

    // searches find the caller's own dialogs only: see EndpointAccessIT
    line("SearchDialogs", 200, 200, 200, (c, s) -> c.get(DIALOGS));
    line(
        "SearchDialogEndUserContexts",
        200,
        200,
        200,
        (c, s) -> c.get(DIALOGS + "/endusercontext?party=" + s.party()));
    line(
        "GetDialogLookup",
        200,
        403,
        200,
        (c, s) ->
            c.get(
                "/api/v1/serviceowner/dialoglookup?instanceRef=urn:altinn:dialog-id:"
                    + s.dialog()));

    // a stream never ends, so it is asked for from a position that is none
    line("StreamEvents", 400, 400, 400, (c, s) -> c.get(BASE + "/events?since=nowhere"));
    line("ListChanges", 200, 200, 200, (c, s) -> c.get(BASE + "/changes"));
    // the feed is for the owner alone, as searches are
    line("ListDialogChanges", 200, 404, 404, (c, s) -> c.get(s.path() + "/changes"));

    // subscriptions belong to the caller; nobody has this one
    line("ListSubscriptions", 200, 200, 200, (c, s) -> c.get(SUBSCRIPTIONS));
    line("CreateSubscription", 400, 400, 400, (c, s) -> c.post(SUBSCRIPTIONS, new JsonObject()));
    line("GetSubscription", 404, 404, 404, (c, s) -> c.get(NOBODYS));
    line(
        "UpdateSubscription",
        404,
        404,
        404,
        (c, s) -> c.put(NOBODYS, new JsonObject().put("url", "https://192.0.2.1/hook")));
    line("DeleteSubscription", 404, 404, 404, (c, s) -> c.delete(NOBODYS));
    line(
        "RotateSubscriptionSecret",
        404,
        404,
        404,
        (c, s) -> c.post(NOBODYS + "/actions/rotateSecret"));
    line("TestSubscription", 404, 404, 404, (c, s) -> c.post(NOBODYS + "/actions/test"));
    line("ListDeadLetters", 404, 404, 404, (c, s) -> c.get(NOBODYS + "/deadletters"));
    line(
        "ReplayDeadLetters",
        404,
        404,
        404,
        (c, s) -> c.post(NOBODYS + "/deadletters/actions/replay", new JsonObject()));

    open("GetLimits", "/api/v1/metadata/limits");
    open("GetServiceResourceMetadata", "/api/v1/metadata/serviceresources");
    open("GetOpenApiJson", "/openapi.json");
    open("GetOpenApiYaml", "/openapi.yaml");
    open("GetDocsFile", "/docs/index.html");
    line("GetRoot", 302, 302, 302, (c, s) -> c.get("/"));
    line("GetDocs", 302, 302, 302, (c, s) -> c.get("/docs"));
    open("GetDevKeys", "/dev/jwks");
    open("GetDevDiscovery", "/dev/.well-known/openid-configuration");
    line("CreateDevToken", 200, 200, 200, (c, s) -> c.post("/dev/token"));
  }

  private EndpointCalls() {}

  private static void line(
      String operation,
      int owner,
      int stranger,
      int admin,
      BiFunction<ApiClient, Stage, ApiResponse> call) {
    BY_OPERATION.put(operation, new Line(owner, stranger, admin, call));
  }

  private static void open(String operation, String path) {
    line(operation, 200, 200, 200, (c, s) -> c.get(path));
  }

  private static String transmission(Stage stage) {
    return stage.path() + "/transmissions/" + stage.transmission();
  }

  private static String activity(Stage stage) {
    return stage.path() + "/activities/" + stage.activity();
  }

  private static String labels(Stage stage) {
    return stage.path() + "/context/labels";
  }
}
