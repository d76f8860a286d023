package dev.dialogporten.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.auth.dev.DevIssuer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as a process of its own, so that it can be killed. */
public final class ForkedService implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("API +(http://[^/]+)/");
  private static final Pattern MANAGEMENT = Pattern.compile("management +(http://[^ ]+)");
  private static final String ISSUER = "http://localhost/dev";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final String address;
  private final String management;
  private final Tokens tokens;

  private ForkedService(Process process, String address, String management, Tokens tokens) {
    this.process = process;
    this.address = address;
    this.management = management;
    this.tokens = tokens;
  }

  /**
   * Returns when it serves.
   *
   * @param directory for its files; services of one directory believe each other's tokens
   */
  public static ForkedService start(
      TestDatabase database, Path directory, Map<String, String> settings) {
    try {
      Path log = Files.createTempFile(directory, "service", ".log");
      Process process = process(log, settings(database, directory, settings));
      Patience.until(PATIENCE, () -> !process.isAlive() || ADDRESS.matcher(read(log)).find());
      Matcher address = ADDRESS.matcher(read(log));
      assertThat(address.find()).as(read(log)).isTrue();
      Patience.until(PATIENCE, () -> MANAGEMENT.matcher(read(log)).find());
      Matcher management = MANAGEMENT.matcher(read(log));
      assertThat(management.find()).isTrue();
      Tokens tokens = new Tokens(DevIssuer.open(ISSUER, directory.resolve("key.pem")));
      return new ForkedService(process, address.group(1), management.group(1), tokens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings with which a {@link TestService} believes the tokens of the same directory. */
  public static Map<String, String> trust(Path directory) {
    return Map.of(
        "auth.dev.issuer", ISSUER, "auth.dev.key-file", directory.resolve("key.pem").toString());
  }

  public ApiClient client(ServiceOwner owner) {
    return new ApiClient(address, tokens.of(owner));
  }

  /** A client of health and metrics. */
  public ApiClient management() {
    return new ApiClient(management, null);
  }

  public int port() {
    return URI.create(address).getPort();
  }

  public String token(ServiceOwner owner) {
    return tokens.of(owner);
  }

  /** SIGTERM; returns when it is gone. */
  public void terminate(Duration most) {
    process.destroy();
    try {
      assertThat(process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private static Map<String, String> settings(
      TestDatabase database, Path directory, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(trust(directory));
    all.put("http.port", "0");
    all.put("management.port", "0");
    all.put("database.url", database.url());
    all.put("registry.file", TestRegistry.FILE.toString());
    all.putAll(settings);
    return all;
  }

  private static Process process(Path log, Map<String, String> settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
    command.add("dev.dialogporten.Main");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(log.getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DIALOGPORTEN_"));
    settings.forEach((key, value) -> builder.environment().put(variable(key), value));
    return builder.start();
  }

  private static String variable(String key) {
    return "DIALOGPORTEN_" + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Without the tests' own classes and resources; relative entries made absolute. */
  public static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.endsWith("test-classes")) {
        entries.add(Path.of(entry).toAbsolutePath().toString());
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
