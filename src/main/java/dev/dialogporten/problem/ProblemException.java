package dev.dialogporten.problem;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/**
 * Carries a {@link Problem} through Futures and over the event bus: replying with this object fails
 * the asker's Future with the same object. No stack trace is taken; a refusal is an ordinary
 * outcome.
 */
public final class ProblemException extends ReplyException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Throwable cause;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /**
   * @param cause what made the service give up, for the log; never for the client
   */
  public ProblemException(Problem problem, Throwable cause) {
    super(ReplyFailure.RECIPIENT_FAILURE, problem.type().status(), problem.type().title());
    this.problem = problem;
    this.cause = cause;
  }

  public Problem problem() {
    return problem;
  }

  /** The superclass is made without one, so {@code initCause} would refuse. */
  @Override
  public synchronized Throwable getCause() {
    return cause;
  }
}
