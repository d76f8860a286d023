package dev.dialogporten.persistence.texts;

import dev.dialogporten.config.SearchSettings.Texts;
import dev.dialogporten.problem.Interruption;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log and rebuilds the text document of every dialog whose texts changed. One
 * node at a time does so; when it dies its lock is free for another. A step is one transaction, so
 * a crash loses nothing and repeats at most one step, which is harmless.
 */
public final class TextIndexer extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(TextIndexer.class);

  /** Rests so many times as long as it works: however much there is to index, writes come first. */
  private static final long REST = 3;

  private final Texts settings;
  private final Function<Vertx, Pool> pools;
  private final TextsSetAside aside;
  private final Interruption interruption =
      new Interruption(LOG, "The index of texts is not brought up to date");
  private Pool pool;
  private boolean stopped;

  /**
   * @param pools makes the pool, of which one connection is used, on the verticle's own event loop
   */
  public TextIndexer(Texts settings, Function<Vertx, Pool> pools, MeterRegistry registry) {
    this.aside = new TextsSetAside(registry);
    this.settings = settings;
    this.pools = pools;
  }

  @Override
  public Future<?> start() {
    pool = pools.apply(vertx);
    if (settings.index()) {
      work();
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    return pool.close();
  }

  private void work() {
    long start = System.nanoTime();
    pool.withTransaction(
            connection ->
                new TextIndexStep(vertx, connection, aside.atOnce(), aside.dialogs()).run())
        .onComplete(
            more -> {
              if (stopped) {
                return;
              }
              if (more.succeeded()) {
                aside.succeeded();
                interruption.worked();
              } else if (!aside.failed(more.cause())) {
                interruption.failed(more.cause());
              }
              long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
              boolean moreToDo = Boolean.TRUE.equals(more.result());
              long wait = moreToDo ? 1 + REST * worked : settings.interval().toMillis();
              vertx.setTimer(wait, id -> work());
            });
  }
}
