package dev.dialogporten.embedded;

import dev.dialogporten.problem.DatabaseUnavailable;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked from the class path, and how they are run. */
final class Programs {
  private static final String COMPLETE = "complete";

  private final Path directory;
  private final OrdinaryUser user;

  /** What a program said and how it ended. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  private Programs(Path directory, OrdinaryUser user) {
    this.directory = directory;
    this.user = user;
  }

  /**
   * Unpacks the programs unless that was done before.
   *
   * @param directory used for nothing else, and by one process at a time
   */
  static synchronized Programs in(Path directory, OrdinaryUser user) throws IOException {
    // another version of this service may bring another version of PostgreSQL
    Path complete = directory.resolve(COMPLETE);
    if (!Files.exists(complete) || !Files.readString(complete).equals(version())) {
      Trees.delete(directory);
      Files.createDirectories(directory);
      unpack(directory);
      Files.writeString(complete, version());
    }
    return new Programs(directory, user);
  }

  /** Runs a program to its end. */
  Outcome run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(user.prefix());
    command.add(directory.resolve("bin").resolve(program).toAbsolutePath().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    try {
      return new Outcome(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      throw new IOException("interrupted while running " + program, e);
    }
  }

  private static void unpack(Path directory) throws IOException {
    try (InputStream archive = archive();
        TarArchiveInputStream entries = new TarArchiveInputStream(new XZInputStream(archive))) {
      TarArchiveEntry entry;
      while ((entry = entries.getNextEntry()) != null) {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
          throw new IOException(entry.getName() + " leads out of the archive");
        }
        Files.createDirectories(entry.isDirectory() ? file : file.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0 || file.getParent().endsWith("bin")) {
            file.toFile().setExecutable(true, false);
          }
        }
      }
    }
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name");
    String name = system.startsWith("Mac") ? "Darwin" : system.split(" ", 2)[0];
    String machine = System.getProperty("os.arch");
    try {
      return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
          name, machine.equals("amd64") ? "x86_64" : machine);
    } catch (IllegalStateException e) {
      throw new DatabaseUnavailable(
          "this jar holds no PostgreSQL for "
              + system.toLowerCase(Locale.ROOT)
              + " on "
              + machine
              + "; set database.url",
          e);
    }
  }

  /** Version of the archive, as the build knows it. */
  private static String version() throws IOException {
    Properties build = new Properties();
    try (InputStream file = Programs.class.getResourceAsStream("/build.properties")) {
      build.load(file);
    }
    return build.getProperty("postgresql");
  }
}
