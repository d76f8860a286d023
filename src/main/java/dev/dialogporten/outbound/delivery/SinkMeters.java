package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.PublishedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What operators see of one sink, on the node that serves it. */
final class SinkMeters {
  private final MeterRegistry registry;
  private final Timer delivered;
  private final Counter failed;
  private final Counter givenUp;
  private final Counter gaps;
  private final List<Meter> meters;
  private volatile double lagRows;
  private volatile double lagSeconds;

  SinkMeters(MeterRegistry registry, String sink) {
    this.registry = registry;
    this.delivered =
        Timer.builder("dialogporten.events.delivered")
            .description("Time from the change to the receiver's acknowledgement")
            .tag("sink", sink)
            .register(registry);
    this.failed =
        Counter.builder("dialogporten.events.failed.attempts")
            .description("Attempts to deliver that the receiver did not acknowledge")
            .tag("sink", sink)
            .register(registry);
    this.givenUp =
        Counter.builder("dialogporten.events.dead.letters")
            .description("Events that were given up and put aside")
            .tag("sink", sink)
            .register(registry);
    this.gaps =
        Counter.builder("dialogporten.events.gaps")
            .description("Times that changes were dropped by retention before they were delivered")
            .tag("sink", sink)
            .register(registry);
    Meter rows =
        Gauge.builder("dialogporten.events.lag.rows", () -> lagRows)
            .description("Changes and held events not delivered yet")
            .tag("sink", sink)
            .register(registry);
    Meter seconds =
        Gauge.builder("dialogporten.events.lag.seconds", () -> lagSeconds)
            .description("Age of the oldest event not delivered yet")
            .tag("sink", sink)
            .register(registry);
    this.meters = List.of(delivered, failed, givenUp, gaps, rows, seconds);
  }

  void delivered(PublishedEvent event) {
    Duration age = Duration.between(event.time(), Instant.now());
    delivered.record(age.isNegative() ? Duration.ZERO : age);
  }

  void failed() {
    failed.increment();
  }

  void givenUp() {
    givenUp.increment();
  }

  void gap() {
    gaps.increment();
  }

  /**
   * @param oldest time of the oldest event that waits, or null
   */
  void lag(long rows, Instant oldest) {
    lagRows = rows;
    lagSeconds =
        oldest == null
            ? 0
            : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0);
  }

  /** The sink is served elsewhere from now on. */
  void remove() {
    meters.forEach(registry::remove);
  }
}
