package dev.dialogporten.http.search;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ServiceExtension.class)
class SearchDialogsIT {
  private static final String PERSON = "urn:altinn:person:identifier-no:03886595947";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  SearchDialogsIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void item_whole() {
    JsonObject body =
        Dialogs.create(owner)
            .put("progress", 20)
            .put("extendedStatus", "ext")
            .put("externalReference", "Ref")
            .put("process", "urn:process:2")
            .put("precedingProcess", "urn:process:1")
            .put("status", "RequiresAttention")
            .put("dueAt", "2099-01-01T00:00:00Z")
            .put("expiresAt", "2099-01-02T00:00:00Z")
            .put("attachments", new JsonArray().add(attachment("Gui")).add(attachment("Api")))
            .put("transmissions", new JsonArray().add(Dialogs.transmission()))
            .put("activities", new JsonArray().add(Dialogs.activity()))
            .put(
                "serviceOwnerContext",
                new JsonObject()
                    .put(
                        "serviceOwnerLabels",
                        new JsonArray()
                            .add(new JsonObject().put("value", "Zeta"))
                            .add(new JsonObject().put("value", "alpha"))));
    JsonObject dialog = client.created(body);

    JsonObject page = find("");

    JsonObject item = page.getJsonArray("items").getJsonObject(0);
    JsonObject expected = new JsonObject();
    for (String same :
        new String[] {
          "id",
          "org",
          "revision",
          "serviceResource",
          "serviceResourceType",
          "party",
          "progress",
          "process",
          "precedingProcess",
          "extendedStatus",
          "externalReference",
          "createdAt",
          "updatedAt",
          "contentUpdatedAt",
          "dueAt",
          "status",
          "systemLabel",
          "isApiOnly",
          "fromServiceOwnerTransmissionsCount",
          "fromPartyTransmissionsCount",
          "hasUnopenedContent",
          "seenSinceLastUpdate",
          "seenSinceLastContentUpdate",
          "isContentSeen",
          "serviceOwnerContext",
          "endUserContext",
          "content"
        }) {
      expected.put(same, dialog.getValue(same));
    }
    expected
        .put("guiAttachmentCount", 1)
        .put(
            "latestActivity",
            dialog
                .getJsonArray("activities")
                .getJsonObject(0)
                .copy()
                .put("description", new JsonArray()));
    assertThatJson(item.encode()).isEqualTo(expected.encode());
    assertThat(page.getBoolean("hasNextPage")).isFalse();
    assertThat(page.getString("orderBy")).isEqualTo("contentupdatedat_desc,id_desc");
    assertThat(page.getString("continuationToken")).isNotBlank();
  }

  @Test
  void emptyResult_noToken() {
    assertThatJson(find("").encode())
        .isEqualTo(
            "{\"items\":[],\"hasNextPage\":false,\"orderBy\":\"contentupdatedat_desc,id_desc\"}");
  }

  @Test
  void walk_pagesOfTwoOverFour() {
    List<String> created = create(4);

    JsonObject first = find("limit=2");
    JsonObject second = find("limit=2&continuationToken=" + first.getString("continuationToken"));

    assertThat(first.getBoolean("hasNextPage")).isTrue();
    assertThat(second.getBoolean("hasNextPage")).isFalse();
    List<String> walked = ids(first);
    walked.addAll(ids(second));
    java.util.Collections.reverse(created);
    assertThat(walked).isEqualTo(created);

    String last = second.getString("continuationToken");
    JsonObject after = find("continuationToken=" + last);
    assertThat(after.getJsonArray("items")).isEmpty();
    assertThat(after.getString("continuationToken")).isEqualTo(last);
  }

  @Test
  void ascendingOrder_lastTokenPollsForNews() {
    create(2);
    String order = "orderBy=updatedAt_asc";
    String token = find(order).getString("continuationToken");

    List<String> later = create(1);

    assertThat(ids(find(order + "&continuationToken=" + token))).isEqualTo(later);
  }

