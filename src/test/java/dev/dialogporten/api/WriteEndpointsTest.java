package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.dialog.SystemLabel;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogCommand.AddServiceOwnerLabel;
import dev.dialogporten.dialog.command.DialogCommand.AppendActivity;
import dev.dialogporten.dialog.command.DialogCommand.AppendTransmission;
import dev.dialogporten.dialog.command.DialogCommand.CorrectFormSavedTime;
import dev.dialogporten.dialog.command.DialogCommand.CreateDialog;
import dev.dialogporten.dialog.command.DialogCommand.PatchDialog;
import dev.dialogporten.dialog.command.DialogCommand.ReplaceDialog;
import dev.dialogporten.dialog.command.DialogCommand.SetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand.UpdateTransmission;
import dev.dialogporten.dialog.outcome.CommandResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, as they become commands. */
class WriteEndpointsTest {
  private static final String DIALOGS = "/api/v1/serviceowner/dialogs";
  private static final String DIALOG = DIALOGS + "/" + StoredDialogs.ID;
  private static final String ADMIN =
      ApiFixture.OWNER + " digdir:dialogporten.serviceprovider.admin";
  private static final UUID CHILD = StoredDialogs.CHILD;
  private static final UUID REVISION = StoredDialogs.REVISION;

  private final AtomicReference<DialogCommand> asked = new AtomicReference<>();
  private ApiFixture server;

  @BeforeEach
  void start() {
    server = new ApiFixture();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private <T extends DialogCommand> void accept(Class<T> type) {
    server.answering(
        type,
        command -> {
          asked.set(command);
          return Future.succeededFuture(new CommandResult(REVISION, CHILD));
        });
  }

  @Test
  void create_201() {
    accept(CreateDialog.class);
    HttpResponse<Buffer> response =
        server.send(
            HttpMethod.POST, DIALOGS + "?isSilentUpdate=true", "{\"PARTY\":\"p\",\"unknown\":1}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(response.getHeader("ETag")).isEqualTo("\"" + REVISION + "\"");
    assertThat(response.getHeader("Location")).isEqualTo(DIALOGS + "/" + CHILD);
    assertThat(response.bodyAsString()).isEqualTo("\"" + CHILD + "\"");
    CreateDialog command = (CreateDialog) asked.get();
    assertThat(command.silent()).isTrue();
    assertThat(command.dialogId().version()).isEqualTo(7);
    assertThat(command.body().get("party").asText()).isEqualTo("p");
    assertThat(command.body().has("unknown")).isFalse();
  }

  @Test
  void create_withItsOwnId() {
    accept(CreateDialog.class);
    server.send(HttpMethod.POST, DIALOGS, "{\"id\":\"" + StoredDialogs.ID + "\"}");
    assertThat(asked.get().dialogId()).isEqualTo(StoredDialogs.ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | SerializerErrors",
        "null | SerializerErrors",
        "[] | SerializerErrors",
        "{\"a\":1 | SerializerErrors",
        "{} x | SerializerErrors",
        "{\"progress\":\"x\",\"status\":\"y\"} | progress",
        "{\"transmissions\":[{\"type\":\"x\"}]} | transmissions[0].type"
      })
  void create_unreadableBodyIsTheOnlyFault(String body, String key) {
    HttpResponse<Buffer> response =
        server.send(HttpMethod.POST, DIALOGS + "?isSilentUpdate=17", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsOnlyKeys(key);
    assertThatJson(response.bodyAsString()).inPath("$.code").isEqualTo("malformed_body");
  }

  @Test
  void create_largeBodyIsParsedElsewhere() {
    accept(CreateDialog.class);
    String body = "{\"externalReference\":\"" + "æ".repeat(200_000) + "\"}";
    assertThat(server.send(HttpMethod.POST, DIALOGS, body).statusCode()).isEqualTo(201);
    assertThat(((CreateDialog) asked.get()).body().get("externalReference").asText())
        .hasSize(200_000);
    String broken = server.send(HttpMethod.POST, DIALOGS, body + "x").bodyAsString();
    assertThatJson(broken).inPath("$.status").isEqualTo(400);
  }

  @Test
  void replace_204() {
    accept(ReplaceDialog.class);
    var response =
        server
            .request(HttpMethod.PUT, DIALOG)
            .putHeader("Content-Type", "application/json; charset=\"UTF-8\"")
            .putHeader("If-Match", "*")
            .sendBuffer(Buffer.buffer("{\"status\":\"draft\"}"))
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isNull();
    assertThat(asked.get().precondition()).isEqualTo(Precondition.ANY);
    assertThat(asked.get().silent()).isFalse();
  }

  @Test
  void replace_nilId400() {
    String path = DIALOGS + "/00000000-0000-0000-0000-000000000000";
    var response = server.send(HttpMethod.PUT, path, "{\"status\":\"Draft\"}");
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsOnlyKeys("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json-patch+json; charset=utf-8"})
  void patch_underBothNames(String type) {
    accept(PatchDialog.class);
    var response =
        server
            .request(HttpMethod.PATCH, DIALOG)
            .putHeader("Content-Type", type)
            .sendBuffer(Buffer.buffer("[{\"op\":\"add\",\"path\":\"/progress\",\"value\":1}]"))
            .await();
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(((PatchDialog) asked.get()).patch().members()).containsExactly("progress");
  }

  @ParameterizedTest
  @CsvSource({
    "'', {}, false",
    "'', {\"isSilentUpdate\":true}, true",
    "?isSilentUpdate=true, {}, true",
    "?isSilentUpdate=false, {\"isSilentUpdate\":true}, false",
    "?isSilentUpdate=true, {\"isSilentUpdate\":false}, true",
    "?disableAltinnEvents=true, {}, false"
  })
  void appended_silentByQueryOrBody(String query, String body, boolean silent) {
    accept(AppendActivity.class);
    accept(AppendTransmission.class);
    accept(UpdateTransmission.class);
    server.send(HttpMethod.POST, DIALOG + "/activities" + query, body);
    assertThat(asked.get().silent()).isEqualTo(silent);
    server.send(HttpMethod.POST, DIALOG + "/transmissions" + query, body);
    assertThat(asked.get().silent()).isEqualTo(silent);
    String scopes = ApiFixture.OWNER + " digdir:dialogporten.serviceprovider.changetransmissions";
    server
        .anonymous(HttpMethod.PUT, DIALOG + "/transmissions/" + CHILD + query)
        .putHeader("Authorization", scopes)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body))
        .await();
    assertThat(((UpdateTransmission) asked.get()).silentAsked()).isEqualTo(silent);
  }

