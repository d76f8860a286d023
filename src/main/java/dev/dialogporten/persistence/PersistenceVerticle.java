package dev.dialogporten.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.bus.FairQueue;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.Deadline;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.Limits;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogQuery;
import dev.dialogporten.dialog.command.WithRepresentation;
import dev.dialogporten.dialog.decision.DecisionContext;
import dev.dialogporten.persistence.flight.Progress;
import dev.dialogporten.persistence.flight.Ticks;
import dev.dialogporten.persistence.flight.Watchdog;
import dev.dialogporten.persistence.read.ConflictReader;
import dev.dialogporten.persistence.read.DetailsReader;
import dev.dialogporten.persistence.read.DialogReader;
import dev.dialogporten.persistence.read.FairReads;
import dev.dialogporten.persistence.read.LookupReader;
import dev.dialogporten.persistence.read.QueryAnswers;
import dev.dialogporten.persistence.read.RevisionCache;
import dev.dialogporten.persistence.write.BulkLabelChanges;
import dev.dialogporten.persistence.write.CommandRunner;
import dev.dialogporten.persistence.write.Decider;
import dev.dialogporten.persistence.write.Lanes;
import dev.dialogporten.persistence.write.TakenKeys;
import dev.dialogporten.persistence.write.WriteBatch;
import dev.dialogporten.persistence.write.WriteStatement;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * One shard: every command and question on the dialogs that hash to it, on one event loop.
 * Connections are its own, so that their traffic stays on that event loop.
 */
public final class PersistenceVerticle extends VerticleBase {
  private static final int READ_CONNECTIONS = 2;

  /** Inserts, updates and purges; updates that show their result take a connection that is free. */
  private static final int KINDS_AT_ONCE = 3;

  /**
   * Batches that organisations may fill in the order of arrival: enough that the database never
   * waits, and the most that one with little to do waits for those with much.
   */
  private static final int WAITING_BATCHES = 4;

  /** Threads for large decisions, all shards together: the other half of the processors is free. */
  private static final int LARGE_AT_ONCE =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final int shard;
  private final Bus bus;
  private final BiFunction<Vertx, Integer, Pool> pools;
  private final World world;
  private final PersistenceSettings settings;
  private final Watchdog watchdog;
  private final List<Progress> progress = new ArrayList<>();
  private WorkerExecutor workers;
  private Pool writes;
  private Pool reads;

  /** What decisions know of the world; see {@link DecisionContext}. */
  public record World(
      ServiceResources resources, ActorNames names, EndUserAccess access, Limits limits) {
    DecisionContext context() {
      return new DecisionContext(
          Instant.now().truncatedTo(ChronoUnit.MICROS),
          resources,
          names,
          access,
          UuidCreator::getTimeOrderedEpochPlus1,
          UuidCreator::getRandomBasedFast,
          limits,
          Deadline.of(limits.decision()));
    }
  }

  /**
   * @param shard which of the bus's shards this is, from 0
   * @param pools makes a pool of the given size for the current context
   */
  public PersistenceVerticle(
      int shard,
      Bus bus,
      BiFunction<Vertx, Integer, Pool> pools,
      World world,
      PersistenceSettings settings,
      Watchdog watchdog) {
    this.shard = shard;
    this.bus = bus;
    this.pools = pools;
    this.world = world;
    this.settings = settings;
    this.watchdog = watchdog;
  }

  @Override
  public Future<?> start() {
    workers = vertx.createSharedWorkerExecutor("large-decisions", LARGE_AT_ONCE);
    writes = pools.apply(vertx, settings.flights() * KINDS_AT_ONCE);
    reads = pools.apply(vertx, READ_CONNECTIONS);
    Executor endOfTick = Ticks.ofCurrentContext();
    RevisionCache cache = new RevisionCache(settings.cacheBytes() / 2);
    Lanes lanes = new Lanes(settings.queueBound(), progress("commands"));
    Map<WriteStatement.Kind, WriteBatch> batches = batches(endOfTick);
    DetailsReader details =
        new DetailsReader(
            reads,
            settings.reads(),
            endOfTick,
            progress("reads of whole dialogs"),
            cache,
            settings.cacheBytes() / 2);
    CommandRunner runner = runner(lanes, batches, cache, details, endOfTick);
    vertx.setPeriodic(settings.sweepMillis(), timer -> sweep(lanes, batches));
    FairReads queries =
        new FairReads(
            new QueryAnswers(reads, details, world.resources()),
            WAITING_BATCHES * settings.batchSize(),
            WAITING_BATCHES * READ_CONNECTIONS,
            settings.queueBound());
    if (shard == 0) {
      BulkLabelChanges bulk = new BulkLabelChanges(writes, world::context, bus::changed);
      // each keeps one of the connections that all writes need
      FairQueue turns = new FairQueue(1, settings.queueBound());
      bus.answer(
          Bus.BULK_LABELS,
          (BulkSetSystemLabels message) ->
              turns.run(message.caller().organizationNumber(), () -> bulk.run(message)));
    }
    return bus.answer(bus.shardAddress(shard), (Object message) -> answer(message, runner, queries))
        .completion();
  }

  private Future<Object> answer(Object message, CommandRunner runner, FairReads queries) {
    if (message instanceof DialogCommand command) {
      return runner.run(command).map(result -> (Object) result);
    }
    if (message instanceof WithRepresentation asked) {
      return runner.run(asked).map(result -> (Object) result);
    }
    return queries.answer((DialogQuery<?>) message).map(result -> (Object) result);
  }

  private void sweep(Lanes lanes, Map<WriteStatement.Kind, WriteBatch> batches) {
    lanes.sweep(System.nanoTime());
    batches.values().forEach(WriteBatch::sweep);
    watchdog.look(shard, progress);
  }

  private Progress progress(String name) {
    Progress one = new Progress(name);
    progress.add(one);
    return one;
  }

  private Map<WriteStatement.Kind, WriteBatch> batches(Executor endOfTick) {
    Map<WriteStatement.Kind, WriteBatch> batches = new EnumMap<>(WriteStatement.Kind.class);
    for (WriteStatement.Kind kind : WriteStatement.Kind.values()) {
      Progress ofKind = progress(kind.name() + " units");
      batches.put(
          kind, new WriteBatch(writes, kind, settings.writes(), endOfTick, ofKind, bus::changed));
    }
    return batches;
  }

  private CommandRunner runner(
      Lanes lanes,
      Map<WriteStatement.Kind, WriteBatch> batches,
      RevisionCache cache,
      DetailsReader details,
      Executor endOfTick) {
    FairQueue turns = new FairQueue(WAITING_BATCHES * settings.batchSize(), settings.queueBound());
    return new CommandRunner(
        lanes,
        cache,
        DialogReader.ofSnapshots(
            reads, settings.reads(), endOfTick, progress("reads of snapshots")),
        details,
        new ConflictReader(reads),
        new Decider(this::aside, new LookupReader(reads), world::context),
        new TakenKeys(reads, world.resources()),
        (unit, turn, shown) ->
            turns.run(
                unit.change().actor(),
                () -> batches.get(WriteStatement.Kind.of(unit, shown)).write(unit, turn)),
        new CommandRunner.Bounds(
            settings.attempts(), TimeUnit.MILLISECONDS.toNanos(settings.patienceMillis())));
  }

  private <T> Future<T> aside(Callable<T> work) {
    return workers.executeBlocking(work, false);
  }

  @Override
  public Future<?> stop() {
    watchdog.forget(shard);
    return Future.join(writes.close(), reads.close(), workers.close());
  }
}
