package dev.dialogporten.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Patches that are short to send and long to apply. */
class PatchAttackIT {
  /** One shard: whoever holds it holds everybody. */
  private static final Map<String, String> ONE_SHARD =
      Map.of("write.shards", "1", "dialogs.max-elements", "50000");

  @Test
  void patch_movesOfALargeElement() {
    try (TestService service = TestService.start(ONE_SHARD)) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient attacker = service.client(owner);
      String path = create(attacker, HugeDialogs.withUrls(owner, 10_000));
      JsonArray moves = new JsonArray();
      for (int i = 0; i < 200; i++) {
        moves.add(
            new JsonObject()
                .put("op", "move")
                .put("from", "/attachments/0")
                .put("path", "/attachments/-"));
      }
      Attack.Report report =
          Attack.named("200 moves of 10,000 URLs")
              .run(Bystander.of(service), () -> attacker.patch(path, moves).expect(204));
      assertThat(report.errors()).isZero();
    }
  }

  @Test
  void patch_copiesOfALargeElement_422() {
    try (TestService service = TestService.start(ONE_SHARD)) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient attacker = service.client(owner);
      String path = create(attacker, HugeDialogs.withUrls(owner, 10_000));
      JsonArray copies = new JsonArray();
      for (int i = 0; i < 200; i++) {
        copies.add(
            new JsonObject()
                .put("op", "copy")
                .put("from", "/attachments/0")
                .put("path", "/attachments/-"));
      }
      Attack.Report report =
          Attack.named("200 copies of 10,000 URLs")
              .run(
                  Bystander.of(service),
                  () ->
                      assertThat(attacker.patch(path, copies).problem(422).getString("code"))
                          .isIn("patch_too_costly", "decision_too_long"));
      assertThat(report.errors()).isZero();
    }
  }

  @Test
  void patch_additionsAtTheFront() {
    try (TestService service = TestService.start(ONE_SHARD)) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient attacker = service.client(owner);
      String path = create(attacker, Dialogs.create(owner));
      JsonArray additions = new JsonArray();
      for (int i = 0; i < 10_000; i++) {
        additions.add(
            Dialogs.operation("add", "/searchTags/0", new JsonObject().put("value", "tag " + i)));
      }
      Attack.Report report =
          Attack.named("10,000 additions at the front")
              .run(Bystander.of(service), () -> attacker.patch(path, additions));
      assertThat(report.errors()).isZero();
    }
  }

  private static String create(ApiClient client, JsonObject body) {
    return ApiClient.DIALOGS + "/" + client.post(ApiClient.DIALOGS, body).expect(201).id();
  }
}
