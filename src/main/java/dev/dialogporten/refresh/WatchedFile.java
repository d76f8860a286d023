package dev.dialogporten.refresh;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** A file whose content is parsed again when it has changed. */
public final class WatchedFile<T> {
  private static final Duration CHECK = Duration.ofSeconds(2);

  /** How often a file is looked at: an edit is in force within seconds, also after a faulty one. */
  public static final Polled.Pace PACE = new Polled.Pace(CHECK, CHECK, CHECK);

  private final Vertx vertx;
  private final Path file;
  private final long maxBytes;
  private final Parser<T> parser;
  // both guarded by this
  private Stamp read;
  private T content;

  /** Makes a value of a file's text. */
  public interface Parser<T> {
    /**
     * Throws IllegalArgumentException when the text is faulty.
     *
     * @param name of the file, for messages
     */
    T parse(String name, String text);
  }

  private record Stamp(FileTime modified, long size, Object key) {}

  public WatchedFile(Vertx vertx, Path file, long maxBytes, Parser<T> parser) {
    this.vertx = vertx;
    this.file = file;
    this.maxBytes = maxBytes;
    this.parser = parser;
  }

  /** The content as it is now; fails when the file cannot be read or parsed. */
  public Future<T> read() {
    return vertx.executeBlocking(this::current, false);
  }

  private synchronized T current() throws IOException {
    // looked at before reading: a change in between is seen next time
    Stamp now = stamp();
    if (!now.equals(read)) {
      if (now.size > maxBytes) {
        throw new IOException(file + " is larger than " + maxBytes + " bytes");
      }
      content = parser.parse(file.toString(), Files.readString(file));
      read = now;
    }
    return content;
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
  }
}