  @Test
  void appended_locationIsBelowTheDialog() {
    accept(AppendTransmission.class);
    var response = server.send(HttpMethod.POST, DIALOG + "/transmissions", "{}");
    assertThat(response.getHeader("Location")).isEqualTo(DIALOG + "/transmissions/" + CHILD);
    assertThat(response.bodyAsString()).isEqualTo("\"" + CHILD + "\"");
  }

  @ParameterizedTest
  @CsvSource({"{\"value\":\" My label \"}, ' My label '", "{}, "})
  void label_asReceived(String body, String value) {
    accept(AddServiceOwnerLabel.class);
    server.send(HttpMethod.POST, DIALOG + "/context/labels", body);
    assertThat(((AddServiceOwnerLabel) asked.get()).value()).isEqualTo(value);
  }

  @Test
  void systemLabels_aliasCountsAsAdded() {
    accept(SetSystemLabels.class);
    var response =
        server.send(
            HttpMethod.PUT,
            DIALOG + "/endusercontext/systemlabels?enduserId=08844397713",
            "{\"addLabels\":[\"bin\"],\"systemLabels\":[\"Archive\"],\"removeLabels\":[\"MarkedAsUnopened\"]}");
    assertThat(response.statusCode()).isEqualTo(204);
    SetSystemLabels command = (SetSystemLabels) asked.get();
    assertThat(command.addLabels()).containsExactly(SystemLabel.Bin, SystemLabel.Archive);
    assertThat(command.removeLabels()).containsExactly(SystemLabel.MarkedAsUnopened);
    assertThat(command.caller().endUserId()).isEqualTo(StoredDialogs.PERSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"addLabels\":[17],\"performedBy\":{\"actorType\":\"ServiceOwner\"}} | addLabels[0]",
        "{\"removeLabels\":[\"Bin\",0]} | removeLabels[1]"
      })
  void systemLabels_refused(String body, String key) {
    var response = server.send(HttpMethod.PUT, DIALOG + "/endusercontext/systemlabels", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThatJson(response.bodyAsString()).inPath("$.errors").isObject().containsOnlyKeys(key);
  }

  @Test
  void formSavedTime_isABareString() {
    accept(CorrectFormSavedTime.class);
    String path = DIALOG + "/activities/" + CHILD + "/actions/updateFormSavedActivityTime";
    assertThat(admin(path, "\"2025-03-01T12:00:00Z\"").statusCode()).isEqualTo(204);
    assertThat(((CorrectFormSavedTime) asked.get()).time())
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
    assertThat(admin(path.replace(CHILD.toString(), "17"), "\"x\"").statusCode()).isEqualTo(404);
  }

  private HttpResponse<Buffer> admin(String path, String body) {
    return server
        .anonymous(HttpMethod.POST, path)
        .putHeader("Authorization", ADMIN)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body))
        .await();
  }
}
