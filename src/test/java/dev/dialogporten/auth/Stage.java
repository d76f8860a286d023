package dev.dialogporten.auth;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A dialog of one owner that has one of everything, for requests to be tried on.
 *
 * @param path of the dialog
 * @param before what a GET by the owner answers as long as nothing has changed
 */
record Stage(
    ServiceOwner owner,
    String dialog,
    String path,
    String transmission,
    String activity,
    String seen,
    String party,
    String before) {
  static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  static final String LABEL = "my-label";

  /** Sets up a dialog as its owner. */
  static Stage of(ServiceOwner owner, ApiClient client) {
    JsonObject body =
        Dialogs.create(owner)
            .put("transmissions", new JsonArray().add(Dialogs.transmission()))
            .put("activities", new JsonArray().add(Dialogs.activity().put("type", "FormSaved")))
            .put(
                "serviceOwnerContext",
                new JsonObject()
                    .put(
                        "serviceOwnerLabels",
                        new JsonArray().add(new JsonObject().put("value", LABEL))));
    String dialog = client.post(ApiClient.DIALOGS, body).expect(201).id().toString();
    String path = ApiClient.DIALOGS + "/" + dialog;
    client.get(path + "?endUserId=" + PERSON).expect(200);
    return new Stage(
        owner,
        dialog,
        path,
        first(client, path + "/transmissions"),
        first(client, path + "/activities"),
        first(client, path + "/seenlog"),
        body.getString("party"),
        client.get(path).expect(200).body());
  }

  private static String first(ApiClient client, String path) {
    return client.get(path).expect(200).array().getJsonObject(0).getString("id");
  }
}
