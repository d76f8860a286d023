package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each operation does to the times of a dialog. */
@ExtendWith(ServiceExtension.class)
class TimesIT {
  private static final String LATER = "2091-01-01T00:00:00.0000000Z";

  private final DialogFixture fixture;

  TimesIT(DialogFixture fixture) {
    this.fixture = fixture;
  }

  /** An operation on a dialog of one transmission and one FormSaved activity; query, or "". */
  private record Operation(String name, BiFunction<DialogFixture, String, ApiResponse> send) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Operation operation(
      String name, BiFunction<DialogFixture, String, ApiResponse> send) {
    return new Operation(name, send);
  }

  private static final JsonArray SCALAR =
      new JsonArray().add(Dialogs.operation("add", "/progress", 7));

  /** Those that move {@code updatedAt}. */
  static Stream<Operation> moving() {
    return Stream.of(
        operation("PUT", (f, q) -> f.client().put(f.path() + q, Dialogs.replace("New"))),
        operation(
            "PATCH of content", (f, q) -> f.client().patch(f.path() + q, Dialogs.newTitle("New"))),
        operation("PATCH of a scalar", (f, q) -> f.client().patch(f.path() + q, SCALAR)),
        operation(
            "POST transmission",
            (f, q) -> f.client().post(f.path() + "/transmissions" + q, Dialogs.transmission())),
        operation(
            "POST activity",
            (f, q) -> f.client().post(f.path() + "/activities" + q, Dialogs.activity())));
  }

  /** Those that do not, whether silent or not. */
  static Stream<Operation> still() {
    return Stream.of(
        operation("DELETE", (f, q) -> f.client().delete(f.path() + q)),
        operation(
            "restore",
            (f, q) -> {
              f.client().delete(f.path()).expect(204);
              return f.client().post(f.path() + "/actions/restore" + q);
            }),
        operation(
            "PUT transmission",
            (f, q) ->
                f.client(Scope.CHANGE_TRANSMISSIONS)
                    .put(
                        first(f, "transmissions") + "?isSilentUpdate=true",
                        Dialogs.transmission())),
        operation(
            "label",
            (f, q) -> f.client().post(f.path() + "/context/labels", "{\"value\":\"abc\"}")),
        operation(
            "system label",
            (f, q) ->
                f.client()
                    .put(
                        f.path() + "/endusercontext/systemlabels?endUserId=08844397713",
                        "{\"addLabels\":[\"Bin\"]}")),
        operation("PATCH of nothing", (f, q) -> f.client().patch(f.path() + q, "[]")));
  }

  private static String first(DialogFixture f, String list) {
    JsonObject element = f.client().get(f.path() + "/" + list).array().getJsonObject(0);
    return f.path() + "/" + list + "/" + element.getString("id");
  }

  private DialogFixture dialog(String edits) {
    JsonObject body =
        Dialogs.create(fixture.owner())
            .put("transmissions", DialogFixture.one(Dialogs.transmission()))
            .put("activities", DialogFixture.one(Dialogs.activity().put("type", "FormSaved")));
    return fixture.with(edits.isEmpty() ? body : Edit.of(body, edits));
  }

  private static Map<String, Object> times(JsonObject dialog) {
    return Map.of(
        "createdAt", dialog.getString("createdAt"),
        "updatedAt", dialog.getString("updatedAt"),
        "contentUpdatedAt", dialog.getString("contentUpdatedAt"));
  }

  @ParameterizedTest
  @MethodSource("moving")
  void updatedAt_moves_butNotSilently(Operation operation) {
    DialogFixture dialog = dialog("");
    assertThat(operation.send().apply(dialog, "?isSilentUpdate=true").status()).isLessThan(300);
    JsonObject silently = dialog.read();
    assertThat(times(silently)).isEqualTo(times(dialog.dialog()));
    assertThat(silently.getString("revision")).isNotEqualTo(dialog.dialog().getString("revision"));

    DialogFixture other = dialog("");
    assertThat(operation.send().apply(other, "").status()).isLessThan(300);
    assertThat(other.read().getInstant("updatedAt"))
        .isAfter(other.dialog().getInstant("updatedAt"));
  }

  @ParameterizedTest
  @MethodSource("still")
  void times_stay(Operation operation) {
    for (String query : new String[] {"", "?isSilentUpdate=true"}) {
      DialogFixture dialog = dialog("");
      assertThat(operation.send().apply(dialog, query).status()).isLessThan(300);
      assertThat(times(dialog.read())).isEqualTo(times(dialog.dialog()));
    }
  }

  /** To the service, a dialog written ahead of its clock is a clock that went back. */
  @ParameterizedTest
  @MethodSource("moving")
  void clockSetBack_updatedAtStays(Operation operation) {
    DialogFixture dialog = dialog("/createdAt = \"{now+14}\"; /updatedAt = \"{now+14}\"");
    assertThat(operation.send().apply(dialog, "").status()).isLessThan(300);
    assertThat(operation.send().apply(dialog, "").status()).isNotEqualTo(500);
    JsonObject after = dialog.read();
    assertThat(after.getString("revision")).isNotEqualTo(dialog.dialog().getString("revision"));
    assertThat(after.getString("updatedAt")).isEqualTo(dialog.dialog().getString("updatedAt"));
  }

