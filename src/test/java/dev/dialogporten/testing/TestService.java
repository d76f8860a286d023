package dev.dialogporten.testing;

import dev.dialogporten.Service;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.http.exchange.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real service on free ports, against the {@link TestDatabase}. Tests get the shared one as a
 * parameter by {@link ServiceExtension}; those that need other settings or stop it start their own:
 *
 * <pre>{@code
 * try (TestService service = TestService.start(Map.of("http.etag", "bare"))) {
 *   service.client()...
 * }
 * }</pre>
 */
public final class TestService implements AutoCloseable {
  private final Service service;
  private final TestDatabase database;
  private final Tokens tokens;

  private TestService(Service service, TestDatabase database) {
    this.service = service;
    this.database = database;
    this.tokens = new Tokens(service.devIssuer().orElseThrow());
  }

  /** The one most tests use; started once per JVM. */
  static TestService shared() {
    return Shared.SERVICE;
  }

  /** A service of its own on the shared database; the given settings win over the usual ones. */
  public static TestService start(Map<String, String> settings) {
    return start(TestDatabase.shared(), settings);
  }

  /** A service of its own on a database of its own choice. */
  public static TestService start(TestDatabase database, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("http.port", "0");
    all.put("management.port", "0");
    all.put("database.url", database.url());
    // whatever the machine has: that commands find their shard is to be tested too
    all.put("write.shards", "2");
    all.put("auth.audit", "false");
    all.put("auth.dev.key-file", keyFile());
    all.put("registry.file", TestRegistry.FILE.toString());
    all.putAll(settings);
    return new TestService(new Service(SettingsLoader.of(all)).start(), database);
  }

  /** A client of the API without a token. */
  public ApiClient client() {
    return new ApiClient("http://127.0.0.1:" + service.port(), null);
  }

  /** A client with a token of a service owner who is nobody else's. */
  public ApiClient client(ServiceOwner owner) {
    return client().with(tokens.of(owner));
  }

  /** A client of health and metrics. */
  public ApiClient management() {
    return new ApiClient("http://127.0.0.1:" + service.managementPort(), null);
  }

  public Tokens tokens() {
    return tokens;
  }

  /** What it works on, unless the settings named another. */
  public TestDatabase database() {
    return database;
  }

  /** Everything the API serves. */
  public List<Route> routes() {
    return service.routes();
  }

  public int port() {
    return service.port();
  }

  @Override
  public void close() {
    service.stop();
  }

  private static String keyFile() {
    try {
      return Files.createTempDirectory("dialogporten-it").resolve("key.pem").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {
    static final TestService SERVICE = start(Map.of());

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVICE::close));
    }
  }
}
