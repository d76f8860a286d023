package dev.dialogporten.persistence.write;

import dev.dialogporten.dialog.Dialog;
import dev.dialogporten.dialog.command.DialogCommand;
import dev.dialogporten.dialog.decision.DecisionContext;
import dev.dialogporten.dialog.decision.Decisions;
import dev.dialogporten.dialog.decision.Effort;
import dev.dialogporten.dialog.outcome.Decision;
import dev.dialogporten.dialog.outcome.Decision.Needs;
import dev.dialogporten.dialog.outcome.Decision.Refused;
import dev.dialogporten.persistence.read.LookupReader;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes decisions: small ones at once, large ones on a worker thread, so that the other dialogs of
 * the shard need not wait. Either way the answer comes back on the event loop that asked, and
 * whatever else is decided on the same dialog waits in its lane.
 */
public final class Decider {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  private final Workers workers;
  private final LookupReader lookups;
  private final Supplier<DecisionContext> contexts;

  /** Runs work elsewhere and answers here. */
  public interface Workers {
    <T> Future<T> run(Callable<T> work);
  }

  /**
   * @param contexts makes the context of one request, with its own instant
   */
  public Decider(Workers workers, LookupReader lookups, Supplier<DecisionContext> contexts) {
    this.workers = workers;
    this.lookups = lookups;
    this.contexts = contexts;
  }

  /**
   * The decision, once everything it needs to know is known.
   *
   * @param stored the dialog, or null when no dialog has the command's id
   */
  Future<Decision> decide(DialogCommand command, Dialog stored) {
    boolean large = Effort.isLarge(stored, command);
    return run(large, () -> Decisions.decide(stored, command, contexts.get()))
        .compose(decision -> settle(command, large, decision));
  }

  private Future<Decision> settle(DialogCommand command, boolean large, Decision decision) {
    if (decision instanceof Needs<?> needs) {
      return lookUp(command, large, needs).compose(next -> settle(command, large, next));
    }
    if (decision instanceof Refused refused
        && refused.problem().type() == ProblemType.DECISION_TOO_LONG) {
      LOG.warn(
          "Deciding on dialog {} for {} took too long and was given up: {}",
          command.dialogId(),
          command.caller().organizationNumber(),
          refused.problem().errors());
    }
    return Future.succeededFuture(decision);
  }

  private <A> Future<Decision> lookUp(DialogCommand command, boolean large, Needs<A> needs) {
    return lookups
        .read(command.dialogId(), needs.lookup())
        .compose(answer -> run(large, () -> needs.then().apply(answer)));
  }

  private Future<Decision> run(boolean large, Supplier<Decision> deciding) {
    return large ? workers.run(deciding::get) : Future.succeededFuture(deciding.get());
  }
}
