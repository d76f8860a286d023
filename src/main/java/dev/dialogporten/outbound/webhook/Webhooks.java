package dev.dialogporten.outbound.webhook;

import dev.dialogporten.dialog.Precondition;
import dev.dialogporten.event.DeadLetter;
import dev.dialogporten.event.EventPosition;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.PublishedEvent;
import dev.dialogporten.event.WebhookSubscription;
import dev.dialogporten.event.WebhookSubscription.Draft;
import dev.dialogporten.event.WebhookSubscription.Status;
import dev.dialogporten.event.WebhookSubscriptions;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.outbound.webhook.SubscriptionStore.Stored;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Answers what service owners ask about their webhooks. Safe to call from any event loop. */
final class Webhooks implements WebhookSubscriptions {
  private static final int MOST_REPLAYED = 1_000;

  /** Lost to others in a row before the request is given up. */
  private static final int MOST_RACES = 20;

  private static final String TEST_TYPE = "dialogporten.subscription.test.v1";

  private final SubscriptionStore store;
  private final DeadLetterStore letters;
  private final WebhookSinks sinks;
  private final int mostPerOrg;
  private final TestTurns turns;
  private final Runnable onChange;
  private final Function<Position, Future<Position>> positions;

  /**
   * @param mostPerOrg subscriptions of one organisation
   * @param positions checks that the log can be read from a position
   * @param onChange called when deliveries are to follow another subscription or a replay
   */
  Webhooks(
      Pool client,
      WebhookSinks sinks,
      int mostPerOrg,
      TestTurns turns,
      Function<Position, Future<Position>> positions,
      Runnable onChange) {
    this.store = new SubscriptionStore(client);
    this.letters = new DeadLetterStore(client);
    this.sinks = sinks;
    this.mostPerOrg = mostPerOrg;
    this.turns = turns;
    this.positions = positions;
    this.onChange = onChange;
  }

