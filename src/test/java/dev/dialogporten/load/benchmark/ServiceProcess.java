package dev.dialogporten.load.benchmark;

import dev.dialogporten.load.options.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service in a JVM of its own, as an operator would run it. */
final class ServiceProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final byte[] PROBE =
      "GET /api/v1/serviceowner/dialogs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Process process;
  private final int port;
  private final Path log;
  private double startSeconds;

  private ServiceProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Returns as soon as a first request is answered.
   *
   * @param settings environment variables on top of database and ports
   * @param options for the JVM
   */
  static ServiceProcess start(
      Path jar, String databaseUrl, Map<String, String> settings, List<String> options)
      throws IOException, InterruptedException {
    int port = freePort();
    Path log = Files.createTempFile("service", ".log");
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m"));
    command.addAll(options);
    String more = System.getProperty("benchmark.jvm");
    if (more != null) {
      command.addAll(List.of(more.split(" ")));
    }
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory("service").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DIALOGPORTEN_DATABASE_URL", databaseUrl);
    builder.environment().put("DIALOGPORTEN_HTTP_PORT", Integer.toString(port));
    builder.environment().put("DIALOGPORTEN_MANAGEMENT_PORT", Integer.toString(freePort()));
    builder.environment().put("DIALOGPORTEN_AUTH_MODE", "dev");
    builder.environment().put("DIALOGPORTEN_EVENTS_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true");
    builder.environment().put("DIALOGPORTEN_EVENTS_WEBHOOKS_ALLOW_HTTP", "true");
    builder.environment().putAll(settings);
    long began = System.nanoTime();
    ServiceProcess service = new ServiceProcess(builder.start(), port, log);
    service.awaitFirstAnswer(began);
    return service;
  }

  Target target() {
    return new Target(false, "localhost", port, "");
  }

  /** From the start of the process to the first answered request. */
  double startSeconds() {
    return startSeconds;
  }

  long pid() {
    return process.pid();
  }

  /** Most resident memory so far in megabytes; -1 where the system does not tell. */
  long peakMegabytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(-1);
  }

  private void awaitFirstAnswer(long began) throws IOException, InterruptedException {
    while (!answers()) {
      if (!process.isAlive()
          || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the service did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    startSeconds = (System.nanoTime() - began) / 1e9;
  }

  /** Any answer counts, 401 too, but 503 does not: then it is not ready yet. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("localhost", port), 1000);
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(PROBE);
      byte[] answer = socket.getInputStream().readNBytes(12);
      return answer.length == 12 && answer[9] >= '2' && answer[9] <= '4';
    } catch (IOException e) {
      return false;
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
