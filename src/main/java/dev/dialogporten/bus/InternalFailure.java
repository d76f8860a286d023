package dev.dialogporten.bus;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/**
 * An unexpected failure on its way over the bus; the cause is for the log, never for the client.
 */
public final class InternalFailure extends ReplyException {
  private static final long serialVersionUID = 1L;

  private final transient Throwable cause;

  public InternalFailure(Throwable cause) {
    super(ReplyFailure.RECIPIENT_FAILURE, 500, String.valueOf(cause.getMessage()));
    this.cause = cause;
  }

  /** The superclass is made without one, so {@code initCause} would refuse. */
  @Override
  public synchronized Throwable getCause() {
    return cause;
  }
}
