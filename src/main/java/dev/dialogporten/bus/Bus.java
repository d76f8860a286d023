package dev.dialogporten.bus;

import dev.dialogporten.dialog.command.BulkSetSystemLabels;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.command.DialogQuery;
import dev.dialogporten.dialog.command.WithRepresentation;
import dev.dialogporten.dialog.outcome.CommandResult;
import dev.dialogporten.dialog.outcome.Represented;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.UUID;
import java.util.function.Function;

/**
 * Typed asking and answering over the event bus. Records travel by reference inside the JVM (see
 * {@link LocalCodec}). Every ask fails with a {@link ProblemException}: the one the answerer gave,
 * or 503 when nobody answered in time.
 */
public final class Bus {
  /** A notification without content: something was committed to the change log. */
  public static final String CHANGED = "dialogs.changed";

  /** Takes a {@code BulkSetSystemLabels}; answers true once all of it is committed. */
  public static final String BULK_LABELS = "dialogs.bulk-labels";

  private static final String SHARD = "dialogs.";
  private static final Problem BUSY =
      Problem.unavailable("The service is starting, stopping or overloaded. Try again.");

  private final Vertx vertx;
  private final int shards;
  private final DeliveryOptions options;

  /**
   * @param shards number of persistence verticles; a dialog's commands all go to the same one
   * @param timeoutMillis how long an ask waits for its answer
   */
  public Bus(Vertx vertx, int shards, long timeoutMillis) {
    this.vertx = vertx;
    this.shards = shards;
    this.options = new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeoutMillis);
  }

  /** Registers the codec for records; once per Vert.x instance, before anything is deployed. */
  public static void install(Vertx vertx) {
    vertx.eventBus().registerCodec(LocalCodec.INSTANCE).codecSelector(body -> LocalCodec.NAME);
  }

  public Future<CommandResult> ask(DialogCommand command) {
    return request(shardAddress(shardOf(command.dialogId())), command);
  }

  public Future<Represented> ask(WithRepresentation asked) {
    return request(shardAddress(shardOf(asked.command().dialogId())), asked);
  }

  public <R> Future<R> ask(DialogQuery<R> query) {
    return request(shardAddress(shardOf(query.dialogId())), query);
  }

  /** Asks any answerer at an address; requests and answers must be deeply immutable. */
  public <R> Future<R> request(String address, Object body) {
    return request(address, body, options);
  }

  /** The same for what may take longer than other questions. */
  public <R> Future<R> request(String address, Object body, long timeoutMillis) {
    return request(address, body, new DeliveryOptions(options).setSendTimeout(timeoutMillis));
  }

  private <R> Future<R> request(String address, Object body, DeliveryOptions delivery) {
    return vertx
        .eventBus()
        .<R>request(address, body, delivery)
        .map(Message::body)
        .recover(failure -> Future.failedFuture(toProblem(body, failure)));
  }

  /** Answers every request at an address on the calling context. */
  public <T, R> MessageConsumer<T> answer(String address, Function<T, Future<R>> answerer) {
    return vertx.eventBus().localConsumer(address, message -> reply(message, answerer));
  }

  /** Tells whoever listens that the change log has grown. */
  public void changed() {
    vertx.eventBus().publish(CHANGED, Boolean.TRUE, options);
  }

  public String shardAddress(int shard) {
    return SHARD + shard;
  }

  /** UUIDv7 begins with the time, so the random low bits choose the shard. */
  public int shardOf(UUID dialogId) {
    return (int) Math.floorMod(dialogId.getLeastSignificantBits(), (long) shards);
  }

  private static <T, R> void reply(Message<T> message, Function<T, Future<R>> answerer) {
    Future<R> answer;
    try {
      answer = answerer.apply(message.body());
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer.onComplete(
        message::reply,
        failure ->
            message.reply(
                failure instanceof ReplyException ? failure : new InternalFailure(failure)));
  }

  /** Nobody there: not begun. No answer in time: a change may still be made. */
  private static Throwable toProblem(Object body, Throwable failure) {
    if (!(failure instanceof ReplyException reply) || failure instanceof ProblemException) {
      return failure;
    }
    boolean changes =
        body instanceof DialogCommand
            || body instanceof WithRepresentation
            || body instanceof BulkSetSystemLabels;
    return switch (reply.failureType()) {
      case TIMEOUT -> (changes ? Problem.outcomeUnknown() : BUSY).toException();
      case NO_HANDLERS -> BUSY.toException();
      default -> failure;
    };
  }
}
