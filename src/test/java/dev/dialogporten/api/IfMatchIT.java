package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of {@code If-Match} on every endpoint that takes it. */
@ExtendWith(ServiceExtension.class)
class IfMatchIT {
  private static final String STALE = "5f0c4b0e-2f0d-4f1a-9a43-6a1c0e0b7d11";

  private final DialogFixture fixture;
  private final ApiClient client;
  private int requests;

  IfMatchIT(DialogFixture fixture) {
    JsonObject body =
        Dialogs.create(fixture.owner())
            .put("transmissions", DialogFixture.one(Dialogs.transmission()))
            .put("activities", DialogFixture.one(Dialogs.activity().put("type", "FormSaved")));
    this.fixture = fixture.with(body);
    this.client = fixture.client(Scope.ADMIN, Scope.CHANGE_TRANSMISSIONS);
  }

  /**
   * A request that may be made again and again.
   *
   * @param revision of what is changed, in the dialog as read
   * @param send with the number of the request
   */
  private record Endpoint(
      String name,
      Function<JsonObject, String> revision,
      BiFunction<ApiClient, Target, ApiResponse> send) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Target(String path, JsonObject dialog, int number) {
    String element(String list) {
      return path + "/" + list + "/" + dialog.getJsonArray(list).getJsonObject(0).getString("id");
    }
  }

  private static Endpoint onDialog(String name, BiFunction<ApiClient, Target, ApiResponse> send) {
    return new Endpoint(name, dialog -> dialog.getString("revision"), send);
  }

  private static Endpoint onContext(
      String name, String context, BiFunction<ApiClient, Target, ApiResponse> send) {
    return new Endpoint(name, dialog -> dialog.getJsonObject(context).getString("revision"), send);
  }

  static Stream<Endpoint> endpoints() {
    String moved = "/actions/updateFormSavedActivityTime";
    return Stream.of(
        onDialog("PUT", (c, t) -> c.put(t.path(), Dialogs.replace("Title " + t.number()))),
        onDialog("PATCH", (c, t) -> c.patch(t.path(), Dialogs.newTitle("Title " + t.number()))),
        onDialog("freeze", (c, t) -> c.post(t.path() + "/actions/freeze")),
        onDialog("restore", (c, t) -> c.post(t.path() + "/actions/restore")),
        onDialog(
            "POST transmission",
            (c, t) -> c.post(t.path() + "/transmissions", Dialogs.transmission())),
        onDialog(
            "PUT transmission",
            (c, t) ->
                c.put(
                    t.element("transmissions"),
                    Dialogs.transmission().put("isSilentUpdate", true))),
        onDialog("POST activity", (c, t) -> c.post(t.path() + "/activities", Dialogs.activity())),
        onDialog(
            "move FormSaved",
            (c, t) -> c.post(t.element("activities") + moved, "\"2025-03-01T12:00:00Z\"")),
        onContext(
            "POST label",
            "serviceOwnerContext",
            (c, t) ->
                c.post(
                    t.path() + "/context/labels",
                    new JsonObject().put("value", "label " + t.number()))),
        onContext(
            "PUT system labels",
            "endUserContext",
            (c, t) ->
                c.put(
                    t.path() + "/endusercontext/systemlabels?endUserId=08844397713",
                    new JsonObject()
                        .put("addLabels", List.of(t.number() % 2 == 0 ? "Bin" : "Archive")))));
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void fulfilled(Endpoint endpoint) {
    for (String form :
        List.of(
            "\"{}\"",
            "{}",
            "{UPPER}",
            "{HEX}",
            "\"" + STALE + "\", \"{}\"",
            STALE + ",{}",
            "W/\"" + STALE + "\", \"{}\"",
            "*")) {
      ApiResponse response = send(endpoint, form);
      assertThat(response.status()).as("%s: %s", form, response.body()).isLessThan(300);
      String revision = endpoint.revision().apply(fixture.read());
      assertThat(response.etag()).as(form).isEqualTo("\"" + revision + "\"");
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void notFulfilled_412TellsTheRevision_andChangesNothing(Endpoint endpoint) {
    for (String form : List.of(STALE, "\"" + STALE + "\"", "W/\"{}\"", "\"x\", W/\"{}\"")) {
      String before = fixture.read().encode();
      String revision = endpoint.revision().apply(new JsonObject(before));
      ApiResponse response = send(endpoint, form);
      JsonObject problem = response.problem(412);
      assertThat(problem.getString("currentRevision")).as(form).isEqualTo(revision);
      assertThat(problem.containsKey("errors")).isFalse();
      boolean weak = form.contains("W/");
      assertThat(problem.getString("code"))
          .isEqualTo(weak ? "weak_entity_tag" : "precondition_failed");
      assertThat(problem.containsKey("detail")).isEqualTo(weak);
      assertThat(response.etag()).isEqualTo("\"" + revision + "\"");
      assertThat(fixture.read().encode()).as(form).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void unreadable_400(Endpoint endpoint) {
    String before = fixture.read().encode();
    for (String form : List.of("", "nonsense", "\"{}", "*, \"{}\"", "W/{}", "{} {}")) {
      send(endpoint, form).problem(400, "If-Match");
    }
    assertThat(fixture.read().encode()).isEqualTo(before);
  }

  /** Those that can be made once only, with the tag as it was sent. */
  @ParameterizedTest
  @MethodSource("endings")
  void endOfADialog(Endpoint endpoint) {
    send(endpoint, STALE).problem(412);
    send(endpoint, "W/\"{}\"").problem(412);
    send(endpoint, "nonsense").problem(400, "If-Match");
    send(endpoint, "\"" + STALE + "\",\"{}\"").expect(204);
  }

  static Stream<Endpoint> endings() {
    return Stream.of(
        onDialog("DELETE", (c, t) -> c.delete(t.path())),
        onDialog("purge", (c, t) -> c.post(t.path() + "/actions/purge")));
  }

  @Test
  void restoreOfADeletedDialog() {
    fixture.client().delete(fixture.path()).expect(204);
    Endpoint restore = onDialog("restore", (c, t) -> c.post(t.path() + "/actions/restore"));
    send(restore, STALE).problem(412);
    assertThat(fixture.read().containsKey("deletedAt")).isTrue();
    send(restore, "\"{}\"").expect(204);
    assertThat(fixture.read().containsKey("deletedAt")).isFalse();
  }

  private ApiResponse send(Endpoint endpoint, String form) {
    JsonObject dialog = fixture.read();
    String revision = endpoint.revision().apply(dialog);
    String field =
        form.replace("{}", revision)
            .replace("{UPPER}", revision.toUpperCase(Locale.ROOT))
            .replace("{HEX}", revision.replace("-", ""));
    Target target = new Target(DIALOGS + "/" + dialog.getString("id"), dialog, ++requests);
    return endpoint.send().apply(client.ifMatch(field), target);
  }
}
