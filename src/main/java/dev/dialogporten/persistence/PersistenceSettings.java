package dev.dialogporten.persistence;

import dev.dialogporten.persistence.flight.Flights;

/**
 * How one shard works.
 *
 * @param batchSize most write units, or ids to read, of one statement
 * @param flights most write statements of one kind under way at once
 * @param queueBound most commands that run or wait; more are refused with 503
 * @param cacheBytes bound of what one shard keeps of dialogs, half for writing and half for
 *     reading; 0 for nothing
 * @param attempts how often a command is run at most when other processes keep being faster
 * @param timeoutMillis how long the client of a command waits for its answer
 */
public record PersistenceSettings(
    int batchSize, int flights, int queueBound, long cacheBytes, int attempts, long timeoutMillis) {

  public static final PersistenceSettings DEFAULT =
      new PersistenceSettings(64, 1, 4096, 64L << 20, 10, 10_000);

  /** The answer of a command that takes too long is the shard's own, just before the bus's. */
  long patienceMillis() {
    return timeoutMillis - timeoutMillis / 10;
  }

  /** How often turns are looked at: an end is late by this much at most. */
  long sweepMillis() {
    return Math.max(1, timeoutMillis / 40);
  }

  Flights.Limits writes() {
    return new Flights.Limits(batchSize, flights, queueBound);
  }

  Flights.Limits reads() {
    return new Flights.Limits(batchSize, 1, queueBound);
  }
}
