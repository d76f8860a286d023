package dev.dialogporten.http.dialogs;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServiceExtension.class)
class DialogLookupIT {
  private static final String PATH = "/api/v1/serviceowner/dialoglookup?instanceRef=";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  DialogLookupIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void byDialog_whole() {
    JsonObject dialog = create();
    String ref = "urn:altinn:dialog-id:" + dialog.getString("id");

    JsonObject found = client.get(PATH + ref).expect(200).json();

    assertThatJson(found.encode())
        .isEqualTo(
            """
            {
              "dialogId": "%s",
              "instanceRef": "%s",
              "party": "%s",
              "serviceResource": {
                "id": "%s-service", "isDelegable": "${json-unit.any-boolean}", "minimumAuthenticationLevel": 3,
                "name": [ { "value": "Tjeneste for %s", "languageCode": "nb" } ]
              },
              "serviceOwner": {
                "orgNumber": "%s", "code": "%s", "name": [ { "value": "%s", "languageCode": "nb" } ]
              },
              "title": [ { "value": "Title", "languageCode": "nb" } ]
            }\
            """
                .formatted(
                    dialog.getString("id"),
                    ref,
                    dialog.getString("party"),
                    owner.organizationCode(),
                    owner.organizationCode(),
                    owner.organizationNumber(),
                    owner.organizationCode(),
                    owner.organizationCode()));
  }

  @Test
  void byLabel_alsoWhenDeleted_inAnyCase() {
    UUID instance = UUID.randomUUID();
    UUID correspondence = UUID.randomUUID();
    JsonObject dialog =
        create(
            "urn:altinn:integration:storage:50015641/" + instance,
            "urn:altinn:correspondence-id:" + correspondence);
    client.delete(DIALOGS + "/" + dialog.getString("id")).expect(204);
    String appRef = "urn:altinn:instance-id:50015641/" + instance;
    String otherRef = "urn:altinn:correspondence-id:" + correspondence;

    assertThat(look(appRef.toUpperCase(java.util.Locale.ROOT)).getString("instanceRef"))
        .isEqualTo(appRef);
    assertThat(look("%20" + otherRef).getString("instanceRef")).isEqualTo(otherRef);
    assertThat(look("urn:altinn:dialog-id:" + dialog.getString("id")).getString("instanceRef"))
        .isEqualTo(appRef);
  }

  @Test
  void acceptLanguage_prunes() {
    JsonObject title =
        Dialogs.text("Tittel")
            .put(
                "value",
                new JsonArray()
                    .add(new JsonObject().put("languageCode", "nb").put("value", "Tittel"))
                    .add(new JsonObject().put("languageCode", "en").put("value", "Title")));
    JsonObject content =
        new JsonObject()
            .put("title", title)
            .put("summary", Dialogs.text("S"))
            .put("nonSensitiveTitle", Dialogs.text("Åpen"));
    JsonObject dialog = client.created(Dialogs.create(owner).put("content", content));
    String path = PATH + "urn:altinn:dialog-id:" + dialog.getString("id");

    assertThat(client.get(path).json().getJsonArray("title")).hasSize(2);
    JsonObject english = client.header("Accept-Language", "en-GB, nb;q=0.5").get(path).json();
    assertThatJson(english.getJsonArray("title").encode())
        .isEqualTo("[{\"value\":\"Title\",\"languageCode\":\"en\"}]");
    assertThatJson(english.getJsonArray("nonSensitiveTitle").encode())
        .isEqualTo("[{\"value\":\"Åpen\",\"languageCode\":\"nb\"}]");
  }

  @Test
  void otherOrganisation_403_adminExempt() {
    String ref = "urn:altinn:dialog-id:" + create().getString("id");
    ServiceOwner other = ServiceOwner.fresh();

    assertThat(
            service.client(other).get(PATH + ref).problem(403).getJsonObject("errors").fieldNames())
        .containsExactly("Forbidden");
    service.client().with(service.tokens().of(other, Scope.ADMIN)).get(PATH + ref).expect(200);
  }