  @Test
  void limitOf1000_over1001() throws Exception {
    copies(create(1).get(0), 1000);

    JsonObject page = find("limit=1000");

    assertThat(page.getJsonArray("items")).hasSize(1000);
    assertThat(page.getBoolean("hasNextPage")).isTrue();
    JsonObject rest = find("limit=1000&continuationToken=" + page.getString("continuationToken"));
    List<String> all = ids(page);
    all.addAll(ids(rest));
    assertThat(all).hasSize(1001).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id_asc              | contentupdatedat_desc,id_asc",
        "createdAt_asc,dueAt | createdat_asc,dueat_desc,id_desc",
        "ID,DUEAT_ASC        | dueat_asc,id_desc",
      })
  void orderBy_effective(String order, String effective) {
    assertThat(find("orderBy=" + order).getString("orderBy")).isEqualTo(effective);
  }

  @Test
  void tokenOfAnotherOrder_400_namesMissingKeys() {
    create(1);
    String token = find("").getString("continuationToken");

    JsonObject problem =
        client.get(DIALOGS + "?orderBy=createdAt,dueAt&continuationToken=" + token).problem(400);

    assertThat(problem.getJsonObject("errors").getJsonArray("continuationToken").getString(0))
        .contains("[createdAt, dueAt]");
  }

  @Test
  void filters_combineWithAnd_listsInEveryForm() {
    JsonObject a = client.created(Dialogs.create(owner).put("status", "Draft"));
    JsonObject b = client.created(Dialogs.create(owner).put("status", "Completed"));
    String partyA = a.getString("party");
    String partyB = b.getString("party");

    assertThat(ids(find("party=" + partyA))).containsExactly(a.getString("id"));
    assertThat(ids(find("party=" + partyA + "&party=" + partyB))).hasSize(2);
    assertThat(ids(find("party=" + partyA + "," + partyB))).hasSize(2);
    assertThat(ids(find("party=" + partyA + "&status=Completed"))).isEmpty();
    assertThat(ids(find("status=draft,COMPLETED"))).hasSize(2);
    assertThat(ids(find("status=&systemLabel="))).isEqualTo(ids(find("")));
    assertThat(ids(find("PARTY=" + partyB + "&Status=6"))).containsExactly(b.getString("id"));
    assertThat(ids(find("serviceResource=" + owner.otherResource()))).isEmpty();
    assertThat(ids(find("unknown=1"))).hasSize(2);
  }

  @Test
  void createdPeriod_inclusive() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    String at = dialog.getString("createdAt");

    assertThat(ids(find("createdAfter=" + at + "&createdBefore=" + at))).hasSize(1);
    assertThat(ids(find("createdAfter=" + at.replace("0Z", "1Z")))).hasSize(1);
    assertThat(ids(find("dueAfter=2000-01-01T00:00:00%2B01:00"))).isEmpty();
  }

  @Test
  void deleted_excludeIncludeOnly() {
    List<String> created = create(2);
    client.delete(DIALOGS + "/" + created.get(0)).expect(204);

    assertThat(ids(find(""))).containsExactly(created.get(1));
    assertThat(ids(find("deleted=exclude"))).containsExactly(created.get(1));
    assertThat(ids(find("deleted=ONLY"))).containsExactly(created.get(0));
    assertThat(ids(find("deleted=Include"))).hasSize(2);
  }

  @Test
  void notYetVisibleAndApiOnly_areFound() {
    client.created(Dialogs.create(owner).put("visibleFrom", "2099-01-01T00:00:00Z"));
    client.created(Dialogs.create(owner).put("isApiOnly", true));

    assertThat(ids(find(""))).hasSize(2);
    assertThat(ids(find("excludeApiOnly=true"))).hasSize(1);
    assertThat(ids(find("visibleAfter=2090-01-01T00:00:00Z"))).hasSize(1);
  }

  @Test
  void isContentSeen_followsReadingLabelsAndUpdates() {
    String path = DIALOGS + "/" + create(1).get(0);
    assertThat(ids(find("isContentSeen=true"))).isEmpty();
    assertThat(ids(find("isContentSeen=false"))).hasSize(1);

    client.get(path + "?endUserId=" + PERSON).expect(200);
    JsonObject seen = find("isContentSeen=true").getJsonArray("items").getJsonObject(0);
    assertThat(seen.getBoolean("isContentSeen")).isTrue();
    JsonObject entry = seen.getJsonArray("seenSinceLastContentUpdate").getJsonObject(0);
    assertThat(entry.getJsonObject("seenBy").getString("actorId")).isEqualTo(PERSON);
    assertThat(entry.getBoolean("isCurrentEndUser")).isFalse();
    assertThat(seen.getJsonArray("seenSinceLastUpdate")).hasSize(1);

    client
        .put(
            path + "/endusercontext/systemlabels?endUserId=" + PERSON,
            "{\"addLabels\":[\"MarkedAsUnopened\"]}")
        .expect(204);
    assertThat(ids(find("isContentSeen=true"))).isEmpty();
    assertThat(ids(find("systemLabel=MarkedAsUnopened&systemLabel=Default"))).hasSize(1);
    assertThat(ids(find("systemLabel=MarkedAsUnopened&systemLabel=Bin"))).isEmpty();

    client.patch(path, Dialogs.newTitle("Another")).expect(204);
    JsonObject updated = find("isContentSeen=false").getJsonArray("items").getJsonObject(0);
    assertThat(updated.getJsonArray("seenSinceLastContentUpdate")).isEmpty();
  }

  @Test
  void seenEntries_sinceTheUpdateAndSinceItsContent() {
    String path = DIALOGS + "/" + create(1).get(0);
    client.get(path + "?endUserId=" + PERSON).expect(200);
    client.patch(path, "[{\"op\":\"add\",\"path\":\"/progress\",\"value\":1}]").expect(204);

    JsonObject item = find("").getJsonArray("items").getJsonObject(0);

    assertThat(item.getJsonArray("seenSinceLastUpdate")).isEmpty();
    assertThat(item.getJsonArray("seenSinceLastContentUpdate")).hasSize(1);
  }

  @Test
  void update_movesTheDialogToTheFront() {
    List<String> created = create(2);

    client.patch(DIALOGS + "/" + created.get(0), Dialogs.newTitle("Another")).expect(204);

    assertThat(ids(find(""))).containsExactly(created.get(0), created.get(1));
    assertThat(ids(find("orderBy=createdAt"))).containsExactly(created.get(1), created.get(0));
  }

  @Test
  void nonSensitiveTexts_replaceTheOthers() {
    JsonObject content =
        Dialogs.content("Secret", "Secret summary").put("nonSensitiveTitle", Dialogs.text("Open"));
    client.created(Dialogs.create(owner).put("content", content));

    JsonObject shown = find("").getJsonArray("items").getJsonObject(0).getJsonObject("content");

    assertThat(shown.fieldNames()).containsExactly("title", "summary");
    assertThat(shown.getJsonObject("title").encode()).contains("Open").doesNotContain("Secret");
    assertThat(shown.getJsonObject("summary").encode()).contains("Secret summary");
  }

  @Test
  void otherOrganisations_neverFound_notEvenByAdmin() {
    create(1);
    ServiceOwner other = ServiceOwner.fresh();

    ApiClient admin = service.client().with(service.tokens().of(other, Scope.ADMIN, Scope.SEARCH));

    assertThat(admin.get(DIALOGS).expect(200).json().getJsonArray("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Scope.SERVICE_PROVIDER, Scope.SEARCH})
  void oneScopeOfTwo_403(String scope) {
    service.client().with(service.tokens().withOnly(owner, scope)).get(DIALOGS).problem(403);
  }

  private static JsonObject attachment(String consumerType) {
    JsonObject url =
        new JsonObject().put("url", "https://example.com/a").put("consumerType", consumerType);
    return new JsonObject().put("urls", new JsonArray().add(url));
  }

  private List<String> create(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(client.post(DIALOGS, Dialogs.create(owner)).expect(201).id().toString());
    }
    return ids;
  }

  /** All of the same times. */
  private static void copies(String id, int count) throws Exception {
    try (Connection connection = TestDatabase.shared().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO dialog SELECT (c.copy).* FROM (
            SELECT json_populate_record(d, json_build_object('id', gen_random_uuid())) AS copy
            FROM dialog d, generate_series(1, %d) WHERE d.id = '%s' OFFSET 0) c\
          """
              .formatted(count, id));
    }
  }

  private JsonObject find(String query) {
    return client.get(DIALOGS + "?" + query).expect(200).json();
  }

  private static List<String> ids(JsonObject page) {
    List<String> ids = new ArrayList<>();
    page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("id")));
    return ids;
  }
}
