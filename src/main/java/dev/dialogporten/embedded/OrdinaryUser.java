package dev.dialogporten.embedded;

import dev.dialogporten.problem.DatabaseUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root, which is who one often is in a container. Then its programs
 * are run in a user namespace, or where that is forbidden as the user "nobody".
 *
 * @param prefix words in front of each command
 * @param owner the numeric user who must own the files, or -1 when that needs no care
 */
record OrdinaryUser(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  // the directory may lie below one that only root may enter, such as /root
  private static final String ENTER_ANY = "+dac_override";

  static OrdinaryUser choose() {
    if (userId(List.of()) != ROOT) {
      return new OrdinaryUser(List.of(), -1);
    }
    List<String> namespace = List.of("unshare", "-U");
    if (userId(namespace) > ROOT) {
      return new OrdinaryUser(namespace, ROOT);
    }
    String id = String.valueOf(NOBODY);
    List<String> nobody =
        List.of("setpriv", "--reuid", id, "--regid", id, "--clear-groups", "--no-new-privs");
    List<String> able = new ArrayList<>(nobody);
    able.addAll(List.of("--inh-caps", ENTER_ANY, "--ambient-caps", ENTER_ANY));
    for (List<String> prefix : List.of(able, nobody)) {
      if (userId(prefix) > ROOT) {
        return new OrdinaryUser(prefix, NOBODY);
      }
    }
    throw new DatabaseUnavailable(
        "PostgreSQL refuses to run as root and neither unshare nor setpriv works here;"
            + " run as another user or set database.url",
        null);
  }

  /** Gives the files below a directory to the user PostgreSQL runs as. */
  void own(Path directory) throws IOException {
    if (owner < 0 || !Files.exists(directory) || owner(directory) == owner) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Gives one file or directory to the user PostgreSQL runs as, and to nobody else. */
  void handOver(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      String mode = Files.isDirectory(file) ? "rwx------" : "rw-------";
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
    if (owner >= 0) {
      Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /** The user a command runs as behind a prefix; -1 when it does not run, or there are no ids. */
  private static int userId(List<String> prefix) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("id", "-u"));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
      return process.waitFor() == 0 ? Integer.parseInt(text) : -1;
    } catch (IOException | NumberFormatException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
