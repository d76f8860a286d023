package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(ServiceExtension.class)
class EndUserContextSearchIT {
  private static final String PATH = DIALOGS + "/endusercontext";

  private final ServiceOwner owner;
  private final ApiClient client;
  private final String party = Dialogs.party();

  EndUserContextSearchIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void page_labelsInOrder_deletedIncluded() {
    JsonObject sent =
        create(
            Dialogs.create(owner)
                .put("systemLabel", "Archive")
                .put(
                    "transmissions",
                    new io.vertx.core.json.JsonArray()
                        .add(
                            Dialogs.transmission()
                                .put("type", "Submission")
                                .put(
                                    "sender",
                                    new JsonObject()
                                        .put("actorType", "PartyRepresentative")
                                        .put("actorName", "Somebody")))));
    JsonObject deleted = create(Dialogs.create(owner));
    client.delete(DIALOGS + "/" + deleted.getString("id")).expect(204);
    client.created(Dialogs.create(owner));

    JsonObject page = find("party=" + party);

    assertThat(page.getJsonArray("items")).hasSize(2);
    assertThat(page.containsKey("continuationToken")).isFalse();
    JsonObject labelled = find("party=" + party + "&label=Sent&label=Bin");
    assertThatJson(labelled.encode())
        .isEqualTo(
            new JsonObject()
                .put(
                    "items",
                    new io.vertx.core.json.JsonArray()
                        .add(
                            new JsonObject()
                                .put("dialogId", sent.getString("id"))
                                .put(
                                    "endUserContextRevision",
                                    sent.getJsonObject("endUserContext").getString("revision"))
                                .put(
                                    "systemLabels",
                                    new io.vertx.core.json.JsonArray().add("Archive").add("Sent"))))
                .put("hasNextPage", false)
                .put("orderBy", "contentupdatedat_desc,id_desc")
                .encode());
  }

  @Test
  void pages_tokenOnlyWhenAnotherFollows() {
    create(Dialogs.create(owner));
    create(Dialogs.create(owner));

    JsonObject first = find("party=" + party + "&limit=1");
    assertThat(first.getBoolean("hasNextPage")).isTrue();
    JsonObject second =
        find(
            "party="
                + party
                + "&limit=1&continuationToken="
                + first.getString("continuationToken"));

    assertThat(second.getJsonArray("items")).hasSize(1).isNotEqualTo(first.getJsonArray("items"));
    assertThat(second.containsKey("continuationToken")).isFalse();
  }

  @Test
  void labels_byNumber_notByTheOrderTheyCameIn() {
    String path = DIALOGS + "/" + create(Dialogs.create(owner)).getString("id");
    String person = "?endUserId=08844397713";
    client
        .put(
            path + "/endusercontext/systemlabels" + person,
            "{\"addLabels\":[\"MarkedAsUnopened\",\"Archive\"]}")
        .expect(204);

    assertThat(
            find("party=" + party)
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("systemLabels"))
        .containsExactly("Archive", "MarkedAsUnopened");
  }

  @Test
  void contentUpdatedAfter_inclusive() {
    JsonObject dialog = create(Dialogs.create(owner));

    assertThat(
            find("party=" + party + "&contentUpdatedAfter=" + dialog.getString("contentUpdatedAt"))
                .getJsonArray("items"))
        .hasSize(1);
    assertThat(
            find("party=" + party + "&contentUpdatedAfter=2099-01-01T00:00:00Z")
                .getJsonArray("items"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', party",
    "party=x, party[0]",
    "party=urn:altinn:organization:identifier-no:991825827&label=x, label[0]",
    "party=urn:altinn:organization:identifier-no:991825827&limit=0, limit",
    "party=urn:altinn:organization:identifier-no:991825827&continuationToken=x, continuationToken",
  })
  void refused(String query, String key) {
    assertThat(client.get(PATH + "?" + query).problem(400).getJsonObject("errors").fieldNames())
        .containsExactly(key);
  }

  @Test
  void moreThanTwentyParties_400() {
    assertThat(
            client
                .get(PATH + "?party=" + (party + "&party=").repeat(20) + party)
                .problem(400)
                .getJsonObject("errors")
                .fieldNames())
        .containsExactly("party.Count");
  }

  private JsonObject create(JsonObject body) {
    return client.created(body.put("party", party));
  }

  private JsonObject find(String query) {
    return client.get(PATH + "?" + query).expect(200).json();
  }
}
