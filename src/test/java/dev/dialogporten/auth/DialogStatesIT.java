package dev.dialogporten.auth;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every endpoint on dialogs that are not there, deleted or frozen; for owner and strange admin. */
@ExtendWith(ServiceExtension.class)
class DialogStatesIT {
  /** Statuses: unknown or purged, deleted, frozen, and the same for an admin of another owner. */
  private static final String TABLE =
      """
      GetDialog                   404 200 200 | 404 200 200
      UpdateDialog                404 410 403 | 404 410 204
      PatchDialog                 404 410 403 | 404 410 204
      ApplyToDialog               404 410 403 | 404 410 200
      DeleteDialog                404 410 403 | 404 410 204
      RestoreDialog               404 204 204 | 404 204 204
      PurgeDialog                 404 204 204 | 404 204 204
      FreezeDialog                403 403 403 | 404 410 204
      CheckNotificationCondition  404 200 200 | 404 200 200
      SearchDialogTransmissions   404 410 200 | 404 410 200
      GetDialogTransmission       404 410 200 | 404 410 200
      CreateDialogTransmission    404 410 403 | 404 410 201
      UpdateDialogTransmission    404 410 403 | 404 410 204
      SearchDialogActivities      404 410 200 | 404 410 200
      GetDialogActivity           404 410 200 | 404 410 200
      CreateDialogActivity        404 410 403 | 404 201 201
      UpdateFormSavedActivityTime 403 403 403 | 404 204 204
      SearchDialogSeenLogs        404 410 200 | 404 410 200
      GetDialogSeenLog            404 410 200 | 404 410 200
      GetServiceOwnerLabels       404 404 200 | 404 404 404
      CreateServiceOwnerLabel     404 404 204 | 404 404 404
      DeleteServiceOwnerLabel     404 404 204 | 404 404 404
      SetDialogSystemLabels       404 404 204 | 404 404 204
      BulkSetDialogSystemLabels   404 404 204 | 404 404 204
      GetDialogLookup             404 200 200 | 404 200 200
      """;

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;
  private final ApiClient admin;
  private final ApiClient strangeAdmin;

  DialogStatesIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
    this.admin = client.with(service.tokens().of(owner, Scope.ADMIN));
    this.strangeAdmin =
        service.client().with(service.tokens().of(ServiceOwner.fresh(), Scope.ADMIN));
  }

  private static Map<String, List<Integer>> table() {
    Map<String, List<Integer>> table = new LinkedHashMap<>();
    TABLE
        .lines()
        .map(line -> line.split("[ |]+"))
        .forEach(
            words ->
                table.put(words[0], Arrays.stream(words).skip(1).map(Integer::parseInt).toList()));
    return table;
  }

  @Test
  void everyEndpointOnADialog_hasALine() {
    List<String> onDialogs =
        service.routes().stream()
            .filter(route -> route.path().contains("{dialogId}"))
            .map(route -> route.operation())
            .filter(operation -> !operation.equals("ListDialogChanges")) // what was, stays written
            .toList();
    assertThat(table().keySet()).containsAll(onDialogs);
  }

  @TestFactory
  Stream<DynamicTest> unknown() {
    return each(0, () -> at(stage(), UUID.fromString("0194d0aa-5b1c-7c3e-9f21-0242ac120002")));
  }

  @TestFactory
  Stream<DynamicTest> purged() {
    return each(
        0,
        () -> {
          Stage stage = stage();
          client.post(stage.path() + "/actions/purge").expect(204);
          return stage;
        });
  }

  @TestFactory
  Stream<DynamicTest> deleted() {
    return each(
        1,
        () -> {
          Stage stage = stage();
          client.delete(stage.path()).expect(204);
          return stage;
        });
  }

  @TestFactory
  Stream<DynamicTest> frozen() {
    return each(
        2,
        () -> {
          Stage stage = stage();
          admin.post(stage.path() + "/actions/freeze").expect(204);
          return stage;
        });
  }

  private interface State {
    Stage set();
  }

  private Stream<DynamicTest> each(int column, State state) {
    return table().entrySet().stream()
        .flatMap(
            line ->
                Stream.of(
                    test(line.getKey(), "owner", client, state, line.getValue().get(column)),
                    test(
                        line.getKey(),
                        "admin",
                        strangeAdmin,
                        state,
                        line.getValue().get(column + 3))));
  }

  private static DynamicTest test(
      String operation, String who, ApiClient caller, State state, int status) {
    return dynamicTest(
        operation + ", " + who,
        () -> {
          Stage stage = state.set();
          ApiResponse response =
              EndpointCalls.BY_OPERATION.get(operation).call().apply(caller, stage).expect(status);
          if (status >= 400) {
            response.problem(status);
            boolean byPolicy = status == 403 && operation.startsWith("UpdateFormSaved");
            assertThat(response.json().containsKey("errors")).isEqualTo(!byPolicy);
          }
        });
  }

  private Stage stage() {
    return Stage.of(owner, client);
  }

  private static Stage at(Stage stage, UUID dialog) {
    return new Stage(
        stage.owner(),
        dialog.toString(),
        DIALOGS + "/" + dialog,
        stage.transmission(),
        stage.activity(),
        stage.seen(),
        stage.party(),
        stage.before());
  }
}
