package dev.dialogporten.testing;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import dev.dialogporten.dialog.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What most tests of the API begin with: a service owner who is nobody else's, a client with the
 * ordinary scopes, and one dialog as it was right after creation.
 *
 * @param path of the dialog
 */
public record DialogFixture(
    TestService service, ServiceOwner owner, ApiClient client, JsonObject dialog, String path) {

  /** With a dialog of required members only. */
  static DialogFixture create(TestService service) {
    ServiceOwner owner = ServiceOwner.fresh();
    return create(service, owner, Dialogs.create(owner));
  }

  private static DialogFixture create(TestService service, ServiceOwner owner, JsonObject body) {
    ApiClient client = service.client(owner);
    return new DialogFixture(service, owner, client, null, null).with(client, body);
  }

  /** The same owner and client with another dialog. */
  public DialogFixture with(JsonObject body) {
    return with(client, body);
  }

  /** The same owner with a dialog that only this client may create. */
  public DialogFixture with(ApiClient creator, JsonObject body) {
    JsonObject created = creator.created(body);
    return new DialogFixture(
        service, owner, client, created, DIALOGS + "/" + created.getString("id"));
  }

  /** The owner with the ordinary scopes and more. */
  public ApiClient client(String... scopes) {
    return client.with(service.tokens().of(owner, scopes));
  }

  public ApiClient admin() {
    return client(Scope.ADMIN);
  }

  /** Another service owner. */
  public ApiClient stranger() {
    return service.client(ServiceOwner.fresh());
  }

  /** The dialog as it is now. */
  public JsonObject read() {
    return client.get(path).expect(200).json();
  }

  /** The body of a PUT that says what a GET has said, but for what a PUT would append. */
  public JsonObject echo() {
    JsonObject echo = read();
    echo.remove("transmissions");
    echo.remove("activities");
    return echo;
  }

  /** The body of a PUT that leaves everything as it is in the dialog of {@link Dialogs#create}. */
  public JsonObject unchanged() {
    return Dialogs.replace("Title").put("status", "NotApplicable");
  }

  /** A JSON array of one element. */
  public static JsonArray one(Object element) {
    return new JsonArray().add(element);
  }
}
