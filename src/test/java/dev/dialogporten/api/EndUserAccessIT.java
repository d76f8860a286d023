package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.DialogFixture;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Edit;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      String admin = strict.tokens().of(fixture.owner(), Scope.ADMIN);
      client.with(admin).put(fixture.path() + labels + AS_PERSON, new JsonObject()).expect(204);
      assertThat(client.get(fixture.path()).body()).isEqualTo(fixture.dialog().encode());
      assertThat(client.get(fixture.path() + "/seenlog").array()).isEmpty();
    }
  }

  /** The person may open the dialog, and read transmissions of another resource; not more. */
  @Test
  void opening_saysWhatTheRulesPermit(@TempDir Path directory) throws Exception {
    String other = fixture.owner().otherResource();
    JsonObject dialog =
        fixture
            .client()
            .created(
                Edit.of(
                    Dialogs.create(fixture.owner()),
                    """
                    /guiActions = [{"action":"open","url":"https://e.no/","priority":"Primary",\
                    "title":[{"languageCode":"nb","value":"A"}]}];
                    /apiActions = [{"action":"open","authorizationAttribute":"%s",\
                    "endpoints":[{"url":"https://e.no/","httpMethod":"GET"}]}]\
                    """
                        .formatted(other)));
    String path = DIALOGS + "/" + dialog.getString("id");
    for (String attribute : new String[] {null, other, "urn:altinn:task:task_1"}) {
      JsonObject transmission = Dialogs.transmission();
      if (attribute != null) {
        transmission.put("authorizationAttribute", attribute);
      }
      fixture.client().post(path + "/transmissions", transmission).expect(201);
    }
    JsonArray rules =
        new JsonArray()
            .add(rule(dialog, fixture.owner().resource(), "open"))
            .add(rule(dialog, other, "transmissionread"));
    Path file = Files.writeString(directory.resolve("access.json"), rules.encode());
    try (TestService strict = TestService.start(Map.of("access.file", file.toString()))) {
      JsonObject opened = strict.client(fixture.owner()).get(path + AS_PERSON).expect(200).json();
      assertThat(authorized(opened, "guiActions")).containsExactly(Map.entry("none", true));
      assertThat(authorized(opened, "apiActions")).containsExactly(Map.entry(other, false));
      assertThat(authorized(opened, "transmissions"))
          .isEqualTo(Map.of("none", true, other, true, "urn:altinn:task:task_1", false));
    }
  }

  private static JsonObject rule(JsonObject dialog, String resource, String action) {
    return new JsonObject()
        .put("person", AS_PERSON.substring("?endUserId=".length()))
        .put("party", dialog.getString("party"))
        .put("resources", DialogFixture.one(resource))
        .put("actions", DialogFixture.one(action));
  }

  /** What is said of the elements, by their authorization attribute. */
  private static Map<String, Boolean> authorized(JsonObject dialog, String list) {
    return dialog.getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                element -> element.getString("authorizationAttribute", "none"),
                element -> element.getBoolean("isAuthorized")));
  }

  /** An unknown level hides nothing in lists, and counts as three in a look-up. */
  @ParameterizedTest
  @CsvSource({", Secret, 3", "0, Secret, 0", "1, Open, 1"})
  void authenticationLevels(Integer level, String title, int shown, @TempDir Path directory)
      throws Exception {
    String resource = "urn:altinn:resource:" + fixture.owner().organizationCode() + "-level";
    JsonObject entry =
        new JsonObject()
            .put("id", resource)
            .put("resourceType", "GenericAccessResource")
            .put("orgNumber", fixture.owner().organizationNumber())
            .put("orgCode", fixture.owner().organizationCode());
    if (level != null) {
      entry.put("minimumAuthenticationLevel", level);
    }
    Path file =
        Files.writeString(directory.resolve("registry.json"), DialogFixture.one(entry).encode());
    try (TestService service =
        TestService.start(TestDatabase.fresh(), Map.of("registry.file", file.toString()))) {
      ApiClient client = service.client(fixture.owner());
      JsonObject content =
          Dialogs.content("Secret", "S").put("nonSensitiveTitle", Dialogs.text("Open"));
      JsonObject dialog = client.created(Dialogs.create(resource).put("content", content));
      assertThatJson(client.get(DIALOGS).expect(200).body())
          .inPath("$.items[0].content.title.value[0].value")
          .isEqualTo(title);
      String lookup = "/api/v1/serviceowner/dialoglookup?instanceRef=urn:altinn:dialog-id:";
      JsonObject found =
          client
              .get(lookup + dialog.getString("id"))
              .expect(200)
              .json()
              .getJsonObject("serviceResource");
      assertThat(found.getInteger("minimumAuthenticationLevel")).isEqualTo(shown);
      String id = resource.substring("urn:altinn:resource:".length());
      assertThatJson(found.getJsonArray("name").encode())
          .isEqualTo("[{\"value\":\"" + id + "\",\"languageCode\":\"nb\"}]");
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
