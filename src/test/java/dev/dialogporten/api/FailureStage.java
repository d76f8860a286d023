package dev.dialogporten.api;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Dialogs to make mistakes on: a live one, a frozen one, and one that is frozen and deleted. */
final class FailureStage {
  final DialogFixture fixture;
  final ApiClient client;

  /** A service resource of somebody else. */
  final String foreign = ServiceOwner.fresh().resource();

  /** Id of the one transmission of the live dialog; its key is "taken". */
  final String usedId = FullDialog.id();

  private final String frozen;
  private final String gone;

  FailureStage(DialogFixture fixture) {
    JsonObject used = Dialogs.transmission().put("id", usedId).put("idempotentKey", "taken");
    this.fixture = fixture.with(withOne(fixture, used));
    this.client = fixture.client();
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

  String path() {
    return fixture.path();
  }

  /** Path of a deleted dialog with an attribute that only an admin could have written. */
  String withForeignAttribute() {
    JsonObject transmission = Dialogs.transmission().put("authorizationAttribute", foreign);
    String path = fixture.with(fixture.admin(), withOne(fixture, transmission)).path();
    fixture.admin().delete(path).expect(204);
    return path;
  }

  /** A transmission whose id is in use, as JSON. */
  String used() {
    return Dialogs.transmission().put("id", usedId).encode();
  }

  Mistakes mistakes() {
    ApiClient scopeless =
        client.with(fixture.service().tokens().withOnly(fixture.owner(), "altinn:other"));
    return new Mistakes()
        .then("no token", 401, "", a -> a.as(client.with(null)))
        .then("no scope", 403, "", a -> a.as(scopeless))
        .then("no person", 400, "EndUserId", a -> a.query("endUserId=garbage"));
  }

  Mistakes mistakesWithBody() {
    return mistakes()
        .then("media type", 415, "", a -> a.mediaType("text/plain"))
        .then("no JSON", 400, "SerializerErrors", a -> a.body("{"));
  }

  Mistakes thenDeleted(Mistakes mistakes, int status) {
    return mistakes.then("deleted", status, "DialogEntity", a -> a.on(gone));
  }

  Mistakes thenDeletedAndFrozen(Mistakes mistakes) {
    return thenDeleted(mistakes, 410).then("frozen", 403, "Forbidden", a -> a.on(frozen));
  }
}
