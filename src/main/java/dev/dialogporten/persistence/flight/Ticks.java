package dev.dialogporten.persistence.flight;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Puts work off to the end of what the event loop has before it: commands that arrived together
 * then leave together, and one that came alone waits for nothing.
 */
public final class Ticks {
  private Ticks() {}

  /** Runs tasks on the calling context, behind everything that waits there already. */
  public static Executor ofCurrentContext() {
    Context context = Vertx.currentContext();
    return task -> context.runOnContext(v -> task.run());
  }
}
