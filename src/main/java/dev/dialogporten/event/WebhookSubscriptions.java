package dev.dialogporten.event;

import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.event.WebhookSubscription.Draft;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Webhook subscriptions of service owners. Every method works on the subscriptions of one
 * organisation; another's are not found (404).
 */
public interface WebhookSubscriptions {

  /**
   * @param after deliver what comes behind this; null for what is committed from now on
   * @return 400 when the target is refused, 422 when there are too many, 410 when the position has
   *     expired
   */
  Future<WithSecret> create(String org, Draft draft, EventPosition after);

  Future<List<WebhookSubscription>> list(String org);

  Future<WebhookSubscription> get(String org, UUID id);

  /** Replaces what the owner decides; an active draft also brings a disabled one back. */
  Future<WebhookSubscription> replace(String org, UUID id, Draft draft, Precondition precondition);

  Future<Void> delete(String org, UUID id, Precondition precondition);

  /** A new secret; deliveries are signed with the old one as well for a day. */
  Future<WithSecret> rotateSecret(String org, UUID id);

  /** Posts an event of a type of its own, now and once. */
  Future<TestResult> test(String org, UUID id);

  /**
   * In log order.
   *
   * @param after null for the first
   */
  Future<List<DeadLetter>> deadLetters(String org, UUID id, EventPosition after, int limit);

  /**
   * Puts dead letters back in the queue.
   *
   * @param positions empty for all
   * @return how many
   */
  Future<Integer> replay(String org, UUID id, List<EventPosition> positions);

  /**
   * @param secret {@code whsec_} and the key in base64; told only here
   */
  record WithSecret(WebhookSubscription subscription, String secret) {}

  /**
   * @param status of the receiver's answer, 0 when there was none
   * @param error null when delivered
   */
  record TestResult(boolean delivered, int status, long millis, String error) {}
}
