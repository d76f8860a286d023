package dev.dialogporten.outbound.delivery;

import dev.dialogporten.event.PublishedEvent;
import java.time.Instant;

/** One event on its way to one sink. Mutable, on one event loop. */
final class Delivery {
  /** Where the event is kept beside memory. */
  enum Stored {
    NO,
    UNDER_WAY,
    YES
  }

  final PublishedEvent event;
  private final Slot slot;
  private boolean released;
  Stored stored = Stored.NO;
  boolean done;
  int failures;
  Instant nextAttempt = Instant.EPOCH;
  String lastError;

  /** An event just read from the log. */
  Delivery(PublishedEvent event, Slot slot) {
    this.event = event;
    this.slot = slot;
    slot.open++;
  }

  /** An event read from the table of retries. */
  Delivery(RetryRow row) {
    this.event = row.event();
    this.slot = null;
    this.stored = Stored.YES;
    this.failures = row.attempts();
    this.nextAttempt = row.nextAttempt();
    this.lastError = row.lastError();
  }

  /** The cursor may pass: delivered, or kept in a table. */
  void release() {
    if (slot != null && !released) {
      released = true;
      slot.open--;
    }
  }

  RetryRow toRow() {
    return new RetryRow(event, failures, nextAttempt, lastError);
  }
}
