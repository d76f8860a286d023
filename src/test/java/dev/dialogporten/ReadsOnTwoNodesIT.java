package dev.dialogporten;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node keeps the dialogs it has read; what another node changes must be in its next answer. */
class ReadsOnTwoNodesIT {
  private static final String PERSON = "urn:altinn:person:identifier-no:08844397713";
  private static final String AS_PERSON = "?endUserId=" + PERSON;

  private static TestService one;
  private static TestService two;

  private final ServiceOwner owner = ServiceOwner.fresh();
  private final ApiClient reader = one.client(owner);
  private final ApiClient writer = two.client(owner);

  /** Everything that changes what a GET returns. */
  enum Change {
    PATCHED((client, path) -> client.patch(path, Dialogs.newTitle("Two")).status(), 204),
    SILENTLY_PATCHED(
        (client, path) ->
            client.patch(path + "?isSilentUpdate=true", Dialogs.newTitle("Three")).status(),
        204),
    REPLACED((client, path) -> client.put(path, Dialogs.replace("Four")).status(), 204),
    ACTIVITY((client, path) -> client.post(path + "/activities", Dialogs.activity()).status(), 201),
    TRANSMISSION(
        (client, path) -> client.post(path + "/transmissions", Dialogs.transmission()).status(),
        201),
    LABELLED(
        (client, path) ->
            client.post(path + "/context/labels", new JsonObject().put("value", "urgent")).status(),
        204),
    SYSTEM_LABEL(
        (client, path) ->
            client
                .put(
                    path + "/endusercontext/systemlabels" + AS_PERSON,
                    new JsonObject().put("addLabels", new JsonArray().add("Archive")))
                .status(),
        204),
    BULK_SYSTEM_LABEL(
        (client, path) ->
            client
                .post(
                    DIALOGS + "/endusercontext/systemlabels/actions/bulkset" + AS_PERSON,
                    new JsonObject()
                        .put(
                            "dialogs",
                            new JsonArray()
                                .add(
                                    new JsonObject()
                                        .put("dialogId", path.substring(DIALOGS.length() + 1))))
                        .put("addLabels", new JsonArray().add("Bin")))
                .status(),
        204),
    SEEN((client, path) -> client.get(path + AS_PERSON).status(), 200),
    DELETED((client, path) -> client.delete(path).status(), 204),
    PURGED((client, path) -> client.post(path + "/actions/purge").status(), 204);

    private final BiFunction<ApiClient, String, Integer> call;
    private final int expected;

    Change(BiFunction<ApiClient, String, Integer> call, int expected) {
      this.call = call;
      this.expected = expected;
    }
  }

  @BeforeAll
  static void start() {
    one = TestService.start(Map.of());
    two = TestService.start(Map.of());
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A change on one node is in the next answer of another that has read before")
  void otherNodesChange_isInTheNextAnswer(Change change) {
    String path = DIALOGS + "/" + reader.created(Dialogs.create(owner)).getString("id");
    String before = reader.get(path).expect(200).body();
    assertThat(reader.get(path).body()).isEqualTo(before);

    assertThat(change.call.apply(writer, path)).isEqualTo(change.expected);

    assertThat(answer(reader, path)).isNotEqualTo(before).isEqualTo(answer(writer, path));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The same on one node alone")
  void ownChange_isInTheNextAnswer(Change change) {
    String path = DIALOGS + "/" + reader.created(Dialogs.create(owner)).getString("id");
    String before = reader.get(path).expect(200).body();

    assertThat(change.call.apply(reader, path)).isEqualTo(change.expected);

    assertThat(answer(reader, path)).isNotEqualTo(before).isEqualTo(answer(writer, path));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DELETED", "PURGED"})
  @DisplayName("A write after reading another node's change builds on that change")
  void writeAfterReading_keepsTheOthersChange(Change change) {
    String path = DIALOGS + "/" + reader.created(Dialogs.create(owner)).getString("id");
    reader.patch(path, Dialogs.newTitle("One")).expect(204);
    assertThat(change.call.apply(writer, path)).isEqualTo(change.expected);
    JsonObject changed = reader.get(path).expect(200).json();

    reader
        .ifMatch(changed.getString("revision"))
        .patch(path + "?isSilentUpdate=true", progress(77))
        .expect(204);

    JsonObject written = writer.get(path).expect(200).json();
    assertThat(written.getInteger("progress")).isEqualTo(77);
    assertThat(withoutOwnChange(written)).isEqualTo(withoutOwnChange(changed));
  }

  private static JsonArray progress(int value) {
    return new JsonArray()
        .add(new JsonObject().put("op", "add").put("path", "/progress").put("value", value));
  }

  private static JsonObject withoutOwnChange(JsonObject dialog) {
    JsonObject rest = dialog.copy();
    rest.remove("revision");
    rest.remove("progress");
    return rest;
  }

  /** A problem names the request it answers; all else is to be the same. */
  private static String answer(ApiClient client, String path) {
    return client.get(path).body().replaceAll("\"traceId\":\"[^\"]*\"", "");
  }
}
