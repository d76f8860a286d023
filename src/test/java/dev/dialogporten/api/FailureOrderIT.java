package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of several things wrong with a request on a dialog, which one is told. */
@ExtendWith(ServiceExtension.class)
class FailureOrderIT {
  private static final String PAST = "\"2020-01-01T00:00:00Z\"";

  private final FailureStage stage;

  FailureOrderIT(DialogFixture fixture) {
    this.stage = new FailureStage(fixture);
  }

  @TestFactory
  Stream<DynamicTest> create() {
    stage
        .client
        .post(DIALOGS, Dialogs.create(stage.fixture.owner()).put("idempotentKey", "held"))
        .expect(201);
    String letters =
        "[{\"type\":\"CorrespondenceOpened\",\"performedBy\":{\"actorType\":\"ServiceOwner\"}}]";
    Mistakes table =
        stage
            .mistakesWithBody()
            .thenBadFlag()
            .then("rule", 400, "dto.progress", a -> a.edit("/progress = 101"))
            .then(
                "foreign resource",
                403,
                "Forbidden",
                a -> a.edit("/serviceResource = \"" + stage.foreign + "\""))
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"held\""))
            .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
            .then("activity type", 403, "Forbidden", a -> a.edit("/activities = " + letters))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a -> a.edit("/transmissions = [" + stage.used() + "]"));
    return table.tests(
        () ->
            new Attempt(stage.client, "POST", DIALOGS, "", Dialogs.create(stage.fixture.owner())));
  }

  @TestFactory
  Stream<DynamicTest> replace() {
    String action =
        "[{\"action\":\"a\",\"authorizationAttribute\":\"%s\","
            + "\"endpoints\":[{\"url\":\"https://e.no\",\"httpMethod\":\"GET\"}]}]";
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakesWithBody()
                    .thenBadFlag()
                    .thenUnknown()
                    .then("rule", 400, "dto.progress", a -> a.edit("/progress = 101")))
            .thenStale()
            .then(
                "foreign attribute",
                403,
                "Forbidden",
                a -> a.edit("/apiActions = " + action.formatted(stage.foreign)))
            .then("time", 422, "DueAt DialogTransmission", a -> a.edit("/dueAt = " + PAST))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a -> a.edit("/transmissions = [" + stage.used() + "]"));
    return table.tests(
        () -> new Attempt(stage.client, "PUT", stage.path(), "", Dialogs.replace("New")));
  }

  @TestFactory
  Stream<DynamicTest> replace_collectedFaultsReplaceWhatAHandlerWouldSayLater() {
    String key = "/transmissions/0/idempotentKey = \"taken\"";
    String type = "/activities/0/type = \"CorrespondenceOpened\"";
    JsonObject body =
        Dialogs.replace("New")
            .put("transmissions", DialogFixture.one(Dialogs.transmission()))
            .put("activities", DialogFixture.one(Dialogs.activity()));
    Supplier<Attempt> good = () -> new Attempt(stage.client, "PUT", stage.path(), "", body);
    String activity = FullDialog.id();
    stage
        .client
        .post(stage.path() + "/activities", Dialogs.activity().put("id", activity))
        .expect(201);
    return Stream.of(
            new Mistakes()
                .then(
                    "activity in use",
                    422,
                    "DialogActivity",
                    a -> a.edit("/activities/0/id = \"" + activity + "\""))
                .then("activity type", 403, "Forbidden", a -> a.edit(type))
                .then(
                    "transmission in use",
                    422,
                    "DialogTransmission",
                    a -> a.edit("/transmissions/0/id = \"" + stage.usedId + "\""))
                .then("key", 409, "IdempotentKey", a -> a.edit(key))
                .tests(good),
            new Mistakes()
                .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
                .then("activity type", 403, "Forbidden", a -> a.edit(type))
                .then("key", 409, "IdempotentKey", a -> a.edit(key))
                .tests(good),
            new Mistakes()
                .then("time", 422, "DueAt", a -> a.edit("/dueAt = " + PAST))
                .then("key", 409, "IdempotentKey", a -> a.edit(key))
                .tests(good))
        .flatMap(each -> each);
  }

  @TestFactory
  Stream<DynamicTest> patch() {
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakesWithBody()
                    .thenBadFlag()
                    .thenUnknown()
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
            .thenStale()
            .then(
                "time",
                422,
                "DueAt DialogTransmission",
                a -> a.operation("{\"op\":\"add\",\"path\":\"/dueAt\",\"value\":" + PAST + "}"))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a ->
                    a.operation(
                        "{\"op\":\"add\",\"path\":\"/transmissions/-\",\"value\":"
                            + stage.used()
                            + "}"));
    return table.tests(
        () -> new Attempt(stage.client, "PATCH", stage.path(), "", Dialogs.newTitle("New")));
  }

  @TestFactory
  Stream<DynamicTest> delete() {
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakes()
                    .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"))
                    .thenUnknown())
            .thenStale();
    return table.tests(() -> new Attempt(stage.client, "DELETE", stage.path(), "", null));
  }

  @TestFactory
  Stream<DynamicTest> actions() {
    Mistakes unreadable =
        stage
            .mistakes()
            .then("no body", 400, "SerializerErrors", a -> a.mediaType("application/json").body(""))
            .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"));
    Mistakes freeze =
        stage
            .thenDeleted(
                stage
                    .mistakes()
                    .then("revision", 400, "If-Match", a -> a.header("If-Match", "x"))
                    .then("no admin", 403, "Forbidden", a -> a.as(stage.client))
                    .thenUnknown(),
                410)
            .thenStale();
    Mistakes purge =
        stage
            .mistakes()
            .then("nil", 400, "dialogId", a -> a.on(DIALOGS + "/" + new UUID(0, 0)))
            .thenUnknown()
            .thenStale();
    Mistakes restore = stage.mistakes().thenUnknown().thenStale();
    return Stream.of(
            freeze.tests(() -> action(stage.fixture.admin(), "freeze")),
            purge.tests(() -> action(stage.client, "purge")),
            restore.tests(() -> action(stage.client, "restore")),
            unreadable.tests(() -> action(stage.client, "restore")))
        .flatMap(each -> each);
  }

  private Attempt action(ApiClient caller, String name) {
    return new Attempt(caller, "POST", stage.path(), "/actions/" + name, null);
  }
}
