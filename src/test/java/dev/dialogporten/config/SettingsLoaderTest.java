package dev.dialogporten.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.dialogporten.config.DatabaseSettings.SslMode;
import dev.dialogporten.config.HttpSettings.EtagForm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path directory;

  @Test
  void of_nothing_isTheDefaults() {
    Settings settings = SettingsLoader.of(Map.of());

    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().etag()).isEqualTo(EtagForm.QUOTED);
    assertThat(settings.http().maxBody()).isEqualTo(20_000_000);
    assertThat(settings.management().port()).isEqualTo(9090);
    assertThat(settings.database().server()).isEmpty();
    assertThat(settings.database().embedded().directory()).isEqualTo(Path.of("data"));
    assertThat(settings.write().cacheBytes()).isEqualTo(96L << 20);
    assertThat(settings.shutdown().grace()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void load_environmentWinsOverFile() throws IOException {
    Path file = file("http.port=1\nhttp.etag=bare\nhttp.base-uri=https://x.example/\n");

    Settings settings = load(file, Map.of("DIALOGPORTEN_HTTP_PORT", "2", "PATH", "/bin"));

    assertThat(settings.http().port()).isEqualTo(2);
    assertThat(settings.http().etag()).isEqualTo(EtagForm.BARE);
    assertThat(settings.http().baseUri()).contains(URI.create("https://x.example"));
  }

  @Test
  void load_variableNamesTheFile() throws IOException {
    Path file = file("http.port=1234");

    Settings settings =
        SettingsLoader.load(Optional.empty(), Map.of("DIALOGPORTEN_CONFIG", file.toString()));

    assertThat(settings.http().port()).isEqualTo(1234);
  }

  @Test
  void load_emptyVariable_countsAsNotGiven() throws IOException {
    Path file = file("http.port=1234");

    Settings settings =
        load(file, Map.of("DIALOGPORTEN_HTTP_PORT", "", "DIALOGPORTEN_DATABASE_URL", " "));

    assertThat(settings.http().port()).isEqualTo(1234);
    assertThat(settings.database().server()).isEmpty();
  }

  @Test
  void load_missingFile_namesIt() {
    Path missing = directory.resolve("missing.properties");

    assertThatThrownBy(() -> load(missing, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(missing + " (--config): no such file");
  }

  @Test
  void load_manyFaults_reportsAllOfThem() throws IOException {
    Path file =
        file(
            """
            http.port=eighty
            http.etag=weak
            htpp.port=1
            http.prot=1
            write.cache=5 bananas
            write.cache=64MiB
            registry.file=/no/such/file
            """);

    List<String> faults =
        faults(file, Map.of("DIALOGPORTEN_HTTP_HOSTS", "x", "DIALOGPORTEN_SHUTDOWN_GRACE", "5"));

    assertThat(faults)
        .hasSize(8)
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .isEqualTo(
                        "http.port (%s): \"eighty\" is not a whole number from 0 to 65535", file))
        .anySatisfy(fault -> assertThat(fault).contains("http.etag", "one of quoted, bare"))
        .anySatisfy(fault -> assertThat(fault).startsWith("htpp.port").contains("http.*"))
        .anySatisfy(fault -> assertThat(fault).startsWith("http.prot").endsWith("http.port"))
        .anySatisfy(fault -> assertThat(fault).startsWith("write.cache").endsWith("more than once"))
        .anySatisfy(fault -> assertThat(fault).contains("registry.file", "a file that exists"))
        .anySatisfy(
            fault -> assertThat(fault).startsWith("DIALOGPORTEN_HTTP_HOSTS: unknown variable"))
        .anySatisfy(
            fault ->
                assertThat(fault)
                    .contains("shutdown.grace (DIALOGPORTEN_SHUTDOWN_GRACE)", "\"5\"", "10s"));
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 65536",
    "http.port, -1",
    "http.max-body, 1GB",
    "http.max-body, 99999999999999999999GB",
    "http.max-body, 999999999999GiB",
    "http.idle-timeout, 60",
    "http.idle-timeout, 0s",
    "http.base-uri, dialogs.example.com",
    "http.base-uri, ftp://dialogs.example.com",
    "http.max-in-flight, 0",
    "database.url, mysql://localhost/x",
    "database.url, postgresql://localhost",
    "database.url, postgresql://localhost/x?search_path=y",
    "database.pooler, yes",
    "write.shards, 0",
    "log.level, verbose",
  })
  void of_badValue_isRefused(String key, String value) {
    List<String> faults = faults(Map.of(key, value));

    assertThat(faults).singleElement().asString().startsWith(key);
  }

  @Test
  void databaseUrl_partsAreRead() {
    DatabaseSettings.Server server =
        SettingsLoader.of(
                Map.of(
                    "database.url", "postgresql://me:p%40s%2Bs+@db:6543/dialogs?sslmode=require"))
            .database()
            .server()
            .orElseThrow();

    assertThat(server)
        .isEqualTo(
            new DatabaseSettings.Server(
                "db",
                6543,
                "dialogs",
                "me",
                new Secret("p@s+s+"),
                SslMode.REQUIRE,
                Optional.empty()));
  }

  @Test
  void databaseUrl_ownKeysWin() {
    DatabaseSettings.Server server =
        SettingsLoader.of(
                Map.of(
                    "database.url",
                        "jdbc:postgresql://[::1]/dialogs?user=x&password=y&sslmode=require",
                    "database.user", "someone",
                    "database.password", "secret",
                    "database.ssl-mode", "disable"))
            .database()
            .server()
            .orElseThrow();

    assertThat(server.host()).isEqualTo("::1");
    assertThat(server.port()).isEqualTo(5432);
    assertThat(server.user()).isEqualTo("someone");
    assertThat(server.password().value()).isEqualTo("secret");
    assertThat(server.sslMode()).isEqualTo(SslMode.DISABLE);
  }

  @Test
  void databaseUrl_loginMayFollowTheQuestionMark() {
    DatabaseSettings.Server server =
        SettingsLoader.of(
                Map.of("database.url", "jdbc:postgresql://h/d?user=someone&password=secret"))
            .database()
            .server()
            .orElseThrow();

    assertThat(server.user()).isEqualTo("someone");
    assertThat(server.password().value()).isEqualTo("secret");
  }

  @Test
  void databaseUrl_verifyWithoutCertificate_isRefused() {
    assertThat(faults(Map.of("database.url", "postgresql://h/d?sslmode=verify-full")))
        .containsExactly("database.ssl-root-certificate: needed to verify the server");
  }

  @Test
  void secrets_areNeverPrinted() {
    Map<String, String> good =
        Map.of("database.url", "postgresql://me:hush@db/x", "database.password", "hush");
    Map<String, String> bad = Map.of("database.url", "postgresql://me:hush@db");

    assertThat(SettingsLoader.of(good).toString()).doesNotContain("hush").contains("[hidden]");
    assertThat(faults(bad).toString()).doesNotContain("hush").contains("database.url");
  }

  private static Settings load(Path file, Map<String, String> environment) {
    return SettingsLoader.load(Optional.of(file), environment);
  }

  private static List<String> faults(Path file, Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> load(file, environment)).faults();
  }

  private static List<String> faults(Map<String, String> properties) {
    return catchThrowableOfType(SettingsException.class, () -> SettingsLoader.of(properties))
        .faults();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("application.properties"), text);
  }
}
