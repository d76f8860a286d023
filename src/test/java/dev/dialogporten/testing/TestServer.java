package dev.dialogporten.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server of this test run, started when first asked for. */
final class TestServer {
  private static final String CONTAINER_IMAGE = "postgres:18-alpine";

  private TestServer() {}

  /** A {@code postgresql://} URL with user and password. */
  static String url() {
    return Holder.URL;
  }

  private static final class Holder {
    static final String URL = start();

    private static String start() {
      String given = System.getProperty("database.url", "");
      if (!given.isBlank()) {
        return told("the one given by -Ddatabase.url", given);
      }
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return told("container " + CONTAINER_IMAGE, container());
      }
      return told("embedded", embedded());
    }

    private static String told(String which, String url) {
      System.out.println("Test database: " + which);
      return url;
    }

    @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
    private static String container() {
      PostgreSQLContainer container =
          new PostgreSQLContainer(CONTAINER_IMAGE)
              .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
      container.start();
      return "postgresql://%s:%s@%s:%d/%s"
          .formatted(
              container.getUsername(),
              container.getPassword(),
              container.getHost(),
              container.getFirstMappedPort(),
              container.getDatabaseName());
    }

    @SuppressWarnings("resource") // closed by the shutdown hook of the library
    private static String embedded() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
