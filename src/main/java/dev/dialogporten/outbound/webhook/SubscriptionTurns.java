package dev.dialogporten.outbound.webhook;

import dev.dialogporten.bus.FairQueue;
import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.event.DeadLetter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.WebhookSubscription;
import dev.dialogporten.event.WebhookSubscription.Draft;
import dev.dialogporten.event.WebhookSubscriptions;
import dev.dialogporten.outbound.feed.Home;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets organisations take turns in asking for their webhooks. What has to wait for a name server
 * waits apart, so that it does not keep what only asks the database. Tests have a bound of their
 * own.
 */
final class SubscriptionTurns implements WebhookSubscriptions {
  private static final int QUICK = 4;
  private static final int SLOW = 64;
  private static final int ROOM = 400;

  private final WebhookSubscriptions answers;
  private final Home home;
  private final FairQueue quick = new FairQueue(QUICK, ROOM);
  private final FairQueue slow = new FairQueue(SLOW, ROOM);

  /**
   * @param home where turns are given
   */
  SubscriptionTurns(WebhookSubscriptions answers, Home home) {
    this.answers = answers;
    this.home = home;
  }

  @Override
  public Future<WithSecret> create(String org, Draft draft, EventPosition after) {
    return turn(slow, org, () -> answers.create(org, draft, after));
  }

  @Override
  public Future<List<WebhookSubscription>> list(String org) {
    return turn(quick, org, () -> answers.list(org));
  }

  @Override
  public Future<WebhookSubscription> get(String org, UUID id) {
    return turn(quick, org, () -> answers.get(org, id));
  }

  @Override
  public Future<WebhookSubscription> replace(
      String org, UUID id, Draft draft, Precondition precondition) {
    return turn(slow, org, () -> answers.replace(org, id, draft, precondition));
  }

  @Override
  public Future<Void> delete(String org, UUID id, Precondition precondition) {
    return turn(quick, org, () -> answers.delete(org, id, precondition));
  }

  @Override
  public Future<WithSecret> rotateSecret(String org, UUID id) {
    return turn(quick, org, () -> answers.rotateSecret(org, id));
  }

  @Override
  public Future<TestResult> test(String org, UUID id) {
    return answers.test(org, id);
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String org, UUID id, EventPosition after, int limit) {
    return turn(quick, org, () -> answers.deadLetters(org, id, after, limit));
  }

  @Override
  public Future<Integer> replay(String org, UUID id, List<EventPosition> positions) {
    return turn(quick, org, () -> answers.replay(org, id, positions));
  }

  private <T> Future<T> turn(FairQueue queue, String org, Supplier<Future<T>> question) {
    return home.call(() -> queue.run(org, question));
  }
}
