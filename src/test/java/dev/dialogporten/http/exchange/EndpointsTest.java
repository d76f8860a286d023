package dev.dialogporten.http.exchange;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.api.StoredDialogs;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.TransmissionType;
import dev.dialogporten.dialog.command.DialogCommand.DeleteDialog;
import dev.dialogporten.dialog.command.DialogCommand.OpenDialog;
import dev.dialogporten.dialog.command.DialogCommand.PurgeDialog;
import dev.dialogporten.dialog.command.DialogCommand.RemoveServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogQuery.GetActivity;
import dev.dialogporten.dialog.command.DialogQuery.GetDialog;
import dev.dialogporten.dialog.command.DialogQuery.GetSeenEntry;
import dev.dialogporten.dialog.command.DialogQuery.GetServiceOwnerLabels;
import dev.dialogporten.dialog.command.DialogQuery.GetTransmission;
import dev.dialogporten.dialog.command.DialogQuery.ListActivities;
import dev.dialogporten.dialog.command.DialogQuery.ListSeenLog;
import dev.dialogporten.dialog.command.DialogQuery.ListTransmissions;
import dev.dialogporten.dialog.command.DialogQuery.ServiceOwnerLabels;
import dev.dialogporten.dialog.command.DialogQuery.ShouldSendNotification;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.http.dialogs.DialogJson;
import dev.dialogporten.http.dialogs.Viewer;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What endpoints ask of the other side, and how its answers leave. */
class EndpointsTest {
  private static final String DIALOG = "/api/v1/serviceowner/dialogs/" + StoredDialogs.ID;
  private static final UUID REVISION = StoredDialogs.REVISION;
  private ApiFixture server;

  @BeforeEach
  void start() {
    server = new ApiFixture();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void getDialog_bodyAndTag() {
    server.answering(GetDialog.class, q -> Future.succeededFuture(StoredDialogs.details()));
    HttpResponse<Buffer> response = server.get(DIALOG);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThat(response.bodyAsString())
        .isEqualTo(DialogJson.render(StoredDialogs.details(), Viewer.SERVICE_OWNER));
  }

  @Test
  void headDialog_tagWithoutBody() {
    server.answering(GetDialog.class, q -> Future.succeededFuture(StoredDialogs.details()));
    HttpResponse<Buffer> response = server.request(HttpMethod.HEAD, DIALOG).send().await();
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThat(response.body()).isNull();
  }

  @Test
  void getDialog_unmodified304() {
    server.answering(GetDialog.class, q -> Future.succeededFuture(StoredDialogs.details()));
    HttpResponse<Buffer> response =
        server
            .request(HttpMethod.GET, DIALOG)
            .putHeader("If-None-Match", "\"x\", W/\"" + REVISION + "\"")
            .send()
            .await();
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThat(response.body()).isNull();
  }

  @Test
  void getDialog_openedByAPersonFirst() {
    UUID seenNow = new UUID(1, 60);
    server
        .answering(
            OpenDialog.class, c -> Future.succeededFuture(new CommandResult(REVISION, seenNow)))
        .answering(GetDialog.class, q -> Future.succeededFuture(StoredDialogs.details()));
    String json = server.get(DIALOG + "?endUserId=" + StoredDialogs.PERSON).bodyAsString();
    assertThatJson(json).inPath("$.seenSinceLastUpdate[0].isViaServiceOwner").isEqualTo(false);
    assertThatJson(json).inPath("$.guiActions[0].isAuthorized").isEqualTo(true);
  }

  @Test
  void getDialog_personWithoutAccess404() {
    server.answering(
        OpenDialog.class,
        c ->
            Future.failedFuture(
                Problem.of(ProblemType.NOT_FOUND, "DialogEntity", "x").toException()));
    assertThat(server.get(DIALOG + "?endUserId=" + StoredDialogs.PERSON).statusCode())
        .isEqualTo(404);
  }

  @Test
  void getDialog_bareNumberRefusedWithTheEndpointsKey() {
    HttpResponse<Buffer> response = server.get(DIALOG + "?endUserId=08844397713");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsKey("endUserId");
  }

  @Test
  void transmissions() {
    var transmission = StoredDialogs.transmission(TransmissionType.Information, true, null);
    server
        .answering(
            ListTransmissions.class,
            q -> Future.succeededFuture(List.of(transmission, transmission)))
        .answering(GetTransmission.class, q -> Future.succeededFuture(transmission));
    String document = transmission.document();
    assertThat(server.get(DIALOG + "/transmissions").bodyAsString())
        .isEqualTo("[" + document + "," + document + "]");
    HttpResponse<Buffer> one = server.get(DIALOG + "/transmissions/" + StoredDialogs.CHILD);
    assertThat(one.bodyAsString()).isEqualTo(document).doesNotContain("isOpened");
    assertThat(one.getHeader("ETag")).isNull();
  }

  @Test
  void activities() {
    var activity = StoredDialogs.activity();
    server
        .answering(ListActivities.class, q -> Future.succeededFuture(List.of(activity)))
        .answering(GetActivity.class, q -> Future.succeededFuture(activity));
    assertThatJson(server.get(DIALOG + "/activities").bodyAsString())
        .inPath("$[0]")
        .isObject()
        .containsOnlyKeys("id", "createdAt", "extendedType", "type");
    assertThat(server.get(DIALOG + "/activities/" + StoredDialogs.CHILD).bodyAsString())
        .isEqualTo(activity.document());
  }

  @Test
  void seenLog() {
    var entry = StoredDialogs.seen(0, StoredDialogs.PERSON, "KARI");
    server
        .answering(ListSeenLog.class, q -> Future.succeededFuture(List.of(entry)))
        .answering(GetSeenEntry.class, q -> Future.succeededFuture(entry));
    String expected =
        """
        { "id": "00000000-0000-0001-0000-000000000000", "seenAt": "2025-03-01T12:00:00.1234560Z",
          "seenBy": { "actorType": "PartyRepresentative", "actorName": "KARI", "actorId": "%s" },
          "isViaServiceOwner": true }
        """
            .formatted(StoredDialogs.PERSON);
    assertThatJson(server.get(DIALOG + "/seenlog").bodyAsString()).isEqualTo("[" + expected + "]");
    assertThatJson(server.get(DIALOG + "/seenlog/" + entry.id()).bodyAsString())
        .isEqualTo(expected);
  }

  @Test
  void labels() {
    server.answering(
        GetServiceOwnerLabels.class,
        q -> Future.succeededFuture(new ServiceOwnerLabels(REVISION, List.of("a", "b\"c"))));
    HttpResponse<Buffer> response = server.get(DIALOG + "/context/labels");
    assertThat(response.bodyAsString()).isEqualTo("[{\"value\":\"a\"},{\"value\":\"b\\\"c\"}]");
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
  }

  @Test
  void removeLabel_decodedFromThePath() {
    var asked = new AtomicReference<String>();
    server.answering(
        RemoveServiceOwnerLabel.class,
        command -> {
          asked.set(command.value());
          return Future.succeededFuture(CommandResult.of(REVISION));
        });
    var response =
        server.request(HttpMethod.DELETE, DIALOG + "/context/labels/A%2Fb+%C3%A6%20%25").send();
    assertThat(response.await().statusCode()).isEqualTo(204);
    assertThat(asked.get()).isEqualTo("A/b+æ %");
  }

  @Test
  void delete_saysWhatWasAsked() {
    var asked = new AtomicReference<DeleteDialog>();
    server.answering(
        DeleteDialog.class,
        command -> {
          asked.set(command);
          return Future.succeededFuture(CommandResult.of(REVISION));
        });
    server
        .request(HttpMethod.DELETE, DIALOG + "?isSilentUpdate=True")
        .putHeader("If-Match", "\"" + REVISION + "\"")
        .putHeader("Content-Type", "text/plain")
        .sendBuffer(Buffer.buffer("ignored"))
        .await();
    assertThat(asked.get().dialogId()).isEqualTo(StoredDialogs.ID);
    assertThat(asked.get().silent()).isTrue();
    assertThat(asked.get().precondition()).isEqualTo(Precondition.listed(Set.of(REVISION)));
    assertThat(asked.get().caller().organizationNumber()).isEqualTo(ApiFixture.ORGANIZATION);
  }

  @Test
  void purge_hasNoTag() {
    server.answering(PurgeDialog.class, c -> Future.succeededFuture(CommandResult.of(null)));
    var response = server.request(HttpMethod.POST, DIALOG + "/actions/purge").send().await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.getHeader("ETag")).isNull();
  }

