package dev.dialogporten.outbound.delivery;

import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.problem.Interruption;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the sinks whose cursors this node has the lease of, and asks for the leases again and
 * again: a node that dies is succeeded when its leases expire. All methods belong to one event
 * loop.
 */
public final class SinkServer {
  private static final Logger LOG = LoggerFactory.getLogger(SinkServer.class);

  private final Vertx vertx;
  private final LogTail tail;
  private final LeaseStore leases;
  private final SinkStore store;
  private final MeterRegistry registry;
  private final Supplier<Future<List<SinkSpec>>> wanted;
  private final Duration term;
  private final Interruption interruption =
      new Interruption(LOG, "Subscriptions and leases of event cursors are not renewed");
  private final UUID owner = UUID.randomUUID();
  private final Map<String, SinkRunner> runners = new HashMap<>();
  private final Set<String> known = new TreeSet<>();
  private Map<String, SinkSpec> specs = Map.of();
  private long expiry = System.nanoTime();
  private long timer = -1;
  private boolean busy;
  private boolean again;
  private boolean closed;

  /**
   * @param wanted the sinks that exist now; asked at every renewal
   * @param term of a lease; renewed three times in it
   */
  public SinkServer(
      Vertx vertx,
      LogTail tail,
      SqlClient client,
      SetAside aside,
      MeterRegistry registry,
      Supplier<Future<List<SinkSpec>>> wanted,
      Duration term) {
    this.vertx = vertx;
    this.tail = tail;
    this.leases = new LeaseStore(client);
    this.store = new SinkStore(client, aside);
    this.registry = registry;
    this.wanted = wanted;
    this.term = term;
  }

  /** Serves from now on; never fails, what is not possible now is tried again. */
  public void start() {
    if (closed) {
      return;
    }
    timer = vertx.setPeriodic(Math.max(1, term.toMillis() / 3), id -> renew());
    renew();
  }

  /** Looks at the wanted sinks and at replayed dead letters now rather than at the next renewal. */
  public void renew() {
    if (closed) {
      return;
    }
    if (busy) {
      again = true;
      expire();
      return;
    }
    busy = true;
    again = false;
    long askedAt = System.nanoTime();
    wanted
        .get()
        .compose(this::lease)
        .compose(granted -> serve(granted, askedAt))
        .compose(done -> replay())
        .timeout(2 * term.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> renewed(), this::notRenewed);
  }

  /** Ends deliveries in order and hands the leases back, so that another node goes on at once. */
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(timer);
    List<Future<Void>> drained = new ArrayList<>();
    runners.values().forEach(runner -> drained.add(runner.drain()));
    runners.clear();
    return Future.join(drained)
        .otherwiseEmpty()
        .compose(done -> leases.release(owner))
        .otherwiseEmpty()
        .mapEmpty();
  }

  private Future<Map<String, Lease>> lease(List<SinkSpec> sinks) {
    Map<String, SinkSpec> now = new TreeMap<>();
    sinks.forEach(spec -> now.put(spec.name(), spec));
    // one that is to be served differently goes on in a turn of its own
    runners.values().stream()
        .filter(runner -> !runner.spec().equals(now.get(runner.lease().name())))
        .toList()
        .forEach(this::stop);
    specs = now;
    known.retainAll(now.keySet());
    if (now.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Map<String, Boolean> fresh = new TreeMap<>();
    sinks.stream()
        .filter(spec -> spec.start() != CursorStart.NOWHERE && !known.contains(spec.name()))
        .forEach(spec -> fresh.put(spec.name(), spec.start() == CursorStart.BEGINNING));
    Future<Void> created = fresh.isEmpty() ? Future.succeededFuture() : leases.create(fresh);
    return created.compose(
        done -> {
          known.addAll(fresh.keySet());
          return leases.lease(now.keySet(), runners.keySet(), owner, term.toMillis());
        });
  }

  private Future<Void> serve(Map<String, Lease> granted, long askedAt) {
    if (closed) {
      return Future.succeededFuture();
    }
    expiry = askedAt + term.toNanos() * 2 / 3;
    for (SinkRunner runner : List.copyOf(runners.values())) {
      Lease lease = granted.get(runner.lease().name());
      if (lease == null || !runner.lease().goesOnAs(lease)) {
        stop(runner);
      }
    }
    List<Future<Void>> started = new ArrayList<>();
    for (Lease lease : granted.values()) {
      if (!runners.containsKey(lease.name())) {
        started.add(start(lease));
      }
    }
    return Future.join(started).mapEmpty();
  }

  private Future<Void> start(Lease lease) {
    SinkSpec spec = specs.get(lease.name());
    SinkRunner runner =
        new SinkRunner(
            vertx, tail, store, spec, lease, new SinkMeters(registry, lease.name()), this::stop);
    runners.put(lease.name(), runner);
    LOG.info("Serving {} from {}", lease.name(), lease.position());
    return runner.start().onFailure(failure -> stop(runner));
  }

  private void stop(SinkRunner runner) {
    if (runners.remove(runner.lease().name(), runner)) {
      runner.stop();
    }
  }

  private Future<Void> replay() {
    if (runners.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .replays(runners.keySet())
        .map(
            rows -> {
              rows.forEach((name, list) -> replay(runners.get(name), list));
              return null;
            });
  }

  private static void replay(SinkRunner runner, List<RetryRow> rows) {
    if (runner != null) {
      runner.replay(rows);
    }
  }

  private void renewed() {
    busy = false;
    interruption.worked();
    if (again) {
      renew();
    }
  }

  private void notRenewed(Throwable failure) {
    busy = false;
    interruption.failed(failure);
    expire();
  }

  /** Without a renewal in time another node may be serving by now. */
  private void expire() {
    if (System.nanoTime() - expiry > 0) {
      List.copyOf(runners.values()).forEach(this::stop);
    }
  }
}
