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

  static final Map<String, Line> BY_OPERATION = new TreeMap<>();

  static {
    line("createDialog", 201, 403, 201, (c, s) -> c.post(DIALOGS, Dialogs.create(s.owner())));
    line("getDialog", 200, 404, 200, (c, s) -> c.get(s.path()));
    line("replaceDialog", 204, 404, 204, (c, s) -> c.put(s.path(), Dialogs.replace("New")));
    line("patchDialog", 204, 404, 204, (c, s) -> c.patch(s.path(), Dialogs.newTitle("New")));
    line("deleteDialog", 204, 404, 204, (c, s) -> c.delete(s.path()));
    line("restoreDialog", 204, 404, 204, (c, s) -> c.post(s.path() + "/actions/restore"));
    line("purgeDialog", 204, 404, 204, (c, s) -> c.post(s.path() + "/actions/purge"));
    line("freezeDialog", 403, 403, 204, (c, s) -> c.post(s.path() + "/actions/freeze"));
    line(
        "shouldSendNotification",
        200,
        200,
        200,
        (c, s) ->
            c.get(
                s.path()
                    + "/actions/should-send-notification"
                    + "?conditionType=Exists&activityType=FormSaved"));

    line("listTransmissions", 200, 404, 200, (c, s) -> c.get(s.path() + "/transmissions"));
    line("getTransmission", 200, 404, 200, (c, s) -> c.get(transmission(s)));
    line(
        "appendTransmission",
        201,
        404,
        201,
        (c, s) -> c.post(s.path() + "/transmissions", Dialogs.transmission()));
    line(
        "updateTransmission",
        204,
        404,
        204,
        (c, s) -> c.put(transmission(s) + "?isSilentUpdate=true", Dialogs.transmission()));

    line("listActivities", 200, 404, 200, (c, s) -> c.get(s.path() + "/activities"));
    line("getActivity", 200, 404, 200, (c, s) -> c.get(activity(s)));
    line(
        "appendActivity",
        201,
        404,
        201,
        (c, s) -> c.post(s.path() + "/activities", Dialogs.activity()));
    line(
        "updateFormSavedActivityTime",
        403,
        403,
        204,
        (c, s) ->
            c.post(
                activity(s) + "/actions/updateFormSavedActivityTime", "\"2025-03-01T12:00:00Z\""));

    line("listSeenLog", 200, 404, 200, (c, s) -> c.get(s.path() + "/seenlog"));
    line("getSeenLogEntry", 200, 404, 200, (c, s) -> c.get(s.path() + "/seenlog/" + s.seen()));

    // labels are for the owner alone
    line("listLabels", 200, 404, 404, (c, s) -> c.get(labels(s)));
    line(
        "addLabel",
        204,
        404,
        404,
        (c, s) -> c.post(labels(s), new JsonObject().put("value", "another")));
    line("removeLabel", 204, 404, 404, (c, s) -> c.delete(labels(s) + "/" + Stage.LABEL));

    line(
        "setSystemLabels",
        204,
        404,
        204,
        (c, s) ->
            c.put(
                s.path() + "/endusercontext/systemlabels?endUserId=" + Stage.PERSON,
                new JsonObject().put("addLabels", new JsonArray().add("Archive"))));
    line(
        "bulkSetSystemLabels",
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
    line("searchDialogs", 200, 200, 200, (c, s) -> c.get(DIALOGS));
    line(
        "searchEndUserContexts",
        200,
        200,
        200,
        (c, s) -> c.get(DIALOGS + "/endusercontext?party=" + s.party()));
    line(
        "lookUpDialog",
        200,
        403,
        200,
        (c, s) ->
            c.get(
                "/api/v1/serviceowner/dialoglookup?instanceRef=urn:altinn:dialog-id:"
                    + s.dialog()));

    open("getLimits", "/api/v1/metadata/limits");
    open("contractAsJson", "/openapi.json");
    open("contractAsYaml", "/openapi.yaml");
    open("docsFile", "/docs/index.html");
    line("docs", 302, 302, 302, (c, s) -> c.get("/docs"));
    open("getDevKeys", "/dev/jwks");
    open("getDevDiscovery", "/dev/.well-known/openid-configuration");
    line("createDevToken", 200, 200, 200, (c, s) -> c.post("/dev/token"));
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
