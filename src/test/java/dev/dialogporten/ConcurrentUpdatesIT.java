package dev.dialogporten;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceExtension;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many writers at the same time, in one process and in two: one winner per revision, nothing lost.
 */
@ExtendWith(ServiceExtension.class)
class ConcurrentUpdatesIT {
  private static final int WRITERS = 50;

  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
  private final TestService service;
  private final ServiceOwner owner;
  private final ApiClient client;

  ConcurrentUpdatesIT(TestService service, ServiceOwner owner) {
    this.service = service;
    this.owner = owner;
    this.client = service.client(owner);
  }

  @AfterEach
  void stop() {
    writers.shutdownNow();
  }

  @Test
  void patch_sameIfMatch_exactlyOneWins() throws Exception {
    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    String path = DIALOGS + "/" + created.id();
    ApiClient bound = client.ifMatch(created.etag());

    List<ApiResponse> answers = together(i -> bound.patch(path, progress(i)));

    assertThat(answers)
        .extracting(ApiResponse::status)
        .containsOnlyOnce(204)
        .containsOnly(204, 412);
    ApiResponse winner = answers.stream().filter(a -> a.status() == 204).findFirst().orElseThrow();
    ApiResponse read = client.get(path);
    assertThat(read.etag()).isEqualTo(winner.etag());
    assertThat(read.json().getInteger("progress")).isEqualTo(answers.indexOf(winner));
    assertThat(answers)
        .filteredOn(a -> a.status() == 412)
        .allMatch(a -> a.etag().equals(winner.etag()));
  }

  @Test
  void patch_withoutIfMatch_allSucceed_nothingLost() throws Exception {
    String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

    List<ApiResponse> answers = together(i -> client.patch(path, tag(i)));

    assertThat(answers).extracting(ApiResponse::status).containsOnly(204);
    assertThat(answers.stream().map(ApiResponse::etag).distinct()).hasSize(WRITERS);
    assertThat(tags(client.get(path).json())).hasSize(WRITERS);
  }

  /** The whole state each time, so the last one counts: but none is refused for being late. */
  @Test
  void put_withoutIfMatch_allSucceed() throws Exception {
    String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

    List<ApiResponse> answers =
        together(
            i ->
                client.put(
                    path,
                    Dialogs.replace("Title " + i)
                        .put("activities", new JsonArray().add(Dialogs.activity()))));

    assertThat(answers).extracting(ApiResponse::status).containsOnly(204);
    assertThat(answers.stream().map(ApiResponse::etag).distinct()).hasSize(WRITERS);
    ApiResponse read = client.get(path);
    assertThat(read.json().getJsonArray("activities")).hasSize(WRITERS);
    assertThat(answers).extracting(ApiResponse::etag).contains(read.etag());
  }

  @Test
  void put_sameIfMatch_exactlyOneWins() throws Exception {
    ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
    String path = DIALOGS + "/" + created.id();
    ApiClient bound = client.ifMatch(created.etag());

    List<ApiResponse> answers = together(i -> bound.put(path, Dialogs.replace("Title " + i)));

    assertThat(answers)
        .extracting(ApiResponse::status)
        .containsOnlyOnce(204)
        .containsOnly(204, 412);
  }

  @Test
  void append_inParallel_allSucceed() throws Exception {
    String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

    List<ApiResponse> answers =
        together(
            i ->
                i % 2 == 0
                    ? client.post(path + "/activities", Dialogs.activity())
                    : client.post(path + "/transmissions", Dialogs.transmission()));

    assertThat(answers).extracting(ApiResponse::status).containsOnly(201);
    JsonObject dialog = client.get(path).json();
    assertThat(dialog.getJsonArray("activities")).hasSize(WRITERS / 2);
    assertThat(dialog.getJsonArray("transmissions")).hasSize(WRITERS / 2);
    assertThat(dialog.getInteger("fromServiceOwnerTransmissionsCount")).isEqualTo(WRITERS / 2);
  }

