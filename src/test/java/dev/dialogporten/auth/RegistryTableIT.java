package dev.dialogporten.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.config.RegistrySettings;
import dev.dialogporten.registry.Registries;
import dev.dialogporten.registry.ResourceRegistry;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry kept in the database, edited with SQL. */
class RegistryTableIT {
  private final TestDatabase database = TestDatabase.fresh();
  private Vertx vertx;
  private Pool pool;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    pool = database.pool(vertx, 2);
  }

  @AfterEach
  void stop() {
    pool.close().await();
    vertx.close().await();
  }

  @Test
  void table_isReadAgainWhenItHasChanged() throws SQLException {
    Registries registries = new Registries(vertx, fromDatabase(), true, pool);
    registries.start().await();
    ResourceRegistry resources = registries.resources();
    assertThat(resources.isLoaded()).isTrue();
    assertThat(resources.find("urn:altinn:resource:my-service")).isEmpty();

    execute(
        """
        INSERT INTO service_resource (id, resource_type, org_number, org_code)
        VALUES ('urn:altinn:resource:My-Service', 'GenericAccessResource', '991825827', 'TTD');
        INSERT INTO service_owner VALUES ('991825827', 'TTD', '{"nb": "Testdep"}'),
          ('974761076', 'skd', '{}')
        """);
    registries.start().await();

    var found = resources.find("urn:altinn:resource:my-service").orElseThrow();
    assertThat(found.type()).isEqualTo("genericaccessresource");
    assertThat(found.delegable()).isTrue();
    assertThat(found.minimumAuthenticationLevel()).isNull();
    assertThat(resources.isOwnedBy("urn:altinn:resource:my-service", "991825827")).isTrue();
    assertThat(resources.organizationCode("991825827")).contains("ttd");
    assertThat(resources.organizationCode("974761076")).contains("skd");
    assertThat(resources.organizationName("ttd")).isEqualTo(Map.of("nb", "Testdep"));
  }

  @Test
  void table_refusesWhatCannotBeServed() {
    for (String values :
        new String[] {
          "'my-service', 'altinnapp', '991825827', 'ttd'",
          "'urn:altinn:resource:x', 'consent', '991825827', 'ttd'",
          "'urn:altinn:resource:x', 'altinnapp', '99182582', 'ttd'",
          "'urn:altinn:resource:x', 'altinnapp', '991825827', ''"
        }) {
      assertThatThrownBy(
              () ->
                  execute(
                      "INSERT INTO service_resource (id, resource_type, org_number, org_code)"
                          + " VALUES ("
                          + values
                          + ")"))
          .as(values)
          .hasMessageContaining("check constraint");
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static RegistrySettings fromDatabase() {
    return new RegistrySettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Duration.ofHours(1),
        Optional.empty(),
        RegistrySettings.UnknownNames.ACCEPT,
        Optional.empty());
  }
}
