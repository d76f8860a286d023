package dev.dialogporten;

import dev.dialogporten.config.Settings;
import dev.dialogporten.management.NotReady;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started of a service. Waits for each part, and stops all of them in reverse order.
 * Belongs to one thread at a time.
 */
final class Parts {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Settings settings;
  private final Deque<Runnable> stops = new ArrayDeque<>();

  Parts(Settings settings) {
    this.settings = settings;
  }

  /** Is done before what had been started earlier is stopped. */
  void onStop(Runnable stop) {
    stops.push(stop);
  }

  /** Stops what is running; a part that fails to stop does not keep the others from it. */
  void stop() {
    while (!stops.isEmpty()) {
      try {
        stops.pop().run();
      } catch (Exception e) {
        LOG.warn("while stopping: {}", e.toString());
      }
    }
  }

  /** As {@link #stop}, with a word about it and time for load balancers to look elsewhere. */
  void stopAfter(Duration delay) {
    long begin = System.nanoTime();
    LOG.info("stopping; requests are taken for another {} ms", delay.toMillis());
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stop();
    LOG.info("stopped after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  /** Fails when a deployment has ended. */
  Future<?> deployed(Vertx vertx, String id) {
    return vertx.deploymentIDs().contains(id)
        ? Future.succeededFuture()
        : Future.failedFuture(new NotReady("not deployed"));
  }

  /**
   * Deploys instances of a verticle.
   *
   * @return the id of the deployment
   */
  String deploy(Vertx vertx, String part, int instances, Supplier<Deployable> verticles) {
    DeploymentOptions options = new DeploymentOptions().setInstances(instances);
    String id = started(part, vertx.deployVerticle(verticles, options));
    onStop(() -> await(vertx.undeploy(id)));
    return id;
  }

  /**
   * The result of starting a part.
   *
   * @throws CannotStart whatever goes wrong, as one line for the operator
   */
  <T> T started(String part, Future<T> start) {
    try {
      return await(start);
    } catch (Exception e) {
      Throwable cause = e.getCause() instanceof BindException ? e.getCause() : e;
      throw cause instanceof BindException
          ? inUse(part, cause)
          : new CannotStart(part + ": " + cause.getMessage(), cause);
    }
  }

  /** Throws what the future failed with, checked or not. */
  <T> T await(Future<T> future) {
    long patience = settings.shutdown().grace().plus(PATIENCE).toMillis();
    try {
      return future.await(patience, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CannotStart("a part did not start or stop in time", e);
    }
  }

  private CannotStart inUse(String part, Throwable cause) {
    boolean api = part.equals("http");
    String host = api ? settings.http().host() : settings.management().host();
    int port = api ? settings.http().port() : settings.management().port();
    return new CannotStart(
        "cannot listen on %s:%d (%s): set %s.port".formatted(host, port, cause.getMessage(), part),
        cause);
  }
}
