package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a 412 tells of the changes that the client does not know. */
@ExtendWith(ServiceExtension.class)
class ConflictsIT {
  private final DialogFixture fixture;
  private final ApiClient client;
  private final String path;
  private final String first;

  ConflictsIT(DialogFixture fixture) {
    this.fixture = fixture.with(Dialogs.create(fixture.owner()).put("progress", 1));
    this.client = this.fixture.client();
    this.path = this.fixture.path();
    this.first = this.fixture.dialog().getString("revision");
  }

  private static JsonArray replace(String member, Object value) {
    return DialogFixture.one(Dialogs.operation("add", "/" + member, value));
  }

  private JsonObject stale(String revision) {
    return client.ifMatch("\"" + revision + "\"").patch(path, replace("progress", 99)).problem(412);
  }

  private static String revision(ApiResponse response) {
    return response.expect(204).etag().replace("\"", "");
  }

  @Test
  void newestChangeOfEachMember() {
    client.patch(path, replace("progress", 2)).expect(204);
    String second =
        revision(client.patch(path + "?isSilentUpdate=true", replace("extendedStatus", "x")));
    String third = revision(client.patch(path, replace("progress", 3)));
    JsonObject problem = stale(first);
    assertThat(problem.getString("yourRevision")).isEqualTo(first);
    assertThat(problem.getString("currentRevision")).isEqualTo(third);
    JsonObject now = fixture.read();
    assertThat(problem.getString("currentRevisionAt")).isEqualTo(now.getString("updatedAt"));
    assertThat(problem.containsKey("base")).isFalse();
    assertThat(problem.containsKey("current")).isFalse();
    String by = "urn:altinn:organization:identifier-no:" + fixture.owner().organizationNumber();
    assertThatJson(problem.getJsonArray("conflicts").encode())
        .isEqualTo(
            """
            [{ "member": "progress", "revision": "%s", "at": "%s", "by": "%s", "silent": false },
             { "member": "extendedStatus", "revision": "%s", "at": "${json-unit.any-string}",
               "by": "%s", "silent": true }]
            """
                .formatted(third, now.getString("updatedAt"), by, second, by));
    assertThat(stale(second).getJsonArray("conflicts")).hasSize(1);
  }

  @Test
  void unknownRevision_baseUnknown() {
    client.patch(path, replace("progress", 2)).expect(204);
    String other = fixture.with(Dialogs.create(fixture.owner())).read().getString("revision");
    for (String unknown : List.of(UUID.randomUUID().toString(), other)) {
      JsonObject problem = stale(unknown);
      assertThat(problem.getString("base")).isEqualTo("unknown");
      assertThat(problem.getString("yourRevision")).isEqualTo(unknown);
      assertThat(problem.containsKey("conflicts")).isFalse();
    }
    JsonObject problem = client.ifMatch("\"x\"").patch(path, replace("progress", 9)).problem(412);
    assertThat(problem.getString("base")).isEqualTo("unknown");
    assertThat(problem.containsKey("yourRevision")).isFalse();
  }

  @Test
  void severalRevisions_theNewestKnownCounts() {
    String second = revision(client.patch(path, replace("progress", 2)));
    client.patch(path, replace("extendedStatus", "x")).expect(204);
    String list = "\"" + first + "\", \"" + second + "\", \"" + UUID.randomUUID() + "\"";
    JsonObject problem = client.ifMatch(list).patch(path, replace("progress", 9)).problem(412);
    assertThat(problem.getString("yourRevision")).isEqualTo(second);
    assertThat(problem.getJsonArray("conflicts")).hasSize(1);
  }

  @Test
  void representation_theCurrentDialog() {
    client.patch(path, replace("progress", 2)).expect(204);
    ApiClient showing = client.header("Prefer", "return=representation");
    JsonObject problem =
        showing.ifMatch("\"" + first + "\"").patch(path, replace("progress", 9)).problem(412);
    assertThatJson(problem.getJsonObject("current").encode()).isEqualTo(fixture.read().encode());
    showing.delete(path).expect(200);
    JsonObject gone =
        showing.ifMatch("\"" + first + "\"").patch(path, replace("progress", 9)).problem(410);
    assertThat(gone.containsKey("current")).isFalse();
    assertThat(gone.containsKey("conflicts")).isFalse();
  }

  @Test
  void labels_haveRevisionsOfTheirOwn() {
    client.post(path + "/context/labels", new JsonObject().put("value", "label")).expect(204);
    JsonObject problem =
        client.ifMatch("\"" + first + "\"").delete(path + "/context/labels/label").problem(412);
    assertThat(problem.containsKey("conflicts")).isFalse();
    client.patch(path, replace("progress", 2)).expect(204);
    assertThat(stale(first).getJsonArray("conflicts")).hasSize(1);
  }

  @Test
  void idThatWasPurgedBefore_isAnotherDialog() {
    client.post(path + "/actions/purge").expect(204);
    fixture.with(Dialogs.create(fixture.owner()).put("id", fixture.dialog().getString("id")));
    assertThat(stale(first).getString("base")).isEqualTo("unknown");
  }

  @Test
  void storm_everybodyIsToldTheSame() {
    client.patch(path, replace("progress", 2)).expect(204);
    List<CompletableFuture<JsonObject>> storm =
        IntStream.range(0, 64)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> stale(first)))
            .toList();
    assertThat(storm.stream().map(one -> one.join().getJsonArray("conflicts")).distinct())
        .hasSize(1);
  }

  @Test
  void requireIfMatch_428() {
    try (TestService strict = TestService.start(Map.of("write.require-if-match", "true"))) {
      ServiceOwner owner = fixture.owner();
      ApiClient caller = strict.client(owner);
      JsonObject dialog = caller.created(Dialogs.create(owner));
      String its = dev.dialogporten.testing.ApiClient.DIALOGS + "/" + dialog.getString("id");
      String etag = "\"" + dialog.getString("revision") + "\"";
      for (ApiResponse refused :
          List.of(
              caller.patch(its, replace("progress", 2)),
              caller.put(its, Dialogs.replace("x")),
              caller.delete(its),
              caller.post(its + "/transmissions", Dialogs.transmission()),
              caller.post(its + "/activities", Dialogs.activity()))) {
        assertThat(refused.problem(428).getString("code")).isEqualTo("precondition_required");
      }
      caller
          .patch(ApiClient.DIALOGS + "/" + UUID.randomUUID(), replace("progress", 2))
          .problem(404);
      caller.ifMatch("*").patch(its, new JsonArray()).expect(204);
      caller.ifMatch(etag).patch(its, replace("progress", 2)).expect(204);
    }
  }
}
