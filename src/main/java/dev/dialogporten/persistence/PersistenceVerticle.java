package dev.dialogporten.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.dialogporten.bus.Bus;
import dev.dialogporten.dialog.ActorNames;
import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.EndUserAccess;
import dev.dialogporten.dialog.ServiceResources;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogQuery;
import dev.dialogporten.dialog.command.DialogQuery.DialogDetails;
import dev.dialogporten.dialog.decision.CommandResult;
import dev.dialogporten.dialog.decision.DecisionContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * One shard: every command and question on the dialogs that hash to it, on one event loop.
 * Connections are its own, so that their traffic stays on that event loop.
 */
public final class PersistenceVerticle extends VerticleBase {
  private static final int READ_CONNECTIONS = 2;

  private final int shard;
  private final Bus bus;
  private final BiFunction<Vertx, Integer, Pool> pools;
  private final World world;
  private final PersistenceSettings settings;
  private Pool writes;
  private Pool reads;

  /** What decisions know of the world; see {@link DecisionContext}. */
  public record World(ServiceResources resources, ActorNames names, EndUserAccess access) {
    DecisionContext context() {
      return new DecisionContext(
          Instant.now().truncatedTo(ChronoUnit.MICROS),
          resources,
          names,
          access,
          UuidCreator::getTimeOrderedEpochPlus1,
          UuidCreator::getRandomBasedFast);
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
      PersistenceSettings settings) {
    this.shard = shard;
    this.bus = bus;
    this.pools = pools;
    this.world = world;
    this.settings = settings;
  }

  @Override
  public Future<?> start() {
    writes = pools.apply(vertx, settings.flights() * WriteStatement.Kind.values().length);
    reads = pools.apply(vertx, READ_CONNECTIONS);
    Lanes lanes = new Lanes(settings.queueBound());
    CommandRunner runner = runner();
    QueryAnswers queries =
        new QueryAnswers(
            reads,
            new DialogReader<DialogDetails>(
                reads,
                DialogDetailsReader.STATEMENT,
                DialogDetailsReader::read,
                settings.batchSize(),
                1),
            world.resources());
    if (shard == 0) {
      BulkLabelChanges bulk = new BulkLabelChanges(writes, world::context, bus::changed);
      bus.answer(Bus.BULK_LABELS, bulk::run);
    }
    return bus.answer(
            bus.shardAddress(shard), (Object message) -> answer(message, lanes, runner, queries))
        .completion();
  }

  private Future<Object> answer(
      Object message, Lanes lanes, CommandRunner runner, QueryAnswers queries) {
    if (message instanceof DialogCommand command) {
      Supplier<Future<CommandResult>> task = () -> runner.run(command);
      return lanes.run(command.dialogId(), task).map(result -> (Object) result);
    }
    return queries.answer((DialogQuery<?>) message).map(result -> (Object) result);
  }

  private CommandRunner runner() {
    Map<WriteStatement.Kind, WriteBatch> batches = new EnumMap<>(WriteStatement.Kind.class);
    for (WriteStatement.Kind kind : WriteStatement.Kind.values()) {
      batches.put(
          kind,
          new WriteBatch(writes, kind, settings.batchSize(), settings.flights(), bus::changed));
    }
    DialogReader<Dialog> snapshots = DialogReader.ofSnapshots(reads, settings.batchSize(), 1);
    return new CommandRunner(
        new RevisionCache(settings.cacheBytes()),
        snapshots,
        new RelatedReader(reads),
        new ElementReuse(reads),
        unit -> batches.get(WriteStatement.Kind.of(unit)).write(unit),
        world::context,
        settings.attempts());
  }

  @Override
  public Future<?> stop() {
    return Future.join(writes.close(), reads.close());
  }
}
