package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The change feed of all dialogs and of one. */
@ExtendWith(ServiceExtension.class)
class ChangeFeedIT {
  private static final String CHANGES = "/api/v1/serviceowner/changes";
  private static final String SILENT = "?isSilentUpdate=true";
  private static final String PERSON = "urn:altinn:person:identifier-no:08844397713";

  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  ChangeFeedIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void create_wholeItem() {
    JsonObject body =
        Dialogs.create(owner)
            .put("process", "urn:test:process:1")
            .put("precedingProcess", "urn:test:process:0")
            .put("transmissions", new JsonArray().add(Dialogs.transmission()))
            .put("activities", new JsonArray().add(Dialogs.activity()));
    JsonObject dialog = client.created(body);
    String id = dialog.getString("id");

    List<JsonObject> items = await(path(id), 1);

    JsonArray transmissions = dialog.getJsonArray("transmissions");
    JsonArray activities = dialog.getJsonArray("activities");
    assertThatJson(items.get(0).encode())
        .whenIgnoringPaths("position", "changedMembers")
        .isEqualTo(
            new JsonObject()
                .put("dialogId", id)
                .put("time", dialog.getString("createdAt"))
                .put("kind", "created")
                .put("isSilent", false)
                .put("revisionAfter", dialog.getString("revision"))
                .put("actor", "urn:altinn:organization:identifier-no:" + owner.organizationNumber())
                .put("serviceResource", owner.resource())
                .put("party", body.getString("party"))
                .put("process", "urn:test:process:1")
                .put("precedingProcess", "urn:test:process:0")
                .put(
                    "transmissions",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("id", transmissions.getJsonObject(0).getString("id"))
                                .put("senderType", "ServiceOwner")))
                .put(
                    "activities",
                    new JsonArray()
                        .add(
                            new JsonObject()
                                .put("id", activities.getJsonObject(0).getString("id"))
                                .put("type", "DialogCreated")))
                .encode());
  }

  @Test
  void everyKind_withItsRevisions() {
    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    String path = DIALOGS + "/" + created.id();
    List<String> tags = new ArrayList<>(List.of(created.etag()));
    tags.add(client.patch(path, Dialogs.newTitle("Other")).expect(204).etag());
    tags.add(client.delete(path).expect(204).etag());
    tags.add(client.post(path + "/actions/restore").expect(204).etag());
    client.get(path + "?endUserId=" + PERSON).expect(200);
    client.post(path + "/actions/purge").expect(204);

    List<JsonObject> items = await(path(created.id().toString()), 6);

    assertThat(items)
        .extracting(item -> item.getString("kind"))
        .containsExactly("created", "updated", "deleted", "restored", "seen", "purged");
    assertThat(items.get(0).containsKey("revisionBefore")).isFalse();
    for (int i = 1; i < 4; i++) {
      assertThat("\"" + items.get(i).getString("revisionBefore") + "\"").isEqualTo(tags.get(i - 1));
      assertThat("\"" + items.get(i).getString("revisionAfter") + "\"").isEqualTo(tags.get(i));
    }
    assertThat(items.get(1).getJsonArray("changedMembers")).containsExactly("content");
    assertThat(items.get(4).containsKey("seenLogId")).isTrue();
    assertThat(items).extracting(item -> item.getString("position")).doesNotHaveDuplicates();
  }

  @Test
  void changedMembers_areNamed() {
    String id = create();
    String patch =
        """
        [{"op": "replace", "path": "/progress", "value": 5},
         {"op": "replace", "path": "/extendedStatus", "value": "x"},
         {"op": "add", "path": "/searchTags/-", "value": {"value": "tag"}}]
        """;
    client.patch(DIALOGS + "/" + id, patch).expect(204);

    List<JsonObject> items = await(path(id), 2);

    assertThat(items.get(1).getJsonArray("changedMembers"))
        .containsExactlyInAnyOrder("progress", "extendedStatus", "searchTags");
  }

  @Test
  void silent_onlyWhenAsked() {
    String id = client.post(DIALOGS + SILENT, Dialogs.create(owner)).expect(201).id().toString();
    client.patch(DIALOGS + "/" + id, Dialogs.newTitle("Loud")).expect(204);

    assertThat(await(path(id), 1)).extracting(i -> i.getString("kind")).containsExactly("updated");
    List<JsonObject> all = await(path(id) + "?includeSilent=true", 2);
    assertThat(all).extracting(item -> item.getBoolean("isSilent")).containsExactly(true, false);
    assertThat(await(CHANGES, 1)).hasSize(1);
    assertThat(await(CHANGES + "?includeSilent=true", 2)).hasSize(2);
  }

  /** It has been changed, silently: there is such a dialog, and nothing to tell. */
  @Test
  void onlySilentChanges_isAnEmptyPage() {
    String id = client.post(DIALOGS + SILENT, Dialogs.create(owner)).expect(201).id().toString();
    await(path(id) + "?includeSilent=true", 1);

    assertThat(client.get(path(id)).expect(200).json().getJsonArray("items")).isEmpty();
  }

  @Test
  void pages_ofAllDialogs() {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.add(create());
      ServiceOwner other = ServiceOwner.fresh();
      service.client(other).post(DIALOGS, Dialogs.create(other)).expect(201);
    }
    // a page from the database may show a change that the tail of this node follows a moment later
    Patience.until(() -> readAll(3).dialogs().size() >= 7);
    Walk walk = readAll(3);

    assertThat(walk.dialogs()).isEqualTo(written);
    String later = create();
    assertThat(await(CHANGES + "?since=" + walk.next(), 1))
        .extracting(item -> item.getString("dialogId"))
        .containsExactly(later);
  }

  /** What a walk over all pages found, and where it ended. */
  private record Walk(List<String> dialogs, String next) {}

  private Walk readAll(int limit) {
    List<String> read = new ArrayList<>();
    JsonObject page = client.get(CHANGES + "?limit=" + limit).expect(200).json();
    while (true) {
      assertThat(page.getJsonArray("items").size()).isLessThanOrEqualTo(limit);
      items(page).forEach(item -> read.add(item.getString("dialogId")));
      if (!page.getBoolean("hasMore")) {
        return new Walk(read, page.getString("next"));
      }
      String next = "&since=" + page.getString("next");
      page = client.get(CHANGES + "?limit=" + limit + next).expect(200).json();
    }
  }

  @Test
  void pages_ofOneDialog_fromAnyPosition() {
    String id = create();
    for (int i = 0; i < 3; i++) {
      client.patch(DIALOGS + "/" + id, Dialogs.newTitle("Title " + i)).expect(204);
      create();
    }
    List<JsonObject> all = await(path(id), 4);

    JsonObject first = client.get(path(id) + "?limit=3").expect(200).json();
    assertThat(items(first)).isEqualTo(all.subList(0, 3));
    assertThat(first.getBoolean("hasMore")).isTrue();
    for (int i = 0; i < all.size(); i++) {
      String since = path(id) + "?since=" + all.get(i).getString("position");
      assertThat(items(client.get(since).expect(200).json()))
          .isEqualTo(all.subList(i + 1, all.size()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limit, limit=0",
    "limit, limit=1001",
    "limit, limit=x",
    "limit, limit=-1",
    "since, since=x",
    "since, since=99999999999999.1",
    "includeSilent, includeSilent=maybe",
  })
  void badParameters(String key, String query) {
    client.get(CHANGES + "?" + query).problem(400, key);
    client.get(path(create()) + "?" + query).problem(400, key);
  }

  @Test
  void limits_areAccepted() {
    String id = create();
    await(path(id) + "?limit=1", 1);
    await(path(id) + "?limit=1000", 1);
  }

  @Test
  void unknownOrForeignDialog_404(ServiceOwner other) {
    String id = create();
    String next = await(path(id), 1).get(0).getString("position");

    ApiClient stranger = service.client(other);
    for (String query : List.of("", "?includeSilent=true", "?since=" + next)) {
      stranger.get(path(id) + query).problem(404, "DialogEntity");
      client.get(path(UUID.randomUUID().toString()) + query).problem(404, "DialogEntity");
    }
    client.get(path("x")).problem(400, "dialogId");
    assertThat(items(stranger.get(CHANGES).expect(200).json())).isEmpty();
  }

  @Test
  void withoutTokenOrScope() {
    String path = path(create());
    for (String feed : List.of(CHANGES, path)) {
      service.client().get(feed).problem(401);
      client.with(service.tokens().withOnly(owner, "openid")).get(feed).problem(403);
      ApiClient unknown = client.with(service.tokens().of(new ServiceOwner("991825827", null)));
      unknown.get(feed).problem(403, "Forbidden");
    }
  }

  @Test
  void positionExpired_410() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    try (TestService own = TestService.start(database, Map.of());
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      String id = own.client(owner).post(DIALOGS, Dialogs.create(owner)).id().toString();
      // transactions of other tests may hide the end of the log for a moment
      Patience.until(() -> own.client(owner).get(path(id)).status() == 200);
      statement.execute("UPDATE event_log_floor SET txid = 5, seq = 6");

      for (String feed : List.of(CHANGES, path(id))) {
        String gone = own.client(owner).get(feed + "?since=5.5").problem(410, "since");
        assertThat(gone).contains("5.6");
        JsonObject problem = own.client(owner).get(feed + "?since=5.5").expect(410).json();
        String oldest = problem.getString("oldest");
        own.client(owner).get(feed + "?since=" + oldest).expect(200);
        own.client(owner).get(feed).expect(200);
      }
    }
  }

  private String create() {
    return client.post(DIALOGS, Dialogs.create(owner)).expect(201).id().toString();
  }

  private static String path(String id) {
    return DIALOGS + "/" + id + "/changes";
  }

  /** All items; transactions of other tests may hide the end of the log for a moment. */
  private List<JsonObject> await(String path, int count) {
    List<JsonObject> found = new ArrayList<>();
    Patience.until(
        () -> {
          found.clear();
          ApiResponse page = client.get(path);
          if (page.status() != 404) {
            found.addAll(items(page.expect(200).json()));
          }
          return found.size() >= count;
        });
    assertThat(found).hasSize(count);
    return found;
  }

  private static List<JsonObject> items(JsonObject page) {
    return page.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
  }
}
