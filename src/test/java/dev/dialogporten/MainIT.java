package dev.dialogporten;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ForkedService;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: what it prints and how it ends. */
class MainIT {
  @TempDir Path directory;

  private record Ended(int exitCode, String output) {}

  @Test
  void help_listsTheCommands() throws Exception {
    assertThat(run(Map.of(), "help").output())
        .contains("start", "token", "load", "health", "version");
  }

  @Test
  void version_isThatOfTheBuild() throws Exception {
    assertThat(run(Map.of(), "version").output()).matches("\\d+\\.\\d+\\.\\d+\\S*\\s*");
  }

  @Test
  void unknownCommand_isWrongUsage() throws Exception {
    Ended ended = run(Map.of(), "serve");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).startsWith("unknown command serve").contains("usage:");
  }

  @Test
  void help_ofACommand_saysMore() throws Exception {
    Ended ended = run(Map.of(), "token", "--help");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).contains("usage:", "--org=NUMBER", "--config=FILE");
  }

  @Test
  void wrongOptionOfLoad_isOneLine() throws Exception {
    Ended ended = run(Map.of(), "load", "--rate");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output()).isEqualTo("--rate needs a value.\nTry: load --help\n");
  }

  /** Loading it would be a tenth of a second of every start. */
  @Test
  void plainStart_doesWithoutTheParserOfCommands() throws Exception {
    Ended ended =
        run(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load", "DIALOGPORTEN_HTTP_PORT", "x"), "start");

    assertThat(ended.output()).contains("dev.dialogporten.Main ").doesNotContain("picocli.");
  }

  @Test
  void badSettings_areAllReported() throws Exception {
    Path file = Files.writeString(directory.resolve("my.properties"), "http.prot=1\n");

    Ended ended = run(Map.of("DIALOGPORTEN_HTTP_PORT", "x"), "start", "--config", file.toString());

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.output())
        .contains("http.prot (" + file + "): unknown key")
        .contains("http.port (DIALOGPORTEN_HTTP_PORT): \"x\" is not");
  }

  @Test
  void noDatabase_isOneLine() throws Exception {
    Ended ended =
        run(
            Map.of(
                "DIALOGPORTEN_DATABASE_URL",
                "postgresql://no-such-user:hush@" + hostAndDatabase()));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).startsWith("Cannot start: ").doesNotContain("hush");
    assertThat(ended.output().lines()).hasSize(1);
  }

  @Test
  void start_servesUntilTerminated() throws Exception {
    Process process = start(environment());
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String greeting = readUntil(output, "curl");

      assertThat(greeting).contains("/api/v1/serviceowner/dialogs", "TOKEN=");
    }
    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // ended by SIGTERM, as a shell reports it
    assertThat(process.exitValue()).isEqualTo(143);
  }

  /** As with readOnlyRootFilesystem: there is no folder for temporary files. */
  @Test
  void start_noTemporaryFolder_serves() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + directory.resolve("missing"));
    Process process = start(environment);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(readUntil(output, "curl")).contains("TOKEN=");
    }
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void unknownHost_isOneLine() throws Exception {
    Ended ended =
        run(
            Map.of(
                "DIALOGPORTEN_DATABASE_URL", "postgresql://u:hush@no-such-host.invalid/x",
                "DIALOGPORTEN_DATABASE_START_TIMEOUT", "0s"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output())
        .isEqualTo(
            "Cannot start: no connection to PostgreSQL at no-such-host.invalid:5432/x: unknown"
                + " host\n");
  }

  @Test
  void nobodyListens_saysThatItWaits() throws Exception {
    Ended ended =
        run(
            Map.of(
                "DIALOGPORTEN_DATABASE_URL", "postgresql://u:hush@127.0.0.1:1/x",
                "DIALOGPORTEN_DATABASE_START_TIMEOUT", "2s"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output())
        .contains("127.0.0.1:1/x", "waiting for at most", "Cannot start: ")
        .doesNotContain("hush");
  }

  /** On PostgreSQL 15 and newer ordinary users may not create in the schema public. */
  @Test
  void noRightToCreate_isOneLineWithTheCause() throws Exception {
    TestDatabase database = TestDatabase.empty();
    String user = "bare_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'hush'");
    }

    Ended ended =
        run(
            Map.of(
                "DIALOGPORTEN_DATABASE_URL",
                database.url(),
                "DIALOGPORTEN_DATABASE_USER",
                user,
                "DIALOGPORTEN_DATABASE_PASSWORD",
                "hush"));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output().lines().reduce((first, last) -> last).orElse(""))
        .startsWith("Cannot start: database ")
        .contains("permission denied for schema public", "user " + user + " must own");
  }

  @Test
  void jsonLog_isNothingButJson() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("DIALOGPORTEN_LOG_FORMAT", "json");
    Process process = start(environment);
    String log;
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      log = readUntil(output, "Started in ");
    }
    process.destroy();

    assertThat(log.lines())
        .allSatisfy(
            line ->
                assertThat(new JsonObject(line).fieldNames())
                    .contains("@timestamp", "log.level", "message", "ecs.version", "service.name"));
    assertThat(log).doesNotContain("eyJ");
  }

  @Test
  void jsonLog_cannotStart_isJson() throws Exception {
    Ended ended =
        run(
            Map.of(
                "DIALOGPORTEN_LOG_FORMAT",
                "json",
                "DIALOGPORTEN_DATABASE_URL",
                "postgresql://no-such-user:hush@" + hostAndDatabase()));

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output().lines())
        .allSatisfy(line -> assertThat(new JsonObject(line).containsKey("@timestamp")).isTrue())
        .anySatisfy(line -> assertThat(line).contains("Cannot start: "));
  }

  @Test
  void health_nothingRuns_isNotZero() throws Exception {
    Ended ended = run(Map.of("DIALOGPORTEN_MANAGEMENT_PORT", "1"), "health");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).startsWith("not running");
  }

  private Map<String, String> environment() {
    return Map.of(
        "DIALOGPORTEN_DATABASE_URL", TestDatabase.shared().url(),
        "DIALOGPORTEN_HTTP_PORT", "0",
        "DIALOGPORTEN_MANAGEMENT_PORT", "0");
  }

  private static String hostAndDatabase() {
    return TestDatabase.shared().url().replaceFirst(".*@", "");
  }

  private static String readUntil(BufferedReader reader, String word) throws IOException {
    StringBuilder text = new StringBuilder();
    String line;
    while ((line = reader.readLine()) != null) {
      text.append(line).append('\n');
      if (line.contains(word)) {
        return text.toString();
      }
    }
    throw new AssertionError("ended with: " + text);
  }

  private Ended run(Map<String, String> environment, String... arguments) throws Exception {
    Process process = start(environment, arguments);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", ForkedService.classPath()));
    command.add("dev.dialogporten.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DIALOGPORTEN_"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
