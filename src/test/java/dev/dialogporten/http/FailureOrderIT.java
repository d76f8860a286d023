package dev.dialogporten.http;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Of several things wrong with a request, which one is told. Each table lists mistakes in the order
 * of their checks; every mistake is made together with all that follow it, and must win.
 */
@ExtendWith(ServiceExtension.class)
class FailureOrderIT {
  private static final String STALE = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";
  private static final String PAST = "\"2020-01-01T00:00:00Z\"";

  private final DialogFixture fixture;
  private final ApiClient client;
  private final String foreign = ServiceOwner.fresh().resource();
  private final String usedId = FullDialog.id();
  private final String transmission;
  private final String frozen;
  private final String gone;

  FailureOrderIT(DialogFixture fixture) {
    JsonObject used = Dialogs.transmission().put("id", usedId).put("idempotentKey", "taken");
    this.fixture = fixture.with(withOne(fixture, used));
    this.client = fixture.client();
    this.transmission = "/transmissions/" + usedId;
    JsonObject keyed = Dialogs.transmission().put("idempotentKey", "taken");
    this.frozen = fixture.with(withOne(fixture, keyed)).path();
    this.gone = fixture.with(withOne(fixture, keyed)).path();
    for (String path : List.of(frozen, gone)) {
      fixture.admin().post(path + "/actions/freeze").expect(204);
    }
    fixture.admin().delete(gone).expect(204);
  }

  private static JsonObject withOne(DialogFixture fixture, JsonObject transmission) {
    return Dialogs.create(fixture.owner()).put("transmissions", DialogFixture.one(transmission));
  }

  /**
   * One mistake and the answer to it.
   *
   * @param key of {@code errors}; empty when there are none
   */
  private record Mistake(String name, int status, String key, Consumer<Attempt> make) {}

  private static final class Table {
    private final List<Mistake> mistakes = new ArrayList<>();

    Table then(String name, int status, String key, Consumer<Attempt> make) {
      mistakes.add(new Mistake(name, status, key, make));
      return this;
    }
  }

  private Table table() {
    ApiClient scopeless =
        client.with(fixture.service().tokens().withOnly(fixture.owner(), "altinn:other"));
    return new Table()
        .then("no token", 401, "", a -> a.as(client.with(null)))
        .then("no scope", 403, "", a -> a.as(scopeless))
        .then("no person", 400, "EndUserId", a -> a.query("endUserId=garbage"));
  }

  private Table bodyTable() {
    return table()
        .then("media type", 415, "", a -> a.mediaType("text/plain"))
        .then("no JSON", 400, "SerializerErrors", a -> a.body("{"));
  }

  private Table onDialog(Table table) {
    return table
        .then("deleted", 410, "DialogEntity", a -> a.on(gone))
        .then("frozen", 403, "Forbidden", a -> a.on(frozen));
  }

  private static Consumer<Attempt> stale() {
    return a -> a.header("If-Match", STALE);
  }

  private static Consumer<Attempt> unknown() {
    return a -> a.on(DIALOGS + "/" + FullDialog.id());
  }

  private static Consumer<Attempt> badFlag() {
    return a -> a.query("isSilentUpdate=1");
  }

  private Stream<DynamicTest> tests(Supplier<Attempt> good, Table table) {
    List<Mistake> all = table.mistakes;
    return IntStream.range(0, all.size())
        .mapToObj(
            first ->
                dynamicTest(
                    all.get(first).name(),
                    () -> {
                      Attempt attempt = good.get();
                      for (int i = all.size() - 1; i >= first; i--) {
                        all.get(i).make().accept(attempt);
                      }
                      expect(attempt.send(), all.get(first));
                    }));
  }

  private static void expect(ApiResponse response, Mistake mistake) {
    JsonObject errors =
        response.problem(mistake.status()).getJsonObject("errors", new JsonObject());
    assertThat(String.join(" ", errors.fieldNames())).isEqualTo(mistake.key());
  }