  /** Unlike {@code updatedAt}, it tells of the moment that something new came. */
  @Test
  void clockSetBack_contentUpdatedAtFollowsTheClock() {
    DialogFixture dialog = dialog("/createdAt = \"{now+14}\"; /updatedAt = \"{now+14}\"");
    Instant before = Instant.now().minusMillis(1);
    dialog.client().patch(dialog.path(), Dialogs.newTitle("New")).expect(204);
    assertThat(dialog.read().getInstant("contentUpdatedAt")).isBetween(before, Instant.now());
  }

  @Test
  void clockSetBackByAnHour_updatedAtStaysUntilItIsReached() throws Exception {
    String id = fixture.dialog().getString("id");
    try (Connection connection = TestDatabase.shared().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE dialog SET updated_at = updated_at + interval '1 hour', version = version + 1,"
              + " revision = gen_random_uuid() WHERE id = '%s'".formatted(id));
    }
    Instant ahead = fixture.read().getInstant("updatedAt");
    assertThat(ahead).isAfter(Instant.now().plusSeconds(3000));
    fixture.client().patch(fixture.path(), SCALAR).expect(204);
    fixture.admin().post(fixture.path() + "/actions/freeze").expect(204);
    assertThat(fixture.read().getInstant("updatedAt")).isEqualTo(ahead);
  }

  @ParameterizedTest
  @MethodSource("moving")
  void notVisibleYet_everyChangeIsDatedToThatMoment_silentOnesToo(Operation operation) {
    DialogFixture dialog = dialog("/visibleFrom = \"2091-01-01T00:00:00Z\"");
    for (String query : new String[] {"?isSilentUpdate=true", ""}) {
      assertThat(operation.send().apply(dialog, query).status()).isLessThan(300);
      JsonObject after = dialog.read();
      assertThat(after.getString("revision")).isNotEqualTo(dialog.dialog().getString("revision"));
      assertThat(times(after).values()).containsOnly(LATER);
      assertThat(after.encode()).doesNotContain("\"isContentSeen\":true");
    }
  }

  @Test
  void notVisibleYet_transmissionsAreDatedToThatMoment_activitiesAreNot() {
    DialogFixture dialog = dialog("/visibleFrom = \"2091-01-01T00:00:00Z\"");
    String old = "2025-01-01T00:00:00Z";
    JsonObject transmission = Dialogs.transmission().put("createdAt", old);
    dialog.client().post(dialog.path() + "/transmissions", transmission).expect(201);
    dialog.client().post(dialog.path() + "/activities", Dialogs.activity()).expect(201);
    JsonObject after = dialog.read();
    for (Object each : after.getJsonArray("transmissions")) {
      assertThat(((JsonObject) each).getString("createdAt")).isEqualTo(LATER);
    }
    for (Object each : after.getJsonArray("activities")) {
      assertThat(((JsonObject) each).getInstant("createdAt")).isBefore(Instant.now());
    }
  }

  @ParameterizedTest
  @CsvSource({"-3600, false", "10, true"})
  void formSavedTime_movesUpdatedAtForwardsOnly(int seconds, boolean moves) {
    DialogFixture dialog = dialog("");
    String time = Edit.expand("{now%+d}".formatted(seconds));
    String move = first(dialog, "activities") + "/actions/updateFormSavedActivityTime";
    dialog.admin().post(move, "\"" + time + "\"").expect(204);
    JsonObject after = dialog.read();
    Instant expected =
        moves
            ? Instant.parse(time).truncatedTo(java.time.temporal.ChronoUnit.MICROS)
            : dialog.dialog().getInstant("updatedAt");
    assertThat(after.getInstant("updatedAt")).isEqualTo(expected);
    assertThat(after.getString("contentUpdatedAt"))
        .isEqualTo(dialog.dialog().getString("contentUpdatedAt"));
    assertThat(after.getString("revision")).isNotEqualTo(dialog.dialog().getString("revision"));
  }

  /** Members that {@code ReplaceDialogIT} does not have in its table of what moves which time. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /content/title/value/0/value = "New"                 | true
          /content/title/value/0/languageCode = "nn"           | true
          /content/title/value/1 = {"value":"x","languageCode":"en"} | true
          /content/summary = none                              | true
          /content/senderName = {"value":[{"value":"x","languageCode":"en"}]} | true
          /process = "urn:p"; /precedingProcess = "urn:q"      | false
          """)
  void timesMove_byWhatChanged(String edits, boolean content) {
    JsonObject body = Edit.of(fixture.unchanged(), edits);
    fixture.client().put(fixture.path() + "?isSilentUpdate=true", body).expect(204);
    assertThat(times(fixture.read())).isEqualTo(times(fixture.dialog()));
    DialogFixture loud = fixture.with(Dialogs.create(fixture.owner()));
    loud.client().put(loud.path(), body).expect(204);
    JsonObject after = loud.read();
    assertThat(after.getInstant("updatedAt")).isAfter(loud.dialog().getInstant("updatedAt"));
    assertThat(after.getString("contentUpdatedAt"))
        .isEqualTo(
            (content ? after : loud.dialog())
                .getString(content ? "updatedAt" : "contentUpdatedAt"));
  }
}
