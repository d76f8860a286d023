package dev.dialogporten.http.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what is refused because it is too much, by reason: so that an operator sees which bound is
 * reached. Who was refused is in the log. Safe to use from any thread.
 */
public final class Refusals {
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  /** What there was too much of. */
  enum Reason {
    /** Requests of one organisation at the same time: 429. */
    IN_FLIGHT,
    /** Requests of one organisation per second: 429. */
    RATE,
    /** Bytes of one organisation's bodies or answers under way: 429. */
    BYTES,
    /** Requests of an event loop at the same time: 503. */
    NODE_IN_FLIGHT,
    /** Bytes of an event loop's bodies or answers under way: 503. */
    NODE_BYTES,
    /** A head or a body that came too slowly: 408, or closed. */
    SLOW_REQUEST,
    /** An answer that was read too slowly: closed. */
    UNREAD,
    /** Connections of an event loop, or of one address: closed. */
    CONNECTIONS,
    /** Tasks of one organisation that wait behind the endpoint: 429. */
    QUEUE,
    /** All tasks that wait behind the endpoint, or no database: 503. */
    UNAVAILABLE
  }

  public Refusals(MeterRegistry registry) {
    for (Reason reason : Reason.values()) {
      String label = reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
      counters.put(
          reason,
          Counter.builder("dialogporten.http.refused")
              .description("Requests and connections refused because there was too much")
              .tag("reason", label)
              .register(registry));
    }
  }

  void count(Reason reason) {
    counters.get(reason).increment();
  }
}
