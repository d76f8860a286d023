package dev.dialogporten.outbound.delivery;

import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.CloudEvents;
import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.Pace;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a node that serves sinks, on an event loop of its own. */
final class TestNode extends VerticleBase implements AutoCloseable {
  final MeterRegistry registry = new SimpleMeterRegistry();
  private final TestDatabase database;
  private final Duration lease;
  private final List<SinkSpec> specs;
  private final Vertx own = Vertx.vertx();
  private volatile boolean blind;
  private SinkServer server;
  private LogTail tail;

  private TestNode(TestDatabase database, Duration lease, SinkSpec... specs) {
    this.database = database;
    this.lease = lease;
    this.specs = new CopyOnWriteArrayList<>(specs);
  }

  static TestNode start(TestDatabase database, Duration lease, SinkSpec... specs) {
    TestNode node = new TestNode(database, lease, specs);
    node.own.deployVerticle(node).await();
    return node;
  }

  @Override
  public Future<?> start() {
    SetAside aside = new SetAside(registry);
    Pool pool = database.pool(vertx, 4);
    ChangeRows rows = new ChangeRows(pool, new CloudEvents("https://example.com"), aside);
    tail = new LogTail(vertx, rows, new Pace(Duration.ofMillis(20)));
    server = new SinkServer(vertx, tail, pool, aside, registry, this::wanted, lease);
    server.start();
    return Future.succeededFuture();
  }

  private Future<List<SinkSpec>> wanted() {
    return blind
        ? Future.failedFuture("the database does not answer")
        : Future.succeededFuture(List.copyOf(specs));
  }

  /** Whether its leases cannot be renewed. */
  void blind(boolean isBlind) {
    blind = isBlind;
  }

  void replace(SinkSpec spec) {
    specs.removeIf(known -> known.name().equals(spec.name()));
    specs.add(spec);
    context.runOnContext(v -> server.renew());
  }

  /** Looks for replays now. */
  void renew() {
    context.runOnContext(v -> server.renew());
  }

  /** Orderly stop. */
  @Override
  public void close() {
    Future.<Void>future(promise -> context.runOnContext(v -> server.close().onComplete(promise)))
        .eventually(own::close)
        .await();
  }

  /** As if the process died: nothing is handed back. */
  void kill() {
    own.close().await();
  }
}
