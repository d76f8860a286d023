package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times a new dialog may name, for an ordinary, a silent and an admin's request. */
@ExtendWith(ServiceExtension.class)
class CreateTimesIT {
  private final ServiceOwner owner;
  private final ApiClient client;
  private final ApiClient admin;

  CreateTimesIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
    this.admin = client.with(service.tokens().of(owner, Scope.ADMIN));
  }

  /** A result is 201, or the key of a 400 ({@code dto.…}) or 422. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dueAt=+60 expiresAt=+60 visibleFrom=+60 | 201 | 201 | 201
          dueAt=+60 expiresAt=+59                 | dto.expiresAt | dto.expiresAt | dto.expiresAt
          visibleFrom=+60 expiresAt=+59           | dto.expiresAt | dto.expiresAt | dto.expiresAt
          visibleFrom=+60 dueAt=+59               | dto.dueAt | dto.dueAt | 201
          dueAt=-60                               | DueAt | 201 | 201
          expiresAt=-60                           | ExpiresAt | 201 | 201
          visibleFrom=-60                         | VisibleFrom | 201 | 201
          dueAt=-60 expiresAt=-60 visibleFrom=-60 | DueAt ExpiresAt VisibleFrom | 201 | 201
          createdAt=+10                           | 201 | 201 | 201
          createdAt=+20                           | dto.createdAt | dto.createdAt | dto.createdAt
          createdAt=-99 updatedAt=+10             | 201 | 201 | 201
          createdAt=-99 updatedAt=+20             | dto.updatedAt | dto.updatedAt | dto.updatedAt
          updatedAt=-99                           | dto.createdAt | dto.createdAt | dto.createdAt
          createdAt=-50 updatedAt=-99             | dto.updatedAt | dto.updatedAt | dto.updatedAt
          """)
  void relativeToNow(String times, String ordinary, String silent, String asAdmin) {
    expect(client.post(DIALOGS, body(times)), ordinary);
    expect(client.post(DIALOGS + "?isSilentUpdate=true", body(times)), silent);
    expect(admin.post(DIALOGS, body(times)), asAdmin);
  }

  private JsonObject body(String times) {
    JsonObject body = Dialogs.create(owner);
    for (String time : Edit.expand(times.replaceAll("=(\\S+)", "={now$1}")).split(" ")) {
      String[] parts = time.split("=");
      body.put(parts[0], parts[1]);
    }
    return body;
  }

  private static void expect(ApiResponse response, String result) {
    if (result.equals("201")) {
      response.expect(201);
      return;
    }
    JsonObject problem = response.problem(result.startsWith("dto.") ? 400 : 422);
    assertThat(problem.getJsonObject("errors").fieldNames())
        .containsExactlyInAnyOrder(result.split(" "));
  }

  @Test
  void onlyCreatedAt_leavesTheOthersToNow() {
    JsonObject dialog =
        client.created(Dialogs.create(owner).put("createdAt", "2020-01-01T00:00:00Z"));
    assertThat(dialog.getString("updatedAt")).startsWith("202").isGreaterThan("2026");
    assertThat(dialog.getString("contentUpdatedAt")).isEqualTo(dialog.getString("updatedAt"));
  }

  @ParameterizedTest
  @CsvSource({"2025-11-30T23:59:59Z, true", "2025-12-01T00:00:00Z, false"})
  void contentOfOldDialogs_countsAsSeen(String createdAt, boolean seen) {
    JsonObject body = Dialogs.create(owner).put("createdAt", createdAt);
    assertThat(client.created(body).getBoolean("isContentSeen")).isEqualTo(seen);
  }
}
