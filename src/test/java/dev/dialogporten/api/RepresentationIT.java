package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

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

/** {@code Prefer: return=representation} on every write. */
@ExtendWith(ServiceExtension.class)
class RepresentationIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final ApiClient plain;
  private final String path;

  RepresentationIT(DialogFixture fixture) {
    this.fixture =
        fixture.with(
            Dialogs.create(fixture.owner())
                .put("progress", 1)
                .put("transmissions", new JsonArray().add(Dialogs.transmission()))
                .put("activities", new JsonArray().add(Dialogs.activity())));
    this.plain = this.fixture.client();
    this.client = plain.header("Prefer", "respond-async, return=representation");
    this.path = this.fixture.path();
  }

  private static JsonArray progress(int value) {
    return DialogFixture.one(Dialogs.operation("replace", "/progress", value));
  }

  private void expectDialog(ApiResponse response, int status) {
    response.expect(status);
    assertThat(response.header("Preference-Applied")).isEqualTo("return=representation");
    assertThat(response.header("Vary")).contains("Prefer");
    ApiResponse get = plain.get(response.header("Content-Location")).expect(200);
    assertThat(response.body()).isEqualTo(get.body());
    assertThat(response.etag()).isEqualTo(get.etag());
    assertThat(response.etag()).isEqualTo("\"" + response.json().getString("revision") + "\"");
  }

  @Test
  void create_201WithTheDialog() {
    ApiResponse response =
        client.post(
            DIALOGS,
            Dialogs.create(fixture.owner())
                .put("serviceOwnerContext", labels("b-label", "a-label"))
                .put(
                    "transmissions",
                    new JsonArray().add(Dialogs.transmission()).add(Dialogs.transmission()))
                .put("activities", new JsonArray().add(Dialogs.activity())));
    expectDialog(response, 201);
    assertThat(response.header("Location")).isEqualTo(response.header("Content-Location"));
  }

  private static JsonObject labels(String... values) {
    JsonArray labels = new JsonArray();
    List.of(values).forEach(value -> labels.add(new JsonObject().put("value", value)));
    return new JsonObject().put("serviceOwnerLabels", labels);
  }

  @Test
  void putAndPatch_200WithTheDialog() {
    plain.post(path + "/context/labels", new JsonObject().put("value", "label")).expect(204);
    plain.get(path + "?endUserId=" + fixture.dialog().getString("party"));
    expectDialog(client.patch(path, progress(2)), 200);
    expectDialog(client.put(path, fixture.echo().put("progress", 3)), 200);
  }

  @Test
  void nothingChanges_200WithTheSameTag() {
    String etag = plain.get(path).etag();
    ApiResponse response = client.patch(path, new JsonArray());
    expectDialog(response, 200);
    assertThat(response.etag()).isEqualTo(etag);
  }

  @Test
  void appends_201WithTheDialog() {
    ApiResponse transmission = client.post(path + "/transmissions", Dialogs.transmission());
    expectDialog(transmission, 201);
    assertThat(transmission.header("Location")).startsWith(path + "/transmissions/");
    plain.get(transmission.header("Location")).expect(200);
    ApiResponse activity = client.post(path + "/activities", Dialogs.activity());
    expectDialog(activity, 201);
    plain.get(activity.header("Location")).expect(200);
    JsonObject opened =
        Dialogs.activity()
            .put("type", "TransmissionOpened")
            .put("transmissionId", transmission.header("Location").replaceAll(".*/", ""));
    opened.remove("description");
    expectDialog(client.post(path + "/activities", opened), 201);
  }

  @Test
  void deleteRestoreFreeze_200WithTheDialog() {
    ApiResponse deleted = client.delete(path);
    expectDialog(deleted, 200);
    assertThat(deleted.json().getString("deletedAt")).isNotNull();
    expectDialog(client.post(path + "/actions/restore"), 200);
    ApiResponse purged = client.post(path + "/actions/purge").expect(204);
    assertThat(purged.header("Preference-Applied")).isNull();
  }

  @Test
  void labels_theContext() {
    ApiResponse added =
        client.post(path + "/context/labels", new JsonObject().put("value", "Some-Label"));
    ApiResponse list = plain.get(path + "/context/labels");
    added.expect(200);
    assertThat(added.body()).isEqualTo(list.body());
    assertThat(added.etag()).isEqualTo(list.etag());
    assertThat(added.header("Content-Location")).isEqualTo(path + "/context/labels");
    ApiResponse removed = client.delete(path + "/context/labels/some-label").expect(200);
    assertThat(removed.array()).isEmpty();
  }

  @Test
  void minimalAndUnknown_asEver() {
    for (String value : List.of("return=minimal", "return=minimal, return=representation", "x")) {
      ApiResponse response = plain.header("Prefer", value).patch(path, progress(9));
      response.expect(204);
      assertThat(response.header("Preference-Applied")).isNull();
      assertThat(response.body()).isEmpty();
    }
  }

  @Test
  void refusals_sayNothingOfPreferences() {
    ApiResponse response = client.patch(path, progress(900));
    response.problem(400);
    assertThat(response.header("Preference-Applied")).isNull();
  }

  @Test
  void manyAtOnce_eachShowsItsOwnCommit() {
    List<CompletableFuture<ApiResponse>> writes =
        IntStream.range(2, 42)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> client.patch(path, progress(n))))
            .toList();
    for (int i = 0; i < writes.size(); i++) {
      ApiResponse response = writes.get(i).join();
      response.expect(200);
      assertThat(response.json().getInteger("progress")).isEqualTo(i + 2);
      assertThat(response.etag()).contains(response.json().getString("revision"));
    }
    assertThat(writes.stream().map(write -> write.join().etag()).distinct()).hasSize(40);
    assertThatJson(fixture.read().encode()).node("transmissions").isArray().hasSize(1);
  }

  @Test
  void largeDialog_withoutLists() {
    JsonArray many = new JsonArray();
    for (int i = 0; i < 200; i++) {
      many.add(
          Dialogs.transmission()
              .put("type", "Information")
              .put("content", content("x".repeat(200), "y".repeat(250))));
    }
    for (int i = 0; i < 5; i++) {
      plain.patch(path, DialogFixture.one(Dialogs.operation("add", "/transmissions", many)));
    }
    ApiResponse response = client.patch(path, progress(7)).expect(200);
    assertThat(response.header("Preference-Applied")).isEqualTo("return=representation;partial");
    JsonObject expected = fixture.read();
    expected.remove("transmissions");
    expected.remove("activities");
    assertThatJson(response.body()).isEqualTo(expected.encode());
  }

  private static JsonObject content(String title, String summary) {
    return Dialogs.content(title, summary);
  }
}
