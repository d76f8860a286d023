package dev.dialogporten.persistence.connect;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import dev.dialogporten.testing.TestService;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Tables change while statements on them are cached, as in a rolling upgrade. */
class StaleStatementsIT {

  @Test
  void tablesChange_underLoad_nothingFails() throws Exception {
    TestDatabase database = TestDatabase.fresh();
    ServiceOwner owner = ServiceOwner.fresh();
    ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    try (TestService service = TestService.start(database, Map.of())) {
      ApiClient client = service.client(owner);
      String path = DIALOGS + "/" + client.post(DIALOGS, Dialogs.create(owner)).expect(201).id();
      CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(database));
      int round = 0;
      do {
        statuses.add(client.patch(path, Dialogs.newTitle("Round " + ++round)).status());
        statuses.add(client.post(path + "/activities", Dialogs.activity()).status());
        statuses.add(client.post(DIALOGS, Dialogs.create(owner)).status());
        statuses.add(client.get(path).status());
        statuses.add(client.get(path + "/activities").status());
        statuses.add(client.get(DIALOGS + "?serviceResource=" + owner.resource()).status());
      } while (!changes.isDone());
      changes.get();
    }
    assertThat(statuses).containsOnly(200, 201, 204);
  }

  @Test
  void statementsDropped_arePreparedAgain() {
    Vertx vertx = Vertx.vertx();
    Pool pool = TestDatabase.shared().pool(vertx, 1);
    for (String drop : List.of("DEALLOCATE ALL", "DISCARD ALL")) {
      pool.preparedQuery("SELECT 1").execute().await();
      pool.query(drop).execute().await();

      assertThat(pool.preparedQuery("SELECT 1").execute().await().size()).isOne();
    }
    vertx.close().await();
  }

  @Test
  void resultTypeChanges_inTransaction_runsAgain() {
    Vertx vertx = Vertx.vertx();
    Pool pool = TestDatabase.fresh().pool(vertx, 2);
    pool.query("CREATE TABLE changing (a text)").execute().await();
    String insert = "INSERT INTO changing VALUES ('x') RETURNING a";
    List<Integer> runs = new ArrayList<>();
    for (String type : List.of("varchar(10)", "varchar(20)")) {
      pool.preparedQuery(insert).execute().await();
      pool.query("ALTER TABLE changing ALTER a TYPE " + type).execute().await();

      pool.withTransaction(
              connection -> {
                runs.add(1);
                return connection.preparedQuery(insert).execute();
              })
          .await();
    }
    assertThat(runs).hasSizeGreaterThan(2);
    assertThat(pool.query("SELECT a FROM changing").execute().await().size()).isEqualTo(4);
    vertx.close().await();
  }

  /** What an upgrade does, and what changes the type of a result, which PostgreSQL refuses. */
  private static void change(TestDatabase database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 8; i++) {
        statement.execute("ALTER TABLE dialog ADD COLUMN upgraded text DEFAULT 'x'");
        statement.execute("ALTER TABLE activity ADD COLUMN upgraded text");
        statement.execute(
            "ALTER TABLE dialog ALTER COLUMN extended_status TYPE varchar(" + (200 + i) + ")");
        statement.execute("ALTER TABLE dialog DROP COLUMN upgraded");
        statement.execute("ALTER TABLE activity DROP COLUMN upgraded");
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
