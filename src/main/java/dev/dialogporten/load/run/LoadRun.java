package dev.dialogporten.load.run;

import dev.dialogporten.load.options.LoadFault;
import dev.dialogporten.load.options.LoadOptions;
import dev.dialogporten.load.result.Interval;
import dev.dialogporten.load.result.Latencies;
import dev.dialogporten.load.result.Summary;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.HdrHistogram.Histogram;

/** One run: set-up, warm-up, measurement, drain. */
public final class LoadRun {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  /** Told what goes on, on the thread that called {@link #run}. */
  public interface Listener {
    void phase(String text);

    void interval(Interval interval);

    Listener SILENT =
        new Listener() {
          @Override
          public void phase(String text) {}

          @Override
          public void interval(Interval interval) {}
        };
  }

  private final LoadOptions options;
  private final Listener listener;
  private final Instant begun = Instant.now();
  private final List<Lane> lanes = new ArrayList<>();

  private LoadRun(LoadOptions options, Listener listener) {
    this.options = options;
    this.listener = listener;
  }

  /**
   * Blocks for the length of the run.
   *
   * @throws LoadFault when the target cannot be used at all
   */
  public static Summary run(LoadOptions options, Listener listener) throws LoadFault {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(options.threads(), NioIoHandler.newFactory());
    try {
      return new LoadRun(options, listener).run(loops);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LoadFault.target("Interrupted.");
    } finally {
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
  }

  private Summary run(MultiThreadIoEventLoopGroup loops) throws LoadFault, InterruptedException {
    SslContext tls = options.target().tls() ? tls() : null;
    for (int i = 0; i < options.threads(); i++) {
      int users = share(options.connections(), i);
      lanes.add(new Lane(loops.next(), options, tls, users, options.seed() + i));
    }
    long begin = System.nanoTime();
    listener.phase(
        options.ids() != null ? "reading ids" : "creating " + options.dialogs() + " dialogs");
    Setup setup = new Setup(options, lanes);
    setup.run();
    double setupSeconds = (System.nanoTime() - begin) / 1e9;

    Sampler sampler = new Sampler(lanes, options.scenario().operations());
    startLanes();
    try (Pacer pacer = Pacer.start(options.isOpenLoop() ? lanes : List.of())) {
      return measure(sampler, setupSeconds, setup.created());
    }
  }

  private Summary measure(Sampler sampler, double setupSeconds, int created)
      throws InterruptedException {
    listener.phase("warming up for " + options.warmup().toMillis() / 1000.0 + " s");
    sleepUntil(System.nanoTime() + options.warmup().toNanos());
    listener.phase("measuring for " + options.duration().toMillis() / 1000.0 + " s");
    sampler.begin();
    long cpuBefore = processCpuNanos();
    long started = System.nanoTime();
    long end = started + options.duration().toNanos();
    for (long next = started + INTERVAL_NANOS;
        next < end + INTERVAL_NANOS;
        next += INTERVAL_NANOS) {
      sleepUntil(Math.min(next, end));
      listener.interval(sampler.sample());
    }
    long ended = System.nanoTime();
    double cores = (processCpuNanos() - cpuBefore) / (double) (ended - started);
    long unstarted = lanes.stream().mapToLong(lane -> lane.overdue(ended)).sum();
    stopLanes();
    sampler.drained();
    return summary(sampler, setupSeconds, created, (ended - started) / 1e9, unstarted, cores);
  }

  private void startLanes() {
    long now = System.nanoTime();
    for (int i = 0; i < lanes.size(); i++) {
      Arrivals arrivals = null;
      if (options.isOpenLoop()) {
        double rate = options.rate() * lanes.get(i).users().size() / options.connections();
        // Lanes start a fraction of one distance apart, so that they do not fire in step.
        long shift = (long) (1e9 / options.rate() * i);
        arrivals = new Arrivals(rate, options.spacing(), now + shift, options.seed() + i);
      }
      lanes.get(i).start(arrivals);
    }
  }

  private void stopLanes() throws InterruptedException {
    CompletableFuture<?>[] stopped =
        lanes.stream().map(Lane::stop).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(stopped)
          .get(options.timeout().toMillis() + 2000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      listener.phase("some requests were still under way at the end");
    }
  }

  private Summary summary(
      Sampler sampler,
      double setupSeconds,
      int created,
      double seconds,
      long unstarted,
      double cores) {
    List<Summary.OperationSummary> operations = new ArrayList<>();
    Histogram latency = new Histogram(3);
    Histogram service = new Histogram(3);
    sampler
        .statuses()
        .forEach(
            (operation, counts) -> {
              latency.add(sampler.latency().get(operation));
              service.add(sampler.service().get(operation));
              operations.add(
                  Summary.OperationSummary.of(
                      operation,
                      counts,
                      Latencies.of(sampler.latency().get(operation)),
                      Latencies.of(sampler.service().get(operation))));
            });
    return new Summary(
        options,
        setupSeconds,
        created,
        seconds,
        unstarted,
        cores,
        operations,
        Latencies.of(latency),
        Latencies.of(service),
        sampler.intervals(),
        sampler.errors(),
        begun);
  }

  /** Part {@code index} of {@code total} split as evenly as possible over the threads. */
  private int share(int total, int index) {
    return total / options.threads() + (index < total % options.threads() ? 1 : 0);
  }

  private static SslContext tls() throws LoadFault {
    try {
      return SslContextBuilder.forClient().build();
    } catch (SSLException e) {
      throw LoadFault.target("TLS is not available: " + e.getMessage());
    }
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long left = nanos - System.nanoTime();
    if (left > 0) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private static long processCpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getProcessCpuTime()
        : 0;
  }
}
