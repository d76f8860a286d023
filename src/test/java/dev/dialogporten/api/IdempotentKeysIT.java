package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client that repeats itself is told about its first attempt. */
@ExtendWith(ServiceExtension.class)
class IdempotentKeysIT {
  private static final int ATTEMPTS = 12;

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  IdempotentKeysIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void dialogKey_late_isToldTheDialog() {
    JsonObject body = Dialogs.create(owner).put("idempotentKey", "case-18");
    UUID first = client.post(DIALOGS, body).expect(201).id();
    assertNames(client.post(DIALOGS, body), first, "case-18");
  }

  @Test
  void dialogKey_allAtOnce_oneWins_theOthersAreToldTheDialog() throws Exception {
    for (int round = 0; round < 5; round++) {
      String key = "race-" + round;
      JsonObject body = Dialogs.create(owner).put("idempotentKey", key);
      List<ApiResponse> answers = together(() -> client.post(DIALOGS, body));
      assertThat(answers).extracting(ApiResponse::status).containsOnlyOnce(201);
      UUID winner = winner(answers).id();
      answers.stream().filter(a -> a.status() != 201).forEach(a -> assertNames(a, winner, key));
    }
  }

  @Test
  void dialogKey_ofAnotherOrganization_isNotNamedToAnAdmin() {
    JsonObject body = Dialogs.create(owner).put("idempotentKey", "case-19");
    client.post(DIALOGS, body).expect(201);
    ApiClient admin = service.client().with(service.tokens().of(ServiceOwner.fresh(), Scope.ADMIN));
    ApiResponse refused = admin.post(DIALOGS, body);
    refused.problem(409, "IdempotentKey");
    assertThat(refused.json().fieldNames()).doesNotContain("dialogId", "idempotentKey");
    assertThat(refused.header("Location")).isNull();
  }

  @Test
  void transmissionKey_late_isToldTheTransmission() {
    String dialog = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
    JsonObject body = Dialogs.transmission().put("idempotentKey", "letter-1");
    ApiResponse first = client.post(dialog + "/transmissions", body).expect(201);

    ApiResponse refused = client.post(dialog + "/transmissions", body).expect(409);

    assertThat(refused.header("Location")).isEqualTo(first.header("Location"));
    assertThat(refused.json().getString("transmissionId")).isEqualTo(first.id().toString());
    assertThat(refused.json().getString("idempotentKey")).isEqualTo("letter-1");
    assertThat(dialog).endsWith(refused.json().getString("dialogId"));
  }

  @Test
  void transmissionKey_allAtOnce_oneWins_theOthersAreToldTheTransmission() throws Exception {
    String dialog = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
    JsonObject body = Dialogs.transmission().put("idempotentKey", "letter-2");
    List<ApiResponse> answers = together(() -> client.post(dialog + "/transmissions", body));
    assertThat(answers)
        .extracting(ApiResponse::status)
        .containsOnlyOnce(201)
        .containsOnly(201, 409);
    String location = winner(answers).header("Location");
    assertThat(answers).allMatch(a -> a.header("Location").equals(location));
  }

  @Test
  void idInUse_isToldTheDialog() {
    String id = FullDialog.id();
    client.post(DIALOGS, Dialogs.create(owner).put("id", id)).expect(201);
    ApiResponse refused = client.post(DIALOGS, Dialogs.create(owner).put("id", id)).expect(422);
    assertThat(refused.json().getString("dialogId")).isEqualTo(id);
    assertThat(refused.header("Location")).isEqualTo(DIALOGS + "/" + id);
  }

  @Test
  void idInUse_byAnotherOrganization_isNotNamed() {
    String id = FullDialog.id();
    client.post(DIALOGS, Dialogs.create(owner).put("id", id)).expect(201);
    ServiceOwner other = ServiceOwner.fresh();
    ApiResponse refused =
        service.client(other).post(DIALOGS, Dialogs.create(other).put("id", id)).expect(422);
    assertThat(refused.json().fieldNames()).doesNotContain("dialogId");
    assertThat(refused.header("Location")).isNull();
  }

  private static void assertNames(ApiResponse refused, UUID dialog, String key) {
    refused.problem(409, "IdempotentKey");
    assertThat(refused.json().getString("dialogId")).isEqualTo(dialog.toString());
    assertThat(refused.json().getString("idempotentKey")).isEqualTo(key);
    assertThat(refused.header("Location")).isEqualTo(DIALOGS + "/" + dialog);
  }

  private static ApiResponse winner(List<ApiResponse> answers) {
    return answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow();
  }

  private static List<ApiResponse> together(Callable<ApiResponse> request) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(ATTEMPTS);
    try {
      List<Callable<ApiResponse>> requests = new ArrayList<>();
      for (int i = 0; i < ATTEMPTS; i++) {
        requests.add(request);
      }
      List<ApiResponse> answers = new ArrayList<>();
      for (Future<ApiResponse> answer : clients.invokeAll(requests)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      clients.shutdownNow();
    }
  }
}