  @Test
  void unknown_404() {
    for (String kind : new String[] {"dialog-id:", "correspondence-id:", "instance-id:1/"}) {
      JsonObject problem = client.get(PATH + "urn:altinn:" + kind + UUID.randomUUID()).problem(404);
      assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly("InstanceRef");
    }
  }

  /** Anybody may give a dialog of their own the label of another's instance. */
  @Test
  void foreignLabel_doesNotMatter() {
    String label = "urn:altinn:correspondence-id:" + UUID.randomUUID();
    ServiceOwner other = ServiceOwner.fresh();
    create(service.client(other), other, label);
    client.get(PATH + label).problem(404);

    String id = create(label).getString("id");

    assertThat(look(label).getString("dialogId")).isEqualTo(id);
    service.client(ServiceOwner.fresh()).get(PATH + label).problem(404);
  }

  @Test
  void severalDialogsWithTheLabel_409() {
    UUID id = UUID.randomUUID();
    create("urn:altinn:correspondence-id:" + id);
    create("urn:altinn:correspondence-id:" + id);

    JsonObject problem = client.get(PATH + "urn:altinn:correspondence-id:" + id).problem(409);
    assertThat(problem.getJsonObject("errors").fieldNames()).containsExactly("InstanceRef");
  }

  /** An admin sees both, and is told so; each owner sees its own. */
  @Test
  void labelOfTwoOrganisations_409ForAnAdmin() {
    String label = "urn:altinn:correspondence-id:" + UUID.randomUUID();
    final String id = create(label).getString("id");
    ServiceOwner other = ServiceOwner.fresh();
    create(service.client(other), other, label);

    service
        .client()
        .with(service.tokens().of(other, Scope.ADMIN))
        .get(PATH + label)
        .problem(409, "InstanceRef");

    assertThat(look(label).getString("dialogId")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "urn:altinn:instance-id:0/0194d0aa-5b1c-7c3e-9f21-0242ac120002"})
  void notAReference_400(String ref) {
    assertThat(client.get(PATH + ref).problem(400).getJsonObject("errors").fieldNames())
        .containsExactly("InstanceRef");
  }

  @Test
  void withoutReference_400() {
    client.get("/api/v1/serviceowner/dialoglookup").problem(400);
  }

  @Test
  void limits_anonymous_jsonOnly() {
    String path = "/api/v1/metadata/limits";
    ApiClient anonymous = service.client();

    assertThatJson(anonymous.get(path).expect(200).body())
        .isEqualTo(
            """
            {
              "endUserSearch": {
                "maxPartyFilterValues": 100, "maxServiceResourceFilterValues": 20,
                "maxOrgFilterValues": 20, "maxExtendedStatusFilterValues": 20 },
              "serviceOwnerSearch": {
                "maxPartyFilterValues": 20, "maxServiceResourceFilterValues": 20,
                "maxExtendedStatusFilterValues": 20 },
              "requests": { "maxBodyBytes": 20000000, "maxInFlight": 1000 },
              "dialog": {
                "maxListElements": 10000, "maxCharacters": 5000000, "maxTransmissions": 65534,
                "maxPatchCost": 10000000 }
            }\
            """);
    anonymous.header("Accept", "text/html, application/*;q=0.1").get(path).expect(200);
    anonymous.header("Accept", "text/html").get(path).problem(406);
    anonymous.header("Accept", "application/json;q=0").get(path).problem(406);
  }

  private JsonObject look(String ref) {
    return client.get(PATH + ref).expect(200).json();
  }

  private JsonObject create(String... labels) {
    return create(client, owner, labels);
  }

  private static JsonObject create(ApiClient client, ServiceOwner owner, String... labels) {
    JsonArray list = new JsonArray();
    for (String label : labels) {
      list.add(new JsonObject().put("value", label));
    }
    return client.created(
        Dialogs.create(owner)
            .put("serviceOwnerContext", new JsonObject().put("serviceOwnerLabels", list)));
  }
}
