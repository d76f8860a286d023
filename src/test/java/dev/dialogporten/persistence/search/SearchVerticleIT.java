package dev.dialogporten.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.dialog.search.InstanceRef;
import dev.dialogporten.dialog.search.Page;
import dev.dialogporten.dialog.search.Reach;
import dev.dialogporten.dialog.search.SearchHit;
import dev.dialogporten.dialog.search.SearchQuery;
import dev.dialogporten.dialog.search.SearchQuery.FindDialogs;
import dev.dialogporten.dialog.search.SearchQuery.LookUp;
import dev.dialogporten.dialog.search.SearchQuery.LookedUp;
import dev.dialogporten.persistence.Searches;
import dev.dialogporten.persistence.StoredDialogs;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchVerticleIT {
  private final Vertx vertx = Vertx.vertx();
  private Bus bus;

  @BeforeEach
  void install() {
    Bus.install(vertx);
    bus = new Bus(vertx, 1, 20_000);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void slowSearch_422_andTheNextOneIsAnswered() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    StoredDialogs dialogs = new StoredDialogs(database);
    dialogs.insert(Map.of());
    deploy(database, Map.of("search.statement-timeout", "300ms", "search.pool-size", "1"));

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE dialog IN ACCESS EXCLUSIVE MODE");
      ProblemException problem =
          catchThrowableOfType(ProblemException.class, () -> find(dialogs.org).await());
      assertThat(problem.problem().type()).isEqualTo(ProblemType.UNPROCESSABLE);
      assertThat(problem.problem().errors()).containsOnlyKeys("Search");
      connection.rollback();
    }
    assertThat(find(dialogs.org).await().items()).hasSize(1);
  }

  @Test
  void moreSearchesThanMayWait_503() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    deploy(database, Map.of("search.pool-size", "1", "search.max-waiting", "1"));
    // opens the connection: until then the first search waits for one as well
    find("org").await();

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE dialog IN ACCESS EXCLUSIVE MODE");
      Future<?> running = find("org");
      Future<?> waiting = find("org");
      ProblemException problem =
          catchThrowableOfType(ProblemException.class, () -> find("org").await());
      assertThat(problem.problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
      connection.rollback();
      Future.all(running, waiting).await();
    }
  }

  /** One organisation has a search running and ten waiting: another's runs all the same. */
  @Test
  void searchesOfOne_doNotKeepAnotherWaiting() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    deploy(database, Map.of("search.pool-size", "2", "search.max-waiting", "20"));
    find("org").await();

    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE dialog IN ACCESS EXCLUSIVE MODE");
      List<Future<?>> flood = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        flood.add(find("flood"));
      }
      ProblemException refused =
          catchThrowableOfType(ProblemException.class, () -> find("flood").await());
      assertThat(refused.problem().type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
      awaitBlocked(statement, 1);
      Future<?> other = find("other");
      awaitBlocked(statement, 2); // it has the last connection, before ten others
      connection.rollback();
      other.await();
      Future.all(flood).await();
    }
  }

  private static void awaitBlocked(Statement statement, int count) throws Exception {
    int blocked;
    do {
      try (ResultSet rows =
          statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted")) {
        rows.next();
        blocked = rows.getInt(1);
      }
    } while (blocked < count);
    assertThat(blocked).isEqualTo(count);
  }

  @Test
  void nothingInReach_isAnEmptyPage() throws Exception {
    deploy(TestDatabase.shared(), Map.of());
    Searches search = Searches.of("org");
    search.reach = new Reach(List.of(), List.of(), List.of());

    Page<SearchHit> page =
        bus.<Page<SearchHit>>request(SearchQuery.ADDRESS, new FindDialogs(search.build())).await();

    assertThat(page).isEqualTo(Page.empty());
  }

  @Test
  void lookUp_byIdAndByLabel() throws Exception {
    deploy(TestDatabase.shared(), Map.of());
    StoredDialogs dialogs = new StoredDialogs(TestDatabase.shared());
    UUID id = dialogs.insert(Map.of("deleted_at", StoredDialogs.TIME));
    UUID instance = UUID.randomUUID();
    String label = "urn:altinn:integration:storage:77/" + instance;
    dialogs.label(id, label);
    InstanceRef ref = InstanceRef.parse("urn:altinn:instance-id:77/" + instance).orElseThrow();

    assertThat(lookUp(InstanceRef.ofDialog(id)))
        .singleElement()
        .satisfies(found -> assertThat(found.serviceOwnerLabels()).containsExactly(label));
    assertThat(lookUp(ref))
        .singleElement()
        .satisfies(f -> assertThat(f.dialog().id()).isEqualTo(id));
    assertThat(lookUp(InstanceRef.ofDialog(UUID.randomUUID()))).isEmpty();

    dialogs.label(dialogs.insert(Map.of()), label);
    assertThat(lookUp(ref)).hasSize(2);
  }

  @Test
  void tokenSecret_isSharedByAllNodesOfADatabase() throws Exception {
    var settings = SettingsLoader.of(Map.of()).search();
    var configured = SettingsLoader.of(Map.of("search.token-secret", "known")).search();
    var database = TestDatabase.shared().database().dataSource();

    assertThat(SearchSecret.of(settings, database))
        .isEqualTo(SearchSecret.of(settings, database))
        .hasSize(32);
    assertThat(SearchSecret.of(configured, database)).asString().isEqualTo("known");
  }

  private void deploy(TestDatabase database, Map<String, String> settings) {
    var search = SettingsLoader.of(settings).search();
    vertx
        .deployVerticle(
            new SearchVerticle(bus, search, v -> database.database().searchPool(v, search)))
        .await();
  }

  private Future<Page<SearchHit>> find(String org) {
    return bus.request(SearchQuery.ADDRESS, new FindDialogs(Searches.of(org).build()));
  }

  private List<LookedUp> lookUp(InstanceRef ref) {
    return bus.<List<LookedUp>>request(SearchQuery.ADDRESS, new LookUp(ref, null, "asker")).await();
  }
}