  /**
   * Two processes know nothing of each other; the row decides, and each other's writes are seen.
   */
  @Test
  void twoNodes_oneDialog_chainsOfRevisionsNeverFork() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    try (TestService one = TestService.start(database, Map.of());
        TestService two = TestService.start(database, Map.of())) {
      ApiClient first = one.client(owner);
      ApiClient second = two.client().with(two.tokens().of(owner));
      String path = DIALOGS + "/" + first.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

      List<ApiResponse> answers = together(i -> (i % 2 == 0 ? first : second).patch(path, tag(i)));

      assertThat(answers).extracting(ApiResponse::status).containsOnly(204);
      assertThat(tags(first.get(path).json())).hasSize(WRITERS);
      assertThat(second.get(path).etag()).isEqualTo(first.get(path).etag());
      assertChainNeverForks(database, path.substring(DIALOGS.length() + 1));
    }
  }

  @Test
  void twoNodes_appendsAndPuts_allSucceed_nothingLost() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    try (TestService one = TestService.start(database, Map.of());
        TestService two = TestService.start(database, Map.of())) {
      ApiClient first = one.client(owner);
      ApiClient second = two.client().with(two.tokens().of(owner));
      String path = DIALOGS + "/" + first.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

      List<Integer> statuses =
          togetherAny(i -> appendOrPut(i % 2 == 0 ? first : second, path, i), WRITERS);

      assertThat(statuses).containsOnly(201, 204);
      assertThat(first.get(path).json().getJsonArray("activities")).hasSize(WRITERS);
    }
  }

  private static int appendOrPut(ApiClient client, String path, int number) {
    JsonObject body =
        Dialogs.replace("Title " + number)
            .put("activities", new JsonArray().add(Dialogs.activity()));
    return number % 5 == 0
        ? client.put(path, body).status()
        : client.post(path + "/activities", Dialogs.activity()).status();
  }

  /** Every bound writer that is told 204 was the only one on its revision, whatever the node. */
  @Test
  void twoNodes_boundWriters_oneWinnerPerRevision() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    try (TestService one = TestService.start(database, Map.of());
        TestService two = TestService.start(database, Map.of())) {
      ApiClient first = one.client(owner);
      ApiClient second = two.client().with(two.tokens().of(owner));
      String path = DIALOGS + "/" + first.post(DIALOGS, Dialogs.create(owner)).expect(201).id();

      List<Integer> wins = togetherAny(i -> winsOf(i % 2 == 0 ? first : second, path), 8);

      int total = wins.stream().mapToInt(Integer::intValue).sum();
      assertThat(total).isPositive();
      assertThat(assertChainNeverForks(database, path.substring(DIALOGS.length() + 1)))
          .isEqualTo(total + 1);
    }
  }

  private static int winsOf(ApiClient client, String path) {
    int wins = 0;
    for (int round = 0; round < 25; round++) {
      String etag = client.get(path).etag();
      JsonArray patch = tag(ThreadLocalRandom.current().nextInt(1_000_000_000));
      int status = client.ifMatch(etag).patch(path, patch).status();
      assertThat(status).isIn(204, 412);
      wins += status == 204 ? 1 : 0;
    }
    return wins;
  }

  /** Each revision is the ground of one change at most; returns the number of changes. */
  private static int assertChainNeverForks(TestDatabase database, String id) throws Exception {
    try (var connection = database.connect();
        var query =
            connection.prepareStatement(
                "SELECT count(*), count(DISTINCT revision_before), count(DISTINCT revision_after) "
                    + "FROM dialog_change WHERE dialog_id = ?::uuid")) {
      query.setString(1, id);
      try (var row = query.executeQuery()) {
        row.next();
        assertThat(row.getInt(2)).isEqualTo(row.getInt(1) - 1); // the create has none before it
        assertThat(row.getInt(3)).isEqualTo(row.getInt(1));
        return row.getInt(1);
      }
    }
  }

  private static JsonArray progress(int value) {
    return new JsonArray().add(Dialogs.operation("replace", "/progress", value));
  }

  private static JsonArray tag(int number) {
    return new JsonArray()
        .add(
            Dialogs.operation(
                "add", "/searchTags/-", new JsonObject().put("value", "tag-" + number)));
  }

  private static Set<String> tags(JsonObject dialog) {
    return dialog.getJsonArray("searchTags").stream()
        .map(tag -> ((JsonObject) tag).getString("value"))
        .collect(Collectors.toSet());
  }

  private List<ApiResponse> together(IntFunction<ApiResponse> request) throws Exception {
    return togetherAny(request, WRITERS);
  }

  private <T> List<T> togetherAny(IntFunction<T> work, int count) throws Exception {
    List<Callable<T>> tasks =
        IntStream.range(0, count).<Callable<T>>mapToObj(i -> () -> work.apply(i)).toList();
    List<T> results = new java.util.ArrayList<>();
    for (Future<T> done : writers.invokeAll(tasks)) {
      results.add(done.get());
    }
    return results;
  }
}