  @Override
  public Future<WithSecret> create(String org, Draft draft, EventPosition after) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Status status = draft.paused() ? Status.paused : Status.active;
    WebhookSubscription made =
        new WebhookSubscription(
            UUID.randomUUID(), UUID.randomUUID(), org, draft, status, null, now, now);
    byte[] key = WebhookSignature.newKey();
    return sinks
        .check(org, draft.url())
        .compose(target -> checked(after))
        .compose(from -> store.insert(made, key, from.orElse(null), mostPerOrg))
        .compose(
            stored ->
                stored
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(tooMany().toException())))
        .onSuccess(stored -> onChange.run())
        .map(stored -> new WithSecret(stored.subscription(), WebhookSignature.secret(key)));
  }

  @Override
  public Future<List<WebhookSubscription>> list(String org) {
    return store.list(org).map(all -> all.stream().map(Stored::subscription).toList());
  }

  @Override
  public Future<WebhookSubscription> get(String org, UUID id) {
    return find(org, id).map(Stored::subscription);
  }

  @Override
  public Future<WebhookSubscription> replace(
      String org, UUID id, Draft draft, Precondition precondition) {
    return replace(org, id, draft, precondition, MOST_RACES);
  }

  private Future<WebhookSubscription> replace(
      String org, UUID id, Draft draft, Precondition precondition, int races) {
    return find(org, id)
        .compose(stored -> precondition(stored, precondition))
        .compose(
            stored -> {
              UUID expected = stored.subscription().revision();
              return sinks
                  .check(org, draft.url())
                  .compose(target -> store.replace(org, id, expected, draft));
            })
        .compose(
            replaced ->
                replaced.isPresent()
                    ? Future.succeededFuture(replaced.get().subscription())
                    // somebody was faster: refused now if bound to a revision, else served again
                    : races > 1
                        ? replace(org, id, draft, precondition, races - 1)
                        : Future.failedFuture(changing(id)))
        .onSuccess(replaced -> onChange.run());
  }

  @Override
  public Future<Void> delete(String org, UUID id, Precondition precondition) {
    return delete(org, id, precondition, MOST_RACES);
  }

  private Future<Void> delete(String org, UUID id, Precondition precondition, int races) {
    return find(org, id)
        .compose(stored -> precondition(stored, precondition))
        .compose(stored -> store.delete(org, id, stored.subscription().revision()))
        .compose(
            deleted ->
                deleted
                    ? Future.<Void>succeededFuture()
                    : races > 1
                        ? delete(org, id, precondition, races - 1)
                        : Future.failedFuture(changing(id)))
        .onSuccess(deleted -> onChange.run());
  }

  @Override
  public Future<WithSecret> rotateSecret(String org, UUID id) {
    byte[] key = WebhookSignature.newKey();
    return store
        .rotate(org, id, key)
        .compose(stored -> orNotFound(stored, id))
        .onSuccess(stored -> onChange.run())
        .map(stored -> new WithSecret(stored.subscription(), WebhookSignature.secret(key)));
  }

  @Override
  public Future<TestResult> test(String org, UUID id) {
    return find(org, id)
        .map(
            stored -> {
              turns.take(org);
              return stored;
            })
        .compose(
            stored -> {
              long start = System.nanoTime();
              return sinks
                  .sink(stored)
                  .send(testEvent(org, id))
                  .map(status -> new TestResult(true, status, millisSince(start), null))
                  .otherwise(
                      failure -> {
                        DeliveryFailure known = DeliveryFailure.of(failure);
                        String text = known.getMessage();
                        return new TestResult(false, known.status(), millisSince(start), text);
                      });
            });
  }

  @Override
  public Future<List<DeadLetter>> deadLetters(String org, UUID id, EventPosition after, int limit) {
    EventPosition from = after != null ? after : EventPosition.after(Position.BEGINNING);
    return find(org, id).compose(stored -> letters.list(WebhookSinks.name(id), from, limit));
  }

  @Override
  public Future<Integer> replay(String org, UUID id, List<EventPosition> positions) {
    return find(org, id)
        .compose(stored -> letters.replay(WebhookSinks.name(id), positions, MOST_REPLAYED))
        .onSuccess(count -> onChange.run());
  }

  private Future<Optional<Position>> checked(EventPosition after) {
    return after == null
        ? Future.succeededFuture(Optional.empty())
        : positions.apply(after.readFrom()).map(Optional::of);
  }

  private Future<Stored> find(String org, UUID id) {
    return store.get(org, id).compose(stored -> orNotFound(stored, id));
  }

  private static Future<Stored> orNotFound(Optional<Stored> stored, UUID id) {
    String text = "WebhookSubscription with id " + id + " was not found.";
    return stored
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                Future.failedFuture(
                    Problem.of(ProblemType.NOT_FOUND, "WebhookSubscription", text).toException()));
  }

  private static Future<Stored> precondition(Stored stored, Precondition precondition) {
    UUID current = stored.subscription().revision();
    return precondition.isFulfilledBy(current)
        ? Future.succeededFuture(stored)
        : Future.failedFuture(precondition.refusal(current).toException());
  }

  private static Throwable changing(UUID id) {
    String text = "WebhookSubscription with id " + id + " is being changed by others all the time.";
    return Problem.of(ProblemType.CONFLICT, "WebhookSubscription", text).toException();
  }

  private Problem tooMany() {
    String text = "An organisation cannot exceed " + mostPerOrg + " webhook subscriptions.";
    return Problem.of(ProblemType.UNPROCESSABLE, "WebhookSubscription", text);
  }

  private PublishedEvent testEvent(String org, UUID subscription) {
    UUID id = UUID.randomUUID();
    Instant now = Instant.now();
    String json =
        new JsonObject()
            .put("specversion", "1.0")
            .put("id", id.toString())
            .put("type", TEST_TYPE)
            .put("time", now.toString())
            .put("source", sinks.addressOf(subscription))
            .encode();
    EventPosition nowhere = new EventPosition(Position.BEGINNING, 0);
    return new PublishedEvent(nowhere, org, id, subscription, TEST_TYPE, now, json);
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
