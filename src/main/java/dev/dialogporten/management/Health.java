package dev.dialogporten.management;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Whether this process can do its work. Thread-safe; what is asked meanwhile shares one round of
 * checks, so that asking often costs little.
 */
public final class Health {
  private static final long PATIENCE_SECONDS = 2;

  private final Map<String, Supplier<Future<?>>> checks = new LinkedHashMap<>();
  private final AtomicReference<Future<Report>> running = new AtomicReference<>();
  private volatile String unready = "starting";

  /**
   * The outcome.
   *
   * @param checks name to null when it passed, else to the reason
   */
  record Report(Map<String, String> checks) {
    boolean isUp() {
      return checks.values().stream().allMatch(reason -> reason == null);
    }
  }

  /**
   * Adds a check, which fails with a {@link NotReady} that says why; before the first question is
   * asked.
   */
  public void add(String name, Supplier<Future<?>> check) {
    checks.put(name, check);
  }

  /** From now on the checks alone decide. */
  public void started() {
    unready = null;
  }

  /** From now on the answer is no, so that load balancers look elsewhere. */
  public void stopping() {
    unready = "stopping";
  }

  Future<Report> ready() {
    String reason = unready;
    if (reason != null) {
      Map<String, String> only = new LinkedHashMap<>();
      only.put("service", reason);
      return Future.succeededFuture(new Report(only));
    }
    Future<Report> current = running.get();
    if (current != null && !current.isComplete()) {
      return current;
    }
    Future<Report> fresh = check();
    running.set(fresh);
    return fresh;
  }

  private Future<Report> check() {
    Map<String, Future<String>> outcomes = new LinkedHashMap<>();
    checks.forEach((name, check) -> outcomes.put(name, run(check)));
    return Future.join(outcomes.values().stream().toList())
        .map(
            all -> {
              Map<String, String> reasons = new LinkedHashMap<>();
              outcomes.forEach((name, outcome) -> reasons.put(name, outcome.result()));
              return new Report(reasons);
            });
  }

  /** In our own words: those of libraries may hold addresses and names of users. */
  private static String reason(Throwable failure) {
    if (failure instanceof NotReady) {
      return failure.getMessage();
    }
    if (failure instanceof TimeoutException) {
      return "no answer within " + PATIENCE_SECONDS + " s";
    }
    return failure instanceof IOException ? "not reachable" : "failed";
  }

  private static Future<String> run(Supplier<Future<?>> check) {
    Future<?> outcome;
    try {
      outcome = check.get();
    } catch (RuntimeException e) {
      outcome = Future.failedFuture(e);
    }
    return outcome
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .<String>map(any -> null)
        .otherwise(Health::reason);
  }
}
