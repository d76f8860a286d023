package dev.dialogporten.api;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of several things wrong with a request on what lies below a dialog, which one is told. */
@ExtendWith(ServiceExtension.class)
class ChildFailureOrderIT {
  private final FailureStage stage;

  ChildFailureOrderIT(DialogFixture fixture) {
    this.stage = new FailureStage(fixture);
  }

  @TestFactory
  Stream<DynamicTest> appendTransmission() {
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakesWithBody()
                    .thenBadFlag()
                    .then(
                        "rule",
                        400,
                        "transmissions[0].externalReference",
                        a -> a.edit("/externalReference = \"{a*256}\""))
                    .thenUnknown())
            .thenStale()
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"taken\""))
            .then(
                "foreign attribute",
                403,
                "Forbidden",
                a -> a.edit("/authorizationAttribute = \"" + stage.foreign + "\""))
            .then("parent", 422, "Transmissions", a -> a.edit("/relatedTransmissionId = \"{id}\""))
            .then(
                "id in use",
                422,
                "DialogTransmission",
                a -> a.edit("/id = \"" + stage.usedId + "\""));
    return table.tests(
        () ->
            new Attempt(
                stage.client, "POST", stage.path(), "/transmissions", Dialogs.transmission()));
  }

  @TestFactory
  Stream<DynamicTest> updateTransmission() {
    ApiClient changer = stage.fixture.client(Scope.CHANGE_TRANSMISSIONS);
    JsonObject second = Dialogs.transmission().put("idempotentKey", "second");
    stage.client.post(stage.path() + "/transmissions", second).expect(201);
    String withForeign = stage.withForeignAttribute();
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakesWithBody()
                    .then("rule", 400, "isSilentUpdate", a -> a.edit("/isSilentUpdate = false"))
                    .thenUnknown()
                    .then("foreign attribute", 403, "Forbidden", a -> a.on(withForeign)))
            .then("key", 409, "IdempotentKey", a -> a.edit("/idempotentKey = \"second\""))
            .then(
                "cycle",
                422,
                "Transmissions",
                a -> a.edit("/relatedTransmissionId = \"" + stage.usedId + "\""))
            .thenStale();
    JsonObject body = Dialogs.transmission().put("isSilentUpdate", true);
    return table.tests(
        () -> new Attempt(changer, "PUT", stage.path(), "/transmissions/" + stage.usedId, body));
  }

  @TestFactory
  Stream<DynamicTest> appendActivity() {
    Mistakes table =
        stage
            .thenDeletedAndFrozen(
                stage
                    .mistakesWithBody()
                    .thenBadFlag()
                    .then(
                        "rule",
                        400,
                        "activity.extendedType",
                        a -> a.edit("/extendedType = \"{a*1024}\""))
                    .thenUnknown())
            .then(
                "transmission",
                422,
                "Activity.TransmissionId",
                a -> a.edit("/type = \"TransmissionOpened\"; /transmissionId = \"{id}\""))
            .thenStale();
    return table.tests(
        () -> new Attempt(stage.client, "POST", stage.path(), "/activities", Dialogs.activity()));
  }

  @TestFactory
  Stream<DynamicTest> labels() {
    Mistakes add =
        stage
            .thenDeleted(
                stage
                    .mistakesWithBody()
                    .then("null", 400, "value", a -> a.body("{\"value\":null}"))
                    .thenUnknown(),
                404)
            .thenStale()
            .then("rule", 400, "dto.serviceOwnerLabels[0].value", a -> a.edit("/value = \"ab\""));
    Mistakes remove =
        stage
            .mistakes()
            .thenUnknown()
            .then(
                "no such label",
                404,
                "Label",
                a -> a.header("If-Match", new UUID(1, 1).toString()));
    return Stream.of(
            add.tests(
                () ->
                    new Attempt(
                        stage.client,
                        "POST",
                        stage.path(),
                        "/context/labels",
                        new JsonObject().put("value", "label"))),
            remove.tests(
                () ->
                    new Attempt(stage.client, "DELETE", stage.path(), "/context/labels/abc", null)))
        .flatMap(each -> each);
  }

  @TestFactory
  Stream<DynamicTest> systemLabels() {
    String actor = "/performedBy = {\"actorType\":\"ServiceOwner\"}";
    JsonObject body = new JsonObject().put("addLabels", new JsonArray().add("Bin"));
    Mistakes table =
        stage
            .thenDeleted(
                stage
                    .mistakesWithBody()
                    .then("rule", 400, "removeLabels[0]", a -> a.edit("/removeLabels = [\"Sent\"]"))
                    .thenUnknown(),
                404)
            .then("no admin", 403, "Forbidden", a -> a.as(stage.client))
            .thenStale();
    return table.tests(
        () ->
            new Attempt(
                    stage.fixture.admin(),
                    "PUT",
                    stage.path(),
                    "/endusercontext/systemlabels",
                    body)
                .edit(actor));
  }
}
