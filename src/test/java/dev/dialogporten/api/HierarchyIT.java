package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transmissions that answer each other, and their keys, on every route. */
@ExtendWith(ServiceExtension.class)
class HierarchyIT {
  private final DialogFixture fixture;
  private final ApiClient client;

  HierarchyIT(DialogFixture fixture) {
    this.fixture = fixture;
    this.client = fixture.client();
  }

  private static JsonObject answer(String id, String parent) {
    return Dialogs.transmission().put("id", id).put("relatedTransmissionId", parent);
  }

  private JsonObject create(JsonArray transmissions) {
    return Dialogs.create(fixture.owner()).put("transmissions", transmissions);
  }

  /** Each but the first answers the one that the function names. */
  private static JsonArray related(int count, IntFunction<Integer> parent) {
    String[] ids = IntStream.range(0, count).mapToObj(i -> FullDialog.id()).toArray(String[]::new);
    JsonArray transmissions = new JsonArray();
    for (int i = 0; i < count; i++) {
      transmissions.add(answer(ids[i], i == 0 ? null : ids[parent.apply(i)]));
    }
    return transmissions;
  }

  private JsonObject put(JsonArray transmissions) {
    return fixture.unchanged().put("transmissions", transmissions);
  }

  @Test
  void depth_of100AndOf101() {
    client.post(DIALOGS, create(related(100, i -> i - 1))).expect(201);
    assertThat(client.post(DIALOGS, create(related(101, i -> i - 1))).problem(422, "Transmissions"))
        .contains("depth violation");
    JsonArray chain = related(100, i -> i - 1);
    client.put(fixture.path(), put(chain)).expect(204);
    String last = chain.getJsonObject(99).getString("id");
    JsonObject tooDeep = answer(FullDialog.id(), last);
    assertThat(
            client.post(fixture.path() + "/transmissions", tooDeep).problem(422, "Transmissions"))
        .contains("depth violation");
    client.put(fixture.path(), put(DialogFixture.one(tooDeep))).problem(422, "Transmissions");
    String other = chain.getJsonObject(98).getString("id");
    client.post(fixture.path() + "/transmissions", answer(FullDialog.id(), other)).expect(201);
  }

  @Test
  void width_of100AndOf101() {
    client.post(DIALOGS, create(related(101, i -> 0))).expect(201);
    assertThat(client.post(DIALOGS, create(related(102, i -> 0))).problem(422, "Transmissions"))
        .contains("cannot exceed");
    JsonArray wide = related(101, i -> 0);
    client.put(fixture.path(), put(wide)).expect(204);
    JsonObject tooMany = answer(FullDialog.id(), wide.getJsonObject(0).getString("id"));
    assertThat(
            client.post(fixture.path() + "/transmissions", tooMany).problem(422, "Transmissions"))
        .contains("cannot exceed");
    JsonArray patch = new JsonArray().add(Dialogs.operation("add", "/transmissions/-", tooMany));
    client.patch(fixture.path(), patch).problem(422, "Transmissions");
  }

