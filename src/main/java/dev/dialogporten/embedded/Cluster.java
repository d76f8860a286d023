package dev.dialogporten.embedded;

import dev.dialogporten.problem.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One PostgreSQL data directory and the server that runs on it. Every method blocks. */
final class Cluster {
  static final String USER = "dialogporten";

  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final String PATIENCE_SECONDS = "60";

  /** Data must outlive a power cut, so what makes it so is said, though it is the default. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("fsync", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("listen_addresses", "127.0.0.1"),
              // only TCP: a socket file would lie in a directory shared with others
              Map.entry("unix_socket_directories", "''"),
              Map.entry("max_connections", "200"),
              Map.entry("shared_buffers", "256MB"),
              Map.entry("wal_buffers", "16MB"),
              Map.entry("max_wal_size", "2GB"),
              Map.entry("checkpoint_timeout", "15min"),
              // containers grant little shared memory to parallel workers, and pages are short
              Map.entry("max_parallel_workers_per_gather", "0"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC")));

  private final Programs programs;
  private final OrdinaryUser user;
  private final Path data;
  private final Path passwordFile;
  private final Path log;

  Cluster(Path directory, Programs programs, OrdinaryUser user) {
    this.programs = programs;
    this.user = user;
    this.data = directory.resolve("postgresql");
    this.passwordFile = directory.resolve("postgresql.password");
    this.log = directory.resolve("postgresql.log");
  }

  /** Makes the data directory unless there is one. */
  void create() throws IOException {
    if (!Files.exists(log)) {
      Files.createFile(log);
    }
    user.handOver(log);
    if (Files.exists(data)) {
      user.own(data);
      return;
    }
    choosePassword();
    // moved to its name only when complete: a creation that is cut short leaves nothing behind
    Path unfinished = data.resolveSibling("postgresql.unfinished");
    Trees.delete(unfinished);
    Files.createDirectory(unfinished);
    user.handOver(unfinished);
    Programs.Outcome outcome =
        programs.run(
            "initdb",
            List.of(
                "-D",
                unfinished.toAbsolutePath().toString(),
                "--username=" + USER,
                "--pwfile=" + passwordFile.toAbsolutePath(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions"));
    if (!outcome.succeeded()) {
      throw new DatabaseUnavailable(
          "the embedded PostgreSQL cannot be created: " + lastLine(outcome.output()), null);
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void choosePassword() throws IOException {
    if (!Files.exists(passwordFile)) {
      Files.createFile(passwordFile);
    }
    // before anything is in it
    user.handOver(passwordFile);
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.writeString(passwordFile, Base64.getUrlEncoder().encodeToString(random) + "\n");
  }

  String password() throws IOException {
    return Files.readString(passwordFile).trim();
  }

  /**
   * Starts the server in a session of its own, so that an interrupt typed at the terminal reaches
   * this process alone and the database is stopped last.
   */
  ProcessHandle start(int port) throws IOException {
    long logged = Files.size(log);
    List<String> options = new ArrayList<>();
    options.add("-p " + port);
    OPTIONS.forEach((name, value) -> options.add("-c " + name + "=" + value));
    Programs.Outcome outcome =
        programs.run(
            "pg_ctl",
            controlling(
                "start",
                "-s",
                "-l",
                log.toAbsolutePath().toString(),
                "-o",
                String.join(" ", options)));
    if (!outcome.succeeded()) {
      throw new DatabaseUnavailable(
          "the embedded PostgreSQL does not start: "
              + ServerLog.reason(log, logged).orElse(lastLine(outcome.output()))
              + " (see "
              + log
              + ")",
          null);
    }
    return process()
        .orElseThrow(() -> new DatabaseUnavailable("the embedded PostgreSQL ended at once", null));
  }

  void stop() throws IOException {
    Programs.Outcome outcome = programs.run("pg_ctl", controlling("stop", "-s", "-m", "fast"));
    if (!outcome.succeeded()) {
      LOG.warn("the embedded PostgreSQL does not stop: {}", lastLine(outcome.output()));
    }
  }

  /**
   * Ends a server whose service was killed. The file that names the server's process may also be
   * left from before a crash, and that number now be somebody else's: in a container it often is.
   */
  void stopLeftOver() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> process = process();
    boolean other =
        process
            .flatMap(handle -> handle.info().command())
            .filter(command -> !Path.of(command).getFileName().toString().startsWith("postgres"))
            .isPresent();
    if (other) {
      Files.delete(pidFile);
    } else if (process.isPresent()) {
      LOG.info("stopping a PostgreSQL left over from an earlier run on {}", data);
      stop();
    }
  }

  private Optional<ProcessHandle> process() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream()
        .findFirst()
        .map(String::trim)
        .filter(line -> line.matches("\\d{1,18}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
  }

  private List<String> controlling(String action, String... more) {
    List<String> arguments = new ArrayList<>(List.of(action, "-D"));
    arguments.add(data.toAbsolutePath().toString());
    arguments.addAll(List.of("-w", "-t", PATIENCE_SECONDS));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("no reason");
  }
}
