package dev.dialogporten.persistence.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.config.DatabaseSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.problem.DatabaseUnavailable;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DatabaseIT {
  private static final Vertx VERTX = Vertx.vertx();

  @AfterAll
  static void close() {
    VERTX.close().await();
  }

  @Test
  void pool_connectionsHaveOurSettings() {
    Pool pool =
        database(TestDatabase.shared().url(), Map.of("database.statement-timeout", "7s"))
            .pool(VERTX, "test", 1);

    Row row =
        pool.query(
                "SELECT current_setting('statement_timeout'), current_setting('jit'),"
                    + " current_setting('application_name')")
            .execute()
            .await()
            .iterator()
            .next();

    assertThat(row.getString(0)).isEqualTo("7s");
    assertThat(row.getString(1)).isEqualTo("off");
    assertThat(row.getString(2)).isEqualTo("dialogporten");
    pool.close().await();
  }

  @Test
  void migrate_secondTime_changesNothing() {
    TestDatabase database = TestDatabase.fresh();

    database.database().migrate();

    Pool pool = database.pool(VERTX, 1);
    assertThat(pool.query("SELECT id FROM dialog").execute().await().size()).isZero();
    pool.close().await();
  }

  /** Flyway is left out where the newest file was applied; it must not be when it was not. */
  @Test
  void migrate_newestFileFailed_isNotTakenForDone() {
    TestDatabase database = TestDatabase.fresh();
    Pool pool = database.pool(VERTX, 1);
    pool.query(
            "UPDATE flyway_schema_history SET success = false WHERE installed_rank ="
                + " (SELECT max(installed_rank) FROM flyway_schema_history)")
        .execute()
        .await();
    pool.close().await();

    assertThatThrownBy(() -> database.database().migrate())
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("cannot be migrated");
  }

  @Test
  void newest_isTheLastFile() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .last()
          .isEqualTo(Migration.NEWEST);
    }
  }

  @Test
  void migrate_unknownDatabase_saysSoInOneLine() {
    String shared = TestDatabase.shared().url();
    String url = shared.replaceFirst("(://[^/]*)/[^?]*", "$1/no_such_database");

    assertThatThrownBy(() -> database(url, Map.of()).migrate())
        .isInstanceOf(DatabaseUnavailable.class)
        .hasMessageContaining("no_such_database")
        .message()
        .doesNotContain("\n");
  }

  private static Database database(String url, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("database.url", url);
    DatabaseSettings settings = SettingsLoader.of(properties).database();
    return new Database(settings, settings.server().orElseThrow());
  }
}
