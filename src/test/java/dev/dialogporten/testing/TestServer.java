package dev.dialogporten.testing;

import dev.dialogporten.config.DatabaseSettings.Embedded;
import dev.dialogporten.config.DatabaseSettings.Server;
import dev.dialogporten.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL server of this test run, started when first asked for. */
public final class TestServer {
  /** Where tests unpack the embedded PostgreSQL, which takes seconds, once. */
  public static final Path EMBEDDED_PROGRAMS = Path.of("target", "postgresql.programs");

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

    private static String embedded() {
      Path directory = Path.of("target", "postgresql-" + ProcessHandle.current().pid());
      EmbeddedDatabase database =
          EmbeddedDatabase.start(new Embedded(directory, 0), EMBEDDED_PROGRAMS);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(database, directory)));
      Server server = database.server();
      String url = TestDatabase.url(server);
      // tests survive a power cut by being run again
      TestDatabase.execute(url, "ALTER ROLE " + server.user() + " SET synchronous_commit = off");
      return url;
    }

    private static void remove(EmbeddedDatabase database, Path directory) {
      database.stop();
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        System.out.println("left behind: " + directory);
      }
    }
  }
}
