package dev.dialogporten.api;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ServiceExtension.class)
class SearchOnBehalfIT {
  private static final String PERSON = "urn:altinn:person:identifier-no:03886595947";

  private final ServiceOwner owner;
  private final ApiClient client;

  SearchOnBehalfIT(TestService service, ServiceOwner owner) {
    this.owner = owner;
    this.client = service.client(owner);
  }

  @Test
  void onlyWhatThePersonMaySee(@TempDir Path directory) throws Exception {
    JsonObject whole = create(owner.resource());
    JsonObject pair = create(owner.resource());
    create(owner.otherResource(), pair.getString("party"));
    JsonObject none = create(owner.resource());
    JsonArray rules =
        new JsonArray()
            .add(rule(whole.getString("party")))
            .add(
                rule(pair.getString("party"))
                    .put("resources", new JsonArray().add(owner.resource())));
    Path file = Files.writeString(directory.resolve("access.json"), rules.encode());

    try (TestService service = TestService.start(Map.of("access.file", file.toString()))) {
      ApiClient guarded = service.client(owner);
      String resources =
          "serviceResource=" + owner.resource() + "&serviceResource=" + owner.otherResource();

      assertThat(ids(guarded, resources))
          .containsExactlyInAnyOrder(whole.getString("id"), pair.getString("id"));
      assertThat(ids(guarded, "party=" + pair.getString("party")))
          .containsExactly(pair.getString("id"));
      assertThat(ids(guarded, "party=" + none.getString("party"))).isEmpty();
      assertThat(ids(guarded, "serviceResource=" + owner.otherResource())).isEmpty();
    }
  }

  /** A rule for every party: its resource is found with and without asking for a party. */
  @Test
  void anyParty_ofOneResourceAndOneWholeParty(@TempDir Path directory) throws Exception {
    JsonObject open = create(owner.otherResource());
    JsonObject openToo = create(owner.otherResource());
    JsonObject whole = create(owner.resource(), openToo.getString("party"));
    create(owner.resource(), open.getString("party"));
    JsonArray rules =
        new JsonArray()
            .add(rule("*").put("resources", new JsonArray().add(owner.otherResource())))
            .add(rule(openToo.getString("party")));
    Path file = Files.writeString(directory.resolve("access.json"), rules.encode());

    try (TestService service = TestService.start(Map.of("access.file", file.toString()))) {
      ApiClient guarded = service.client(owner);
      String both = "&serviceResource=" + owner.otherResource();
      String[] all = {open.getString("id"), openToo.getString("id"), whole.getString("id")};

      assertThat(ids(guarded, "serviceResource=" + owner.resource() + both))
          .containsExactlyInAnyOrder(all);
      assertThat(ids(guarded, "party=" + open.getString("party"))).containsExactly(all[0]);
      assertThat(ids(guarded, "party=" + openToo.getString("party")))
          .containsExactlyInAnyOrder(all[1], all[2]);
      assertThat(ids(guarded, "serviceResource=" + owner.resource())).containsExactly(all[2]);
      String created = "&orderBy=createdAt_asc";
      assertThat(ids(guarded, "serviceResource=" + owner.otherResource() + created))
          .containsExactly(all[0], all[1]);
    }
  }

  @Test
  void visibility_notYetVisibleUnlessAskedFor() {
    JsonObject now = client.created(Dialogs.create(owner));
    JsonObject later =
        client.created(Dialogs.create(owner).put("visibleFrom", "2099-01-01T00:00:00Z"));
    String resource = "serviceResource=" + owner.resource();

    assertThat(ids(client, resource)).hasSize(2);
    assertThat(ids(client, resource + "&visibleAfter=2050-01-01T00:00:00Z"))
        .containsExactly(now.getString("id"));
    assertThat(ids(client, resource + "&visibleAfter=2099-01-01T00:00:00Z")).hasSize(2);
    assertThat(ids(client, resource + "&visibleBefore=2050-01-01T00:00:00Z"))
        .contains(later.getString("id"));
  }

  @Test
  void currentEndUser_isMarked_andSearchingMarksNothing() {
    JsonObject dialog = client.created(Dialogs.create(owner));
    String party = "party=" + dialog.getString("party");
    assertThat(ids(client, party)).hasSize(1);
    assertThat(client.get(DIALOGS + "/" + dialog.getString("id") + "/seenlog").array()).isEmpty();

    client.get(DIALOGS + "/" + dialog.getString("id") + "?endUserId=" + PERSON).expect(200);

    JsonObject entry =
        find(client, party)
            .getJsonArray("items")
            .getJsonObject(0)
            .getJsonArray("seenSinceLastUpdate")
            .getJsonObject(0);
    assertThat(entry.getBoolean("isCurrentEndUser")).isTrue();
    assertThat(entry.getBoolean("isViaServiceOwner")).isTrue();
  }

  @Test
  void freeText_isFoundSoonAfterTheWrite() {
    TestDatabase database = TestDatabase.fresh();
    try (TestService service =
        TestService.start(database, Map.of("search.texts.interval", "20ms"))) {
      ApiClient own = service.client(owner);
      JsonObject dialog =
          own.created(
              Dialogs.create(owner)
                  .put("content", Dialogs.content("Påminnelse om betalinger", "Kort")));
      String text = "serviceResource=" + owner.resource() + "&searchLanguageCode=nb&search=";

      eventually(() -> ids(own, text + "betaling").equals(List.of(dialog.getString("id"))));
      String again = text.replace("=nb&", "=NB_no&") + "betalinger";
      assertThat(ids(own, again)).containsExactly(dialog.getString("id"));
      assertThat(ids(own, text + "skatt")).isEmpty();
      assertThat(ids(own, text + "AND")).isEmpty();
      assertThat(ids(own, text + "-skatt")).isEmpty();

      own.patch(DIALOGS + "/" + dialog.getString("id"), Dialogs.newTitle("Vedtak om skatter"))
          .expect(204);
      eventually(() -> ids(own, text + "skatt").size() == 1);
      assertThat(ids(own, text + "betaling")).isEmpty();

      own.post(DIALOGS + "/" + dialog.getString("id") + "/actions/purge").expect(204);
      assertThat(ids(own, text + "skatt")).isEmpty();
    }
  }

  /** Looks again until it holds; the index has no other sign of being ready. */
  private static void eventually(java.util.function.BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("became true in time").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private JsonObject create(String resource) {
    return client.created(Dialogs.create(resource));
  }

  private JsonObject create(String resource, String party) {
    return client.created(Dialogs.create(resource).put("party", party));
  }

  private static JsonObject rule(String party) {
    return new JsonObject().put("person", PERSON).put("party", party);
  }

  private static JsonObject find(ApiClient client, String query) {
    return client.get(DIALOGS + "?endUserId=" + PERSON + "&" + query).expect(200).json();
  }

  private static List<String> ids(ApiClient client, String query) {
    List<String> ids = new ArrayList<>();
    find(client, query)
        .getJsonArray("items")
        .forEach(item -> ids.add(((JsonObject) item).getString("id")));
    assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
    return ids;
  }
}
