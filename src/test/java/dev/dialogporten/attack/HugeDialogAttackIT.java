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

/** Dialogs of hundreds of kilobytes, which take long to parse, decide and render. */
class HugeDialogAttackIT {

  @Test
  void patchesAndReadsOfHugeDialogs() {
    try (TestService service = TestService.start(Map.of("write.shards", "1"))) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient attacker = service.client(owner);
      String path =
          ApiClient.DIALOGS
              + "/"
              + attacker
                  .post(ApiClient.DIALOGS, HugeDialogs.withUrls(owner, 3000))
                  .expect(201)
                  .id();
      Attack.Report report =
          Attack.named("5 times a patch and a read of a dialog with 3,000 URLs")
              .run(Bystander.of(service), () -> patchAndRead(attacker, path));
      assertThat(report.errors()).isZero();
    }
  }

  @Test
  void limits_areToldAndHold() {
    try (TestService service =
        TestService.start(Map.of("dialogs.max-elements", "100", "dialogs.max-size", "64KiB"))) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient client = service.client(owner);
      JsonObject told =
          client.get("/api/v1/metadata/limits").expect(200).json().getJsonObject("dialog");
      assertThat(told.getInteger("maxListElements")).isEqualTo(100);
      assertThat(told.getInteger("maxCharacters")).isEqualTo(65_536);

      client.post(ApiClient.DIALOGS, HugeDialogs.withTags(owner, 100)).expect(201);
      assertThat(
              client
                  .post(ApiClient.DIALOGS, HugeDialogs.withTags(owner, 101))
                  .problem(400, "dto.searchTags"))
          .contains("100", "101");
      assertThat(
              client
                  .post(ApiClient.DIALOGS, HugeDialogs.withUrls(owner, 101))
                  .problem(400, "dto.attachments[0].urls"))
          .contains("100", "101");

      String full =
          ApiClient.DIALOGS
              + "/"
              + client.post(ApiClient.DIALOGS, HugeDialogs.withTags(owner, 100)).expect(201).id();
      JsonArray oneMore = new JsonArray();
      oneMore.add(Dialogs.operation("add", "/searchTags/-", new JsonObject().put("value", "more")));
      client.patch(full, oneMore).problem(400, "dto.searchTags");
    }
  }

  /** At creation, by PATCH and one by one: a dialog is read as a whole. */
  @Test
  void transmissions_tooMany_422() {
    try (TestService service = TestService.start(Map.of("dialogs.max-transmissions", "2"))) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient client = service.client(owner);
      JsonObject limits = client.get("/api/v1/metadata/limits").expect(200).json();
      assertThat(limits.getJsonObject("dialog").getInteger("maxTransmissions")).isEqualTo(2);
      JsonArray two = new JsonArray().add(Dialogs.transmission()).add(Dialogs.transmission());
      JsonArray three = two.copy().add(Dialogs.transmission());
      client
          .post(ApiClient.DIALOGS, Dialogs.create(owner).put("transmissions", three))
          .problem(422, "Transmissions");
      String path =
          ApiClient.DIALOGS
              + "/"
              + client
                  .post(ApiClient.DIALOGS, Dialogs.create(owner).put("transmissions", two))
                  .expect(201)
                  .id();

      assertThat(
              client
                  .post(path + "/transmissions", Dialogs.transmission())
                  .problem(422, "Transmissions"))
          .contains("2 transmissions", "have 3");
      JsonArray patch = new JsonArray();
      patch.add(Dialogs.operation("add", "/transmissions/-", Dialogs.transmission()));
      client.patch(path, patch).problem(422, "Transmissions");
      client.patch(path, Dialogs.newTitle("Still to be changed")).expect(204);
    }
  }

  /** Each list is as long as it may be, but all together are too much. */
  @Test
  void size_ofTheWholeDialog_422() {
    try (TestService service = TestService.start(Map.of("dialogs.max-size", "64KiB"))) {
      ServiceOwner owner = ServiceOwner.fresh();
      ApiClient client = service.client(owner);
      assertThat(
              client
                  .post(ApiClient.DIALOGS, HugeDialogs.withUrls(owner, 2000))
                  .problem(422, "Dialog"))
          .contains("65536");
    }
  }

  private static void patchAndRead(ApiClient attacker, String path) {
    for (int i = 0; i < 5; i++) {
      JsonArray patch = new JsonArray();
      patch.add(
          Dialogs.operation("replace", "/attachments/0/urls/0/url", "https://example.com/x" + i));
      attacker.patch(path, patch).expect(204);
      attacker.get(path).expect(200);
    }
  }
}
