package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch, transmissions and activities in one change. */
@ExtendWith(ServiceExtension.class)
class ApplyIT {
  private static final String NEW_ID = "0194d0aa-5b1c-7c3e-9f21-";
  private final DialogFixture fixture;
  private final ApiClient client;

  ApplyIT(DialogFixture fixture) {
    this.fixture = fixture.with(Dialogs.create(fixture.owner()));
    this.client = this.fixture.client();
  }

  private ApiResponse apply(JsonObject body) {
    return client.post(fixture.path() + "/actions/apply", body);
  }

  private static JsonObject merge(String member, Object value) {
    return new JsonObject().put("merge", new JsonObject().put(member, value));
  }

  private static JsonArray list(JsonObject element) {
    return new JsonArray().add(element);
  }

  @Test
  void allParts_oneRevision() {
    String id = NEW_ID + fixture.path().substring(fixture.path().length() - 12);
    JsonObject opened = Dialogs.activity().put("type", "TransmissionOpened");
    opened.remove("description");
    opened.remove("extendedType");
    JsonObject body =
        merge("progress", 60)
            .put("transmissions", list(Dialogs.transmission().put("id", id)))
            .put("activities", list(opened.put("transmissionId", id)).add(Dialogs.activity()));

    ApiResponse response = apply(body).expect(200);

    JsonObject answer = response.json();
    JsonObject after = fixture.read();
    assertThat(answer.fieldNames()).containsExactly("revision", "transmissions", "activities");
    assertThat(answer.getString("revision")).isEqualTo(after.getString("revision"));
    assertThat(response.etag()).isEqualTo("\"" + after.getString("revision") + "\"");
    assertThat(answer.getJsonArray("transmissions")).containsExactly(id);
    assertThat(answer.getJsonArray("activities")).hasSize(2);
    for (Object activity : answer.getJsonArray("activities")) {
      client.get(fixture.path() + "/activities/" + activity).expect(200);
    }
    assertThat(after.getInteger("progress")).isEqualTo(60);
    assertThat(after.getJsonArray("transmissions")).hasSize(1);
    assertThat(after.getBoolean("hasUnopenedContent")).isFalse();
  }

  @Test
  void jsonPatch_isApplied() {
    apply(new JsonObject().put("patch", Dialogs.newTitle("Changed"))).expect(200);
    assertThat(fixture.read().encode()).contains("Changed");
  }

  @Test
  void anyFailure_discardsAll() {
    JsonObject before = fixture.read();
    JsonObject wrong = Dialogs.activity().put("transmissionId", NEW_ID + "0242ac120009");
    JsonObject body =
        merge("progress", 60)
            .put("transmissions", list(Dialogs.transmission()))
            .put("activities", list(wrong.put("type", "TransmissionOpened")));
    body.getJsonArray("activities").getJsonObject(0).remove("description");
    body.getJsonArray("activities").getJsonObject(0).remove("extendedType");
    apply(body).problem(422);
    assertThat(fixture.read()).isEqualTo(before);
  }

  @Test
  void nothing_sameTagAndLabels() {
    String labels = fixture.path() + "/endusercontext/systemlabels?endUserId=";
    JsonObject archive = new JsonObject().put("addLabels", new JsonArray().add("Archive"));
    client.put(labels + "urn:altinn:person:identifier-no:14886498226", archive).expect(204);
    JsonObject before = fixture.read();
    ApiResponse response = apply(new JsonObject()).expect(200);
    assertThat(response.json().getString("revision")).isEqualTo(before.getString("revision"));
    assertThat(fixture.read()).isEqualTo(before);
  }

  @Test
  void staleTag_412() {
    ApiResponse response =
        client
            .ifMatch("\"5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11\"")
            .post(fixture.path() + "/actions/apply", new JsonObject());
    response.problem(412);
  }

  @ParameterizedTest
  @CsvSource({"transmissions,100", "activities,1000"})
  void moreThanTheLimit_400NamesThePart(String part, int limit) {
    JsonArray list = new JsonArray(Collections.nCopies(limit + 1, new JsonObject()));
    JsonObject problem = apply(new JsonObject().put(part, list)).problem(400);
    assertThat(problem.getJsonObject("errors").getJsonArray(part).getString(0))
        .contains(String.valueOf(limit));
  }

  @Test
  void partsThatDoNotExist_400() {
    JsonObject problem = apply(new JsonObject().put("foo", true)).problem(400);
    assertThat(problem.getString("code")).isEqualTo("unknown_member");
    assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly("foo");
    JsonObject both = merge("progress", 1).put("patch", new JsonArray());
    assertThat(apply(both).problem(400).getJsonObject("errors").fieldNames())
        .containsExactly("merge");
  }

  @Test
  void partOfAnotherType_400NamesThePart() {
    JsonObject body = new JsonObject().put("activities", list(new JsonObject().put("type", 1.5)));
    assertThat(apply(body).problem(400).getJsonObject("errors").fieldNames())
        .containsExactly("activities[0].type");
  }
}
