package dev.dialogporten.attack;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Somebody does harm while a bystander's calls are measured: before, during and after. The harm is
 * any code; it runs on a thread of its own until it returns, and what it throws fails the test.
 *
 * <pre>{@code
 * Attack.Report report =
 *     Attack.named("200 moves").run(Bystander.of(service), () -> attacker.patch(path, moves));
 * assertThat(report.errors()).isZero();
 * }</pre>
 */
public final class Attack {
  private static final int WARM_UP = 30;
  private static final int ROUNDS = 60;

  /** Threads of its own: what waits for an answer must not take one from other tests. */
  private static final Executor THREADS = task -> new Thread(task, "attacker").start();

  private final String name;

  private Attack(String name) {
    this.name = name;
  }

  public static Attack named(String name) {
    return new Attack(name);
  }

  /** The bystander's figures by kind of call. */
  public record Report(
      Map<String, Figures> before, Map<String, Figures> during, Map<String, Figures> after) {

    /** Calls of any kind that failed while and after the harm was done. */
    public int errors() {
      return errors(during) + errors(after);
    }

    private static int errors(Map<String, Figures> figures) {
      return figures.values().stream().mapToInt(Figures::errors).sum();
    }
  }

  /** Runs the attack once and prints what the bystander saw. */
  public Report run(Bystander bystander, Runnable harm) {
    return run(bystander, harm, 1);
  }

  /**
   * The same for harm that lasts when it is done.
   *
   * @param rounds of the bystander's calls at least, from when the harm begins
   */
  public Report run(Bystander bystander, Runnable harm, int rounds) {
    repeat(bystander, WARM_UP);
    bystander.take();
    repeat(bystander, ROUNDS);
    Map<String, Figures> before = bystander.take();
    CompletableFuture<Void> attack = CompletableFuture.runAsync(harm, THREADS);
    for (int i = 0; i < rounds || !attack.isDone(); i++) {
      bystander.round();
    }
    Map<String, Figures> during = bystander.take();
    finish(attack);
    repeat(bystander, ROUNDS);
    Report report = new Report(before, during, bystander.take());
    print(report);
    return report;
  }

  private static void repeat(Bystander bystander, int rounds) {
    for (int i = 0; i < rounds; i++) {
      bystander.round();
    }
  }

  private static void finish(CompletableFuture<Void> attack) {
    try {
      attack.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the attack itself failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void print(Report report) {
    StringBuilder text = new StringBuilder("Attack: ").append(name).append('\n');
    report
        .before()
        .forEach(
            (call, before) ->
                text.append(line(call, "before", before))
                    .append(line(call, "during", report.during().get(call)))
                    .append(line(call, "after", report.after().get(call)))
                    .append(ratio(call, before, report.during().get(call))));
    System.out.print(text);
  }

  private static String ratio(String call, Figures before, Figures during) {
    return String.format(
        Locale.ROOT,
        "  %-12s during : before, p50 %.1f, p99 %.1f%n",
        call,
        during.p50() / before.p50(),
        during.p99() / before.p99());
  }

  private static String line(String call, String phase, Figures figures) {
    return String.format("  %-12s %-7s %s%n", call, phase, figures);
  }
}
