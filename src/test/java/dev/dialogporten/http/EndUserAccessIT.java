package dev.dialogporten.http;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Registries that say no, and resources whose name means something. */
@ExtendWith(ServiceExtension.class)
class EndUserAccessIT {
  private static final String AS_PERSON = "?endUserId=urn:altinn:person:identifier-no:08844397713";

  private final DialogFixture fixture;

  EndUserAccessIT(DialogFixture fixture) {
    this.fixture = fixture;
  }

  @Test
  void personWithoutAccess_seesNothingAndLeavesNoTrace(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("access.json"), "[]");
    try (TestService strict = TestService.start(Map.of("access.file", file.toString()))) {
      ApiClient client = strict.client(fixture.owner());
      client.get(fixture.path() + AS_PERSON).problem(404, "DialogEntity");
      JsonObject bin = new JsonObject().put("addLabels", new JsonArray().add("Bin"));
      String labels = "/endusercontext/systemlabels";
      client.put(fixture.path() + labels + AS_PERSON, bin).problem(403, "Forbidden");
      JsonObject id = new JsonObject().put("dialogId", fixture.dialog().getString("id"));
      assertThat(
              client
                  .post(
                      DIALOGS + labels + "/actions/bulkset" + AS_PERSON,
                      bin.copy().put("dialogs", DialogFixture.one(id)))
                  .problem(404, "DialogEntity"))
          .contains(fixture.dialog().getString("id"));
      assertThat(client.get(fixture.path()).body()).isEqualTo(fixture.dialog().encode());
      assertThat(client.get(fixture.path() + "/seenlog").array()).isEmpty();
    }
  }

  @Test
  void dialogsOfOldApps_startAsSeen(@TempDir Path directory) throws Exception {
    String code = fixture.owner().organizationCode();
    JsonArray resources = new JsonArray();
    for (String name : new String[] {"app_" + code + "_a2-1234-5", "app_" + code + "_other"}) {
      resources.add(
          new JsonObject()
              .put("id", "urn:altinn:resource:" + name)
              .put("resourceType", "AltinnApp")
              .put("orgNumber", fixture.owner().organizationNumber())
              .put("orgCode", code));
    }
    Path file = Files.writeString(directory.resolve("registry.json"), resources.encode());
    try (TestService service = TestService.start(Map.of("registry.file", file.toString()))) {
      ApiClient client = service.client(fixture.owner());
      for (int i = 0; i < 2; i++) {
        String resource = resources.getJsonObject(i).getString("id");
        assertThat(client.created(Dialogs.create(resource)).getBoolean("isContentSeen"))
            .as(resource)
            .isEqualTo(i == 0);
      }
    }
  }
}