  @Test
  void purge_nilId400() {
    String path = "/api/v1/serviceowner/dialogs/" + new UUID(0, 0) + "/actions/purge";
    var response = server.request(HttpMethod.POST, path).send().await();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsKey("dialogId");
  }

  @ParameterizedTest
  @CsvSource({
    "conditionType=Exists&activityType=Information,                                ",
    "conditionType=2&activityType=3,                                               ",
    "conditionType=notexists&activityType=FormSaved&transmissionId=,      transmissionId",
    "activityType=Information,                                             conditionType",
    "conditionType=Exists,                                                 activityType",
    "conditionType=Sometimes&activityType=Information,                     conditionType",
    "conditionType=Exists&activityType=TransmissionOpened,                 transmissionId",
    "conditionType=Exists&activityType=TransmissionOpened&transmissionId=17, transmissionId",
    "conditionType=Exists&activityType=Information&transmissionId=0194d0aa-5b1c-7c3e-9f21-0242ac120003,"
        + " transmissionId",
    "conditionType=Exists&activityType=TransmissionOpened&transmissionId=00000000-0000-0000-0000-000000000000,"
        + " transmissionId"
  })
  void shouldSendNotification(String query, String faultKey) {
    server.answering(ShouldSendNotification.class, q -> Future.succeededFuture(q.whenExists()));
    var response =
        server
            .anonymous(HttpMethod.GET, DIALOG + "/actions/should-send-notification?" + query)
            .putHeader("Authorization", "Bearer altinn:system/notifications.condition.check")
            .send()
            .await();
    if (faultKey == null) {
      assertThatJson(response.bodyAsString()).isEqualTo("{\"sendNotification\":true}");
    } else {
      assertThat(response.statusCode()).isEqualTo(400);
      assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsKey(faultKey);
    }
  }

  @Test
  void unexpectedFailure_500WithoutDetails() {
    server.answering(
        GetDialog.class, q -> Future.failedFuture(new IllegalStateException("secret")));
    HttpResponse<Buffer> response = server.get(DIALOG);
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.bodyAsString())
        .contains("Something went wrong during the request.")
        .doesNotContain("secret");
  }

  @Test
  void unavailable_503WithRetryAfter() {
    server.answering(
        GetDialog.class, q -> Future.failedFuture(Problem.unavailable("busy").toException()));
    HttpResponse<Buffer> response = server.get(DIALOG);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.getHeader("Retry-After")).isEqualTo("1");
  }
}