  /** Counted on from close to the limit, which is too far away to be walked to. */
  @ParameterizedTest
  @CsvSource({
    "Information, from_service_owner_count, FromServiceOwnerTransmissionsCount",
    "Correction, from_party_count, FromPartyTransmissionsCount"
  })
  void count_of32767AndOneMore(String type, String column, String key) throws Exception {
    String sql =
        "UPDATE dialog SET %s = 32766, version = version + 1, revision = gen_random_uuid()"
            + " WHERE id = '%s'";
    try (Connection connection = TestDatabase.shared().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.formatted(column, fixture.dialog().getString("id")));
    }
    JsonObject one = Dialogs.transmission().put("type", type);
    client.put(fixture.path(), put(new JsonArray().add(one).add(one.copy()))).problem(422, key);
    client.post(fixture.path() + "/transmissions", one).expect(201);
    assertThat(client.post(fixture.path() + "/transmissions", one).problem(422, key))
        .contains("cannot exceed", "32767");
    client.put(fixture.path(), put(DialogFixture.one(one))).problem(422, key);
    assertThat(client.get(fixture.path() + "/transmissions").array()).hasSize(1);
  }

  @Test
  void cycle() {
    String first = FullDialog.id();
    String second = FullDialog.id();
    JsonArray cycle = new JsonArray().add(answer(first, second)).add(answer(second, first));
    assertThat(client.post(DIALOGS, create(cycle)).problem(422, "Transmissions"))
        .containsIgnoringCase("cyclic");
    assertThat(client.put(fixture.path(), put(cycle)).problem(422, "Transmissions"))
        .containsIgnoringCase("cyclic");
  }

  @Test
  void self() {
    String id = FullDialog.id();
    JsonObject self = answer(id, id);
    String member = "transmissions[0].relatedTransmissionId";
    client.post(DIALOGS, create(DialogFixture.one(self))).problem(400, "dto." + member);
    client.put(fixture.path(), put(DialogFixture.one(self))).problem(400, "dto." + member);
    client.post(fixture.path() + "/transmissions", self).problem(400, member);
  }

  @Test
  void unknownParent_onEachRoute() {
    JsonObject orphan = answer(FullDialog.id(), FullDialog.id());
    client.post(DIALOGS, create(DialogFixture.one(orphan))).problem(400, "dto.transmissions[0]");
    assertThat(
            client
                .put(fixture.path(), put(DialogFixture.one(orphan)))
                .problem(422, "Transmissions"))
        .contains("does not exist");
    client.post(fixture.path() + "/transmissions", orphan).problem(422, "Transmissions");
    ApiResponse stored =
        client.post(fixture.path() + "/transmissions", Dialogs.transmission()).expect(201);
    fixture
        .client(Scope.CHANGE_TRANSMISSIONS)
        .put(
            stored.header("Location") + "?isSilentUpdate=true",
            Dialogs.transmission().put("relatedTransmissionId", FullDialog.id()))
        .problem(422, "Transmissions");
  }

  @Test
  void openedTransmission_mustExist_onEachRoute() {
    JsonObject opened =
        Dialogs.activity().put("type", "TransmissionOpened").put("transmissionId", FullDialog.id());
    JsonObject body = Dialogs.create(fixture.owner()).put("activities", DialogFixture.one(opened));
    client.post(DIALOGS, body).problem(400, "dto.activities[0]");
    client
        .put(fixture.path(), fixture.unchanged().put("activities", DialogFixture.one(opened)))
        .problem(422, "Activities");
    String id = FullDialog.id();
    JsonObject both =
        put(DialogFixture.one(Dialogs.transmission().put("id", id)))
            .put("activities", DialogFixture.one(opened.copy().put("transmissionId", id)));
    client.put(fixture.path(), both).expect(204);
  }

  @Test
  void sameKeyTwice_inOneRequest() {
    JsonArray twice =
        new JsonArray()
            .add(Dialogs.transmission().put("idempotentKey", "letter-1"))
            .add(Dialogs.transmission().put("idempotentKey", "letter-1"));
    assertThat(client.post(DIALOGS, create(twice)).problem(409, "IdempotentKey"))
        .contains("letter-1");
    client.put(fixture.path(), put(twice)).problem(409, "IdempotentKey");
    twice.getJsonObject(0).put("idempotentKey", "Letter-1");
    client.put(fixture.path(), put(twice)).expect(204);
    JsonArray patch =
        new JsonArray()
            .add(Dialogs.operation("add", "/transmissions/-", twice.getJsonObject(1)))
            .add(Dialogs.operation("add", "/progress", 7));
    client.patch(fixture.path(), patch).problem(409, "IdempotentKey");
    assertThat(fixture.read().containsKey("progress")).isFalse();
  }
}
