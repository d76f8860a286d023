package dev.dialogporten.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of registered service resources. */
class ServiceResourcesIT {
  private static final String PATH = "/api/v1/metadata/serviceresources";
  @TempDir static Path directory;
  private static TestService service;

  @BeforeAll
  static void start() throws IOException {
    Path resources =
        write(
            "resources.json",
            """
            [
              { "id": "urn:altinn:resource:zebra", "resourceType": "GenericAccessResource",
                "orgNumber": "991825827", "orgCode": "ttd", "minimumAuthenticationLevel": 4,
                "delegable": false, "title": { "nb": "Aa", "en": "Zebra" } },
              { "id": "urn:altinn:resource:nameless", "resourceType": "AltinnApp",
                "orgNumber": "974761076", "orgCode": "skd" }
            ]
            """);
    Path owners =
        write(
            "owners.json",
            """
            [ { "orgNumber": "991825827", "orgCode": "ttd", "name": { "nb": "T", "en": "Test" } } ]
            """);
    service =
        TestService.start(
            Map.of("registry.file", resources.toString(), "registry.owners", owners.toString()));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everyone_readsAll_byName() {
    JsonObject list = service.client().get(PATH).expect(200).json();

    assertThatJson(list.encode())
        .isEqualTo(
            """
            {"items": [
              {"serviceResource": {"id": "zebra", "resourceType": "genericaccessresource",
                  "isDelegable": false, "minimumAuthenticationLevel": 4,
                  "name": [ {"value": "Zebra", "languageCode": "en"},
                            {"value": "Aa", "languageCode": "nb"} ]},
                "roles": [], "accessPackages": [],
                "serviceOwner": {"orgNumber": "991825827", "code": "ttd",
                  "name": [ {"value": "Test", "languageCode": "en"},
                            {"value": "T", "languageCode": "nb"} ]}},
              {"serviceResource": {"id": "nameless", "resourceType": "altinnapp",
                  "isDelegable": true, "minimumAuthenticationLevel": 3,
                  "name": [ {"value": "nameless", "languageCode": "nb"} ]},
                "roles": [], "accessPackages": [],
                "serviceOwner": {"orgNumber": "974761076", "code": "skd",
                  "name": [ {"value": "skd", "languageCode": "nb"} ]}}
            ]}
            """);
  }

  @Test
  void acceptLanguage_oneTextOfEachName() {
    JsonArray items =
        service.client().header("Accept-Language", "en").get(PATH).json().getJsonArray("items");
    List<JsonArray> names =
        items.stream()
            .map(item -> ((JsonObject) item).getJsonObject("serviceResource").getJsonArray("name"))
            .toList();
    assertThat(names)
        .containsExactly(
            new JsonArray("[{\"value\":\"Zebra\",\"languageCode\":\"en\"}]"),
            new JsonArray("[{\"value\":\"nameless\",\"languageCode\":\"nb\"}]"));
  }

  @Test
  void noJsonWanted_406() {
    ApiClient client = service.client();
    client.header("Accept", "text/html").get(PATH).problem(406);
    client.header("Accept", "application/json;q=0.1").get(PATH).expect(200);
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
