package dev.dialogporten.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a dialog has of transmissions and activities costs a change of it nothing: PostgreSQL itself
 * counts the rows and index entries that are read.
 */
class LargeDialogIT {
  private static final int MANY = 10_000;

  /**
   * The index of texts follows later and reads the newest few hundred rows, which is not asked
   * here.
   */
  private static final Map<String, String> SETTINGS = Map.of("search.texts.index", "false");

  private static final String READ =
      """
      SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE relname IN ('transmission', 'activity'))
        + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ('transmission', 'activity'))\
      """;

  private final TestDatabase database = TestDatabase.fresh();
  private final ServiceOwner owner = ServiceOwner.fresh();

  @Test
  void changes_readNoneOfTenThousandTransmissionsAndActivities() throws SQLException {
    JsonObject dialog = withMany();
    String path = ApiClient.DIALOGS + "/" + dialog.getString("id");
    String parent = dialog.getJsonArray("transmissions").getJsonObject(0).getString("id");
    long before = database.count(READ);
    int changes;
    try (TestService service = TestService.start(database, SETTINGS)) {
      changes = change(service.client(owner), path, parent);
      changes += change(service.client().with(correspondence(service)), path, parent);
    } // as it ends, its connections tell what they have read
    long read = database.count(READ) - before;
    assertThat(changes).isEqualTo(24);
    assertThat(read).as("rows read by %d changes", changes).isLessThan(4L * changes);

    try (TestService service = TestService.start(database, SETTINGS)) {
      JsonArray all = service.client(owner).get(path + "/activities").expect(200).array();
      assertThat(all).hasSize(MANY + 10);
    }
    assertThat(database.count(READ) - before)
        .as("a read of all is seen in these figures")
        .isGreaterThan(MANY);
  }

  private String correspondence(TestService service) {
    return service.tokens().of(owner, Scope.CORRESPONDENCE);
  }

  /** Each kind of change that does not ask for the whole hierarchy; how many there were. */
  private int change(ApiClient client, String path, String parent) {
    JsonObject answer = Dialogs.transmission().put("relatedTransmissionId", parent);
    JsonObject opened =
        Dialogs.activity().put("type", "TransmissionOpened").put("transmissionId", parent);
    JsonObject keyed =
        Dialogs.transmission().put("idempotentKey", "key-" + FullDialog.id().substring(9));
    client.post(path + "/transmissions", Dialogs.transmission()).expect(201);
    client.post(path + "/transmissions", answer).expect(201);
    client.post(path + "/transmissions", keyed).expect(201);
    client.post(path + "/activities", Dialogs.activity()).expect(201);
    client.post(path + "/activities", opened).expect(201);
    client.post(path + "/activities", Dialogs.activity().put("id", FullDialog.id())).expect(201);
    client.patch(path, Dialogs.newTitle("Title " + FullDialog.id())).expect(204);
    JsonArray patch = new JsonArray();
    patch.add(Dialogs.operation("add", "/transmissions/-", answer));
    patch.add(Dialogs.operation("add", "/activities/-", opened));
    patch.add(
        Dialogs.operation("add", "/activities/-", Dialogs.activity().put("id", FullDialog.id())));
    client.patch(path, patch).expect(204);
    client.put(path, Dialogs.replace("New " + FullDialog.id())).expect(204);
    client.put(path, Dialogs.replace("New").put("isApiOnly", true)).expect(204);
    client.delete(path).expect(204);
    client.post(path + "/actions/restore").expect(204);
    return 12;
  }

  /** A dialog with one transmission and activity, copied behind the back of the service. */
  private JsonObject withMany() throws SQLException {
    JsonObject dialog;
    try (TestService service = TestService.start(database, SETTINGS)) {
      dialog =
          service
              .client(owner)
              .created(
                  Dialogs.create(owner)
                      .put("transmissions", new JsonArray().add(Dialogs.transmission()))
                      .put("activities", new JsonArray().add(Dialogs.activity())));
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO transmission (id, dialog_id, created_at, type, depth, opened, document)
          SELECT gen_random_uuid(), t.dialog_id, t.created_at, t.type, t.depth, t.opened, t.document
          FROM transmission t, generate_series(2, %d)\
          """
              .formatted(MANY));
      statement.execute(
          """
          INSERT INTO activity (id, dialog_id, created_at, type, document)
          SELECT gen_random_uuid(), a.dialog_id, a.created_at, a.type, a.document
          FROM activity a, generate_series(2, %d)\
          """
              .formatted(MANY));
      statement.execute(
          """
          UPDATE dialog SET from_service_owner_count = %1$d, unopened_count = %1$d, activity_count = %1$d,
            revision = gen_random_uuid(), version = version + 1\
          """
              .formatted(MANY));
      statement.execute("ANALYZE transmission, activity");
    }
    return dialog;
  }
}
