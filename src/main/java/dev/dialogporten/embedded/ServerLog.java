package dev.dialogporten.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the server wrote to its log. */
final class ServerLog {
  private static final int MOST = 64 * 1024;
  private static final List<String> SEVERITIES = List.of("FATAL:  ", "LOG:  could not bind ");

  private ServerLog() {}

  /** Why it gave up, looked for behind a position in the log. */
  static Optional<String> reason(Path log, long from) throws IOException {
    List<String> lines = read(log, from).lines().toList();
    for (String severity : SEVERITIES) {
      for (String line : lines) {
        int start = line.indexOf(severity);
        if (start >= 0) {
          return Optional.of(line.substring(line.indexOf(':', start) + 1).trim());
        }
      }
    }
    return Optional.empty();
  }

  private static String read(Path log, long from) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(log)) {
      channel.position(Math.min(from, channel.size()));
      ByteBuffer buffer = ByteBuffer.allocate(MOST);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until full or at the end
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }
  }
}
