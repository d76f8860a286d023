package dev.dialogporten;

import dev.dialogporten.management.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** How Vert.x is set up: measured, and without a cache of files, which needs a writable folder. */
final class EventLoops {
  private EventLoops() {}

  /** One loop per processor: with more, a request changes threads more often than it gains. */
  static Vertx start(Metrics metrics) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    return Vertx.builder().withMetrics(metrics.vertxMetrics(options)).with(options).build();
  }
}