  @TestFactory
  Stream<DynamicTest> create() {
    client.post(DIALOGS, Dialogs.create(fixture.owner()).put("idempotentKey", "held")).expect(201);
    String letters =
        "[{\"type\":\"CorrespondenceOpened\",\"performedBy\":{\"actorType\":\"ServiceOwner\"}}]";
    Table table =
        bodyTable()
            .then("flag", 400, "isSilentUpdate", badFlag())
            .then("rule", 400, "dto.progress", a -> a.edit("/progress = 101"))
            .then(
                "foreign resource",
                403,
                "Forbidden",
                a -> a.edit("/serviceResource = \"" + foreign + "\""))
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"held\""))
            .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
            .then("activity type", 403, "Forbidden", a -> a.edit("/activities = " + letters))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a -> a.edit("/transmissions = [" + used() + "]"));
    return tests(
        () -> new Attempt(client, "POST", DIALOGS, "", Dialogs.create(fixture.owner())), table);
  }

  private String used() {
    return Dialogs.transmission().put("id", usedId).encode();
  }

  @TestFactory
  Stream<DynamicTest> replace() {
    String action =
        "[{\"action\":\"a\",\"authorizationAttribute\":\"%s\","
            + "\"endpoints\":[{\"url\":\"https://e.no\",\"httpMethod\":\"GET\"}]}]";
    Table table =
        onDialog(
                bodyTable()
                    .then("flag", 400, "isSilentUpdate", badFlag())
                    .then("unknown", 404, "DialogEntity", unknown())
                    .then("rule", 400, "dto.progress", a -> a.edit("/progress = 101")))
            .then("stale", 412, "", stale())
            .then(
                "foreign attribute",
                403,
                "Forbidden",
                a -> a.edit("/apiActions = " + action.formatted(foreign)))
            .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a -> a.edit("/transmissions = [" + used() + "]"));
    return tests(
        () -> new Attempt(client, "PUT", fixture.path(), "", Dialogs.replace("New")), table);
  }

  @TestFactory
  Stream<DynamicTest> replace_collectedFaultsReplaceWhatAHandlerWouldSayLater() {
    String key = "/transmissions/0/idempotentKey = \"taken\"";
    String type = "/activities/0/type = \"CorrespondenceOpened\"";
    JsonObject body =
        Dialogs.replace("New")
            .put("transmissions", DialogFixture.one(Dialogs.transmission()))
            .put("activities", DialogFixture.one(Dialogs.activity()));
    Supplier<Attempt> good = () -> new Attempt(client, "PUT", fixture.path(), "", body);
    return Stream.of(
            tests(
                good,
                new Table()
                    .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
                    .then("activity type", 403, "Forbidden", a -> a.edit(type))
                    .then("key", 409, "IdempotentKey", a -> a.edit(key))),
            tests(
                good,
                new Table()
                    .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
                    .then("key", 409, "IdempotentKey", a -> a.edit(key))))
        .flatMap(each -> each);
  }

  @TestFactory
  Stream<DynamicTest> patch() {
    Table table =
        onDialog(
                bodyTable()
                    .then("flag", 400, "isSilentUpdate", badFlag())
                    .then("unknown", 404, "DialogEntity", unknown())
                    .then(
                        "operation",
                        400,
                        "UpdateDialogDto",
                        a -> a.operation("{\"op\":\"test\",\"path\":\"/progress\",\"value\":-5}"))
                    .then(
                        "rule",
                        400,
                        "dto.progress",
                        a -> a.operation("{\"op\":\"add\",\"path\":\"/progress\",\"value\":101}")))
            .then("stale", 412, "", stale())
            .then(
                "time",
                422,
                "DueAt",
                a -> a.operation("{\"op\":\"add\",\"path\":\"/dueAt\",\"value\":" + PAST + "}"))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a ->
                    a.operation(
                        "{\"op\":\"add\",\"path\":\"/transmissions/-\",\"value\":" + used() + "}"));
    return tests(
        () -> new Attempt(client, "PATCH", fixture.path(), "", Dialogs.newTitle("New")), table);
  }

  @TestFactory
  Stream<DynamicTest> appendTransmission() {
    Table table =
        onDialog(
                bodyTable()
                    .then("flag", 400, "isSilentUpdate", badFlag())
                    .then(
                        "rule",
                        400,
                        "transmissions[0].externalReference",
                        a -> a.edit("/externalReference = \"{a*256}\""))
                    .then("unknown", 404, "DialogEntity", unknown()))
            .then("stale", 412, "", stale())
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"taken\""))
            .then(
                "foreign attribute",
                403,
                "Forbidden",
                a -> a.edit("/authorizationAttribute = \"" + foreign + "\""))
            .then("parent", 422, "Transmissions", a -> a.edit("/relatedTransmissionId = \"{id}\""))
            .then("id in use", 422, "DialogTransmission", a -> a.edit("/id = \"" + usedId + "\""));
    return tests(
        () -> new Attempt(client, "POST", fixture.path(), "/transmissions", Dialogs.transmission()),
        table);
  }

  @TestFactory
  Stream<DynamicTest> updateTransmission() {
    ApiClient changer = fixture.client(Scope.CHANGE_TRANSMISSIONS);
    JsonObject second = Dialogs.transmission().put("idempotentKey", "second");
    client.post(fixture.path() + "/transmissions", second).expect(201);
    String withForeign = foreignDialog();
    Table table =
        onDialog(
                bodyTable()
                    .then("rule", 400, "isSilentUpdate", a -> a.edit("/isSilentUpdate = false"))
                    .then("unknown", 404, "DialogEntity", unknown())
                    .then("foreign attribute", 403, "Forbidden", a -> a.on(withForeign)))
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"second\""))
            .then(
                "cycle",
                422,
                "Transmissions",
                a -> a.edit("/relatedTransmissionId = \"" + usedId + "\""))
            .then("stale", 412, "", stale());
    JsonObject body = Dialogs.transmission().put("isSilentUpdate", true);
    return tests(() -> new Attempt(changer, "PUT", fixture.path(), transmission, body), table);
  }

  /** Deleted, and with an attribute that only an admin could have written. */
  private String foreignDialog() {
    JsonObject transmission = Dialogs.transmission().put("authorizationAttribute", foreign);
    String path = fixture.with(fixture.admin(), withOne(fixture, transmission)).path();
    fixture.admin().delete(path).expect(204);
    return path;
  }

  @TestFactory
  Stream<DynamicTest> appendActivity() {
    Table table =
        onDialog(
                bodyTable()
                    .then("flag", 400, "isSilentUpdate", badFlag())
                    .then(
                        "rule",
                        400,
                        "activity.extendedType",
                        a -> a.edit("/extendedType = \"{a*1024}\""))
                    .then("unknown", 404, "DialogEntity", unknown()))
            .then(
                "transmission",
                422,
                "Activity.TransmissionId",
                a -> a.edit("/type = \"TransmissionOpened\"; /transmissionId = \"{id}\""))
            .then("stale", 412, "", stale());
    return tests(
        () -> new Attempt(client, "POST", fixture.path(), "/activities", Dialogs.activity()),
        table);
  }

  @TestFactory
  Stream<DynamicTest> delete() {
    Table table =
        onDialog(
                table()
                    .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"))
                    .then("unknown", 404, "DialogEntity", unknown()))
            .then("stale", 412, "", stale());
    return tests(() -> new Attempt(client, "DELETE", fixture.path(), "", null), table);
  }

  @TestFactory
  Stream<DynamicTest> actions() {
    Table unreadable =
        table()
            .then("no body", 400, "SerializerErrors", a -> a.mediaType("application/json").body(""))
            .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"));
    Table freeze =
        table()
            .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"))
            .then("no admin", 403, "Forbidden", a -> a.as(client))
            .then("unknown", 404, "DialogEntity", unknown())
            .then("deleted", 410, "DialogEntity", a -> a.on(gone))
            .then("stale", 412, "", stale());
    Table purge =
        table()
            .then("nil", 400, "dialogId", a -> a.on(DIALOGS + "/" + new java.util.UUID(0, 0)))
            .then("unknown", 404, "DialogEntity", unknown())
            .then("stale", 412, "", stale());
    Table restore =
        table().then("unknown", 404, "DialogEntity", unknown()).then("stale", 412, "", stale());
    return Stream.of(
            tests(() -> action(fixture.admin(), "freeze"), freeze),
            tests(() -> action(client, "purge"), purge),
            tests(() -> action(client, "restore"), restore),
            tests(() -> action(client, "restore"), unreadable))
        .flatMap(each -> each);
  }

  private Attempt action(ApiClient caller, String name) {
    return new Attempt(caller, "POST", fixture.path(), "/actions/" + name, null);
  }

  @TestFactory
  Stream<DynamicTest> labels() {
    Table add =
        bodyTable()
            .then("null", 400, "value", a -> a.body("{\"value\":null}"))
            .then("unknown", 404, "DialogEntity", unknown())
            .then("deleted", 404, "DialogEntity", a -> a.on(gone))
            .then("stale", 412, "", stale())
            .then("rule", 400, "dto.serviceOwnerLabels[0].value", a -> a.edit("/value = \"ab\""));
    Table remove =
        table()
            .then("unknown", 404, "DialogEntity", unknown())
            .then("no such label", 404, "Label", stale());
    return Stream.of(
            tests(
                () ->
                    new Attempt(
                        client,
                        "POST",
                        fixture.path(),
                        "/context/labels",
                        new JsonObject().put("value", "label")),
                add),
            tests(
                () -> new Attempt(client, "DELETE", fixture.path(), "/context/labels/abc", null),
                remove))
        .flatMap(each -> each);
  }

  @TestFactory
  Stream<DynamicTest> systemLabels() {
    String actor = "/performedBy = {\"actorType\":\"ServiceOwner\"}";
    JsonObject body = new JsonObject().put("addLabels", new JsonArray().add("Bin"));
    Table table =
        bodyTable()
            .then("rule", 400, "removeLabels[0]", a -> a.edit("/removeLabels = [\"Sent\"]"))
            .then("unknown", 404, "DialogEntity", unknown())
            .then("deleted", 404, "DialogEntity", a -> a.on(gone))
            .then("no admin", 403, "Forbidden", a -> a.as(client))
            .then("stale", 412, "", stale());
    return tests(
        () ->
            new Attempt(
                    fixture.admin(), "PUT", fixture.path(), "/endusercontext/systemlabels", body)
                .edit(actor),
        table);
  }
}
