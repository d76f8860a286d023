package dev.dialogporten.auth;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Somebody else is always faster: every change ends as a 409 whose key is the empty one. Not among
 * them are bulk changes of labels, which lock what they change.
 */
class LostRaceIT {
  private static TestService service;
  private static ServiceOwner owner;
  private static ApiClient client;
  private static Stage stage;
  private static String deleted;

  @BeforeAll
  static void start() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    service = TestService.start(database, Map.of());
    owner = ServiceOwner.fresh();
    client = service.client().with(service.tokens().of(owner, Scope.ADMIN));
    stage = Stage.of(owner, client);
    deleted = Stage.of(owner, client).path();
    client.delete(deleted).expect(204);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // an update that finds its row gone to another revision finds no row
      statement.execute(
          "CREATE FUNCTION too_late() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN RETURN NULL; END'");
      statement.execute(
          "CREATE TRIGGER too_late BEFORE UPDATE OR DELETE ON dialog"
              + " FOR EACH ROW EXECUTE FUNCTION too_late()");
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @TestFactory
  Stream<DynamicTest> everyChange() {
    return Stream.of(
            "UpdateDialog",
            "PatchDialog",
            "ApplyToDialog",
            "DeleteDialog",
            "PurgeDialog",
            "FreezeDialog",
            "CreateDialogTransmission",
            "UpdateDialogTransmission",
            "CreateDialogActivity",
            "UpdateFormSavedActivityTime",
            "CreateServiceOwnerLabel",
            "DeleteServiceOwnerLabel",
            "SetDialogSystemLabels")
        .map(
            operation ->
                dynamicTest(
                    operation,
                    () -> {
                      EndpointCalls.BY_OPERATION
                          .get(operation)
                          .call()
                          .apply(client, stage)
                          .problem(409, "");
                      assertThat(client.get(stage.path()).body()).isEqualTo(stage.before());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> restoring() {
    return Stream.of(
        dynamicTest(
            "RestoreDialog",
            () -> {
              client.post(deleted + "/actions/restore").problem(409, "");
              assertThat(client.get(deleted).json().containsKey("deletedAt")).isTrue();
            }));
  }

  @TestFactory
  Stream<DynamicTest> whatChangesNothing_isNoRace() {
    return Stream.of(
        dynamicTest("patch of nothing", () -> client.patch(stage.path(), "[]").expect(204)),
        dynamicTest("search", () -> client.get(DIALOGS).expect(200)));
  }
}
