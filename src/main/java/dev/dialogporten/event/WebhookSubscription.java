package dev.dialogporten.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A service owner's wish to have events posted to an address.
 *
 * @param revision renewed by every change of the subscription
 * @param status {@code active}, {@code paused} by its owner, or {@code disabled} by the receiver
 * @param disabledReason null unless disabled
 */
public record WebhookSubscription(
    UUID id,
    UUID revision,
    String org,
    Draft draft,
    Status status,
    String disabledReason,
    Instant createdAt,
    Instant updatedAt) {

  /** Whether events are delivered. */
  public enum Status {
    active,
    paused,
    disabled
  }

  /**
   * What the owner of a subscription decides.
   *
   * @param url absolute URL
   * @param description null when absent
   */
  public record Draft(String url, String description, EventFilter filter, boolean paused) {}
}
