package dev.dialogporten.auth.jwt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;

/** A key set in a file, read anew each time it is asked for. */
record FileKeySource(Vertx vertx, String configuredIssuer, Path file) implements KeySource {
  private static final long MAX_BYTES = 1 << 20;

  @Override
  public Future<Answer> fetch() {
    return vertx.executeBlocking(
        () -> {
          if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException(file + " is too large for a key set");
          }
          return new Answer(configuredIssuer, JwkSet.parse(Files.readString(file)));
        },
        false);
  }
}
