package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServiceExtension.class)
class PatchDialogIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final JsonObject dialog;
  private final String path;

  PatchDialogIT(DialogFixture fixture) {
    this.fixture = fixture.with(Dialogs.create(fixture.owner()).put("progress", 1));
    this.client = fixture.client();
    this.dialog = this.fixture.dialog();
    this.path = this.fixture.path();
  }

  @Test
  void replaceProgress_onlyThatChanges() {
    ApiResponse response =
        client.patch(path, "[{\"op\":\"replace\",\"path\":\"/progress\",\"value\":60}]");
    response.expect(204);
    JsonObject after = fixture.read();
    assertThat(response.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(after.getInteger("progress")).isEqualTo(60);
    assertThat(after.getInstant("updatedAt")).isAfter(dialog.getInstant("updatedAt"));
    JsonObject expected = dialog.copy().put("progress", 60);
    expected.put("revision", after.getValue("revision"));
    expected.put("updatedAt", after.getValue("updatedAt"));
    assertThatJson(after.encode()).isEqualTo(expected.encode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/PROGRESS | 60",
        "progress | 60",
        "/progress | \"60\"",
      })
  void pathsAndValuesAreReadLeniently(String pointer, String value) {
    String patch = "[{\"op\":\"Replace\",\"path\":\"%s\",\"value\":%s}]".formatted(pointer, value);
    client.send("PATCH", path, "application/json", patch).expect(204);
    assertThat(fixture.read().getInteger("progress")).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"replace\",\"path\":\"/party\",\"value\":\"x\"}",
        "{\"op\":\"replace\",\"path\":\"/visibleFrom\",\"value\":\"2091-01-01T00:00:00Z\"}",
        "{\"op\":\"add\",\"path\":\"/nonsense\",\"value\":1}",
        "{\"op\":\"test\",\"path\":\"/progress\",\"value\":2}",
        "{\"op\":\"replace\",\"path\":\"/attachments/0\",\"value\":{}}",
        "{\"op\":\"remove\",\"path\":\"/activities/0\"}",
        "{\"op\":\"replace\",\"path\":\"/content/senderName/value/0/value\",\"value\":\"x\"}",
        "{\"op\":\"replace\",\"path\":\"/progress\",\"value\":\"x\"}",
        "{\"op\":\"turn\",\"path\":\"/progress\",\"value\":2}"
      })
  void operationThatCannotBeApplied_400AndNothingStored(String operation) {
    ApiResponse response =
        client.patch(
            path, "[{\"op\":\"replace\",\"path\":\"/progress\",\"value\":7}," + operation + "]");
    response.problem(400, "UpdateDialogDto");
    assertThat(response.json().getString("code")).isEqualTo("patch_not_applicable");
    assertThatJson(fixture.read().encode()).isEqualTo(dialog.encode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"op\":\"add\"}", "null", "[1]", "[{\"op\":\"add\"}]", "[", ""})
  void notAPatch_400(String body) {
    client.patch(path, body).problem(400);
  }

  @Test
  void emptyPatch_changesNothingButTheLabel() {
    JsonObject archived =
        client.created(Dialogs.create(fixture.owner()).put("systemLabel", "Archive"));
    String archivedPath = DIALOGS + "/" + archived.getString("id");
    assertThat(client.patch(archivedPath, "[]").expect(204).etag())
        .isEqualTo("\"" + archived.getString("revision") + "\"");
    assertThat(client.get(archivedPath).json().getString("systemLabel")).isEqualTo("Default");
  }

  @Test
  void removeStatus_400ByValidation() {
    client.patch(path, "[{\"op\":\"remove\",\"path\":\"/status\"}]").problem(400, "dto.status");
  }

  @Test
  void appending_keepsWhatIsThere() {
    JsonArray patch =
        new JsonArray()
            .add(Dialogs.operation("add", "/activities/-", Dialogs.activity()))
            .add(Dialogs.operation("add", "/transmissions/0", Dialogs.transmission()));
    client.patch(path, patch).expect(204);
    client.patch(path, patch).expect(204);
    JsonObject after = fixture.read();
    assertThat(after.getJsonArray("activities")).hasSize(2);
    assertThat(after.getJsonArray("transmissions")).hasSize(2);
    assertThat(after.getInteger("fromServiceOwnerTransmissionsCount")).isEqualTo(2);
  }

  @Test
  void movesAndCopies() {
    String patch =
        """
        [ { "op": "copy", "from": "/content/title", "path": "/content/senderName" },
          { "op": "move", "from": "/content/summary", "path": "/content/nonSensitiveSummary" },
          { "op": "add", "path": "/content/title/value/-", "value": { "value": "Title", "languageCode": "en" } } ]
        """;
    client.patch(path, patch).expect(204);
    JsonObject content = fixture.read().getJsonObject("content");
    assertThat(content.fieldNames())
        .containsExactlyInAnyOrder("title", "senderName", "nonSensitiveSummary");
    assertThat(content.getJsonObject("title").getJsonArray("value")).hasSize(2);
  }

  @Test
  void theWholeResultIsValidated() {
    client
        .patch(path, "[{\"op\":\"remove\",\"path\":\"/content/title\"}]")
        .problem(400, "dto.content");
    client
        .patch(path, "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":101}]")
        .problem(400, "dto.progress");
  }

  @Test
  void storedHtml_cannotBePatchedWithoutItsScope() {
    JsonObject html = Dialogs.text("<p>x</p>").put("mediaType", "text/html");
    JsonObject body = Dialogs.create(fixture.owner());
    body.getJsonObject("content").put("additionalInfo", html);
    ApiClient legacy = fixture.client(Scope.LEGACY_HTML);
    String htmlPath = DIALOGS + "/" + legacy.created(body).getString("id");
    String patch = "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":5}]";
    client.patch(htmlPath, patch).problem(400, "dto.content.mediaType");
    legacy.patch(htmlPath, patch).expect(204);
  }

  @Test
  void conditional() {
    String patch = "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":5}]";
    ApiClient bound = client.ifMatch(dialog.getString("revision"));
    String next = bound.patch(path, patch).expect(204).etag();
    ApiResponse stale = bound.patch(path, "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":6}]");
    assertThat("\"" + stale.problem(412).getString("currentRevision") + "\"").isEqualTo(next);
    assertThat(stale.etag()).isEqualTo(next);
    assertThat(client.ifMatch(next).patch(path, patch).expect(204).etag()).isEqualTo(next);
  }

  @Test
  void statesAndStrangers() {
    String patch = "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":5}]";
    fixture.stranger().patch(path, patch).problem(404, "DialogEntity");
    client.patch(DIALOGS + "/" + FullDialog.id(), patch).problem(404, "DialogEntity");
    ApiClient admin = fixture.client(Scope.ADMIN);
    admin.post(path + "/actions/freeze").expect(204);
    client.patch(path, patch).problem(403, "Forbidden");
    admin.patch(path, patch).expect(204);
    admin.delete(path).expect(204);
    client.patch(path, patch).problem(410, "DialogEntity");
  }

  @Test
  void manyAtOnce_withTheSameRevision_oneWins() {
    ApiClient bound = client.ifMatch(dialog.getString("revision"));
    List<Integer> statuses = parallel(bound, 8);
    assertThat(statuses).filteredOn(status -> status == 204).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
  }

  @Test
  void manyAtOnce_withoutRevision_allWin() {
    assertThat(parallel(client, 8)).containsOnly(204);
    assertThat(fixture.read().getInteger("progress")).isBetween(10, 17);
  }

  private List<Integer> parallel(ApiClient sender, int count) {
    List<CompletableFuture<Integer>> sent =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            sender
                                .patch(
                                    path,
                                    new JsonArray()
                                        .add(Dialogs.operation("replace", "/progress", 10 + i)))
                                .status()))
            .toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }
}
