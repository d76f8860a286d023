package dev.dialogporten.outbound.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Does work on one event loop for callers on others, and answers on the caller's. */
public final class Home {
  private final Vertx vertx;
  private final Context context;

  /** The calling event loop becomes the one the work is done on. */
  public Home(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  public <T> Future<T> call(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    context.runOnContext(
        v ->
            run(work)
                .onComplete(
                    result -> caller.runOnContext(x -> promise.complete(result)),
                    failure -> caller.runOnContext(x -> promise.fail(failure))));
    return promise.future();
  }

  void run(Runnable work) {
    context.runOnContext(v -> work.run());
  }

  private static <T> Future<T> run(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
