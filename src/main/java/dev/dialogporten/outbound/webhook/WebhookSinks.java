package dev.dialogporten.outbound.webhook;

import dev.dialogporten.event.WebhookSubscription;
import dev.dialogporten.outbound.delivery.CursorStart;
import dev.dialogporten.outbound.delivery.RetryLadder;
import dev.dialogporten.outbound.delivery.Share;
import dev.dialogporten.outbound.delivery.SinkSpec;
import dev.dialogporten.outbound.sink.Post;
import dev.dialogporten.outbound.webhook.SubscriptionStore.Stored;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The sinks of the webhook subscriptions that are active now. */
final class WebhookSinks {
  private static final int HELD_LIMIT = 1_000;

  private final SubscriptionStore store;
  private final Post post;
  private final TargetGuard guard;
  private final RetryLadder ladder;
  private final int concurrency;
  private final int perOrg;
  private final Supplier<String> baseUri;

  /** Kept as long as their subscription does not change, so that deliveries go on undisturbed. */
  private Map<UUID, SinkSpec> specs = Map.of();

  private Map<UUID, UUID> revisions = Map.of();

  /** By organisation, of those with an active subscription. */
  private final Map<String, Share> shares = new HashMap<>();

  /**
   * @param concurrency deliveries to one receiver at the same time
   * @param perOrg deliveries to all receivers of one organisation at the same time
   * @param baseUri address of the service
   */
  WebhookSinks(
      Pool client,
      Post post,
      TargetGuard guard,
      RetryLadder ladder,
      int concurrency,
      int perOrg,
      Supplier<String> baseUri) {
    this.store = new SubscriptionStore(client);
    this.post = post;
    this.guard = guard;
    this.ladder = ladder;
    this.concurrency = concurrency;
    this.perOrg = perOrg;
    this.baseUri = baseUri;
  }

  /** Name of a subscription's cursor. */
  static String name(UUID subscription) {
    return "webhook:" + subscription;
  }

  /** To be called from one event loop. */
  Future<List<SinkSpec>> active() {
    return store.active().map(this::specs);
  }

  Future<TargetGuard.Target> check(String org, String url) {
    return guard.check(org, url);
  }

  WebhookSink sink(Stored stored) {
    WebhookSubscription subscription = stored.subscription();
    return new WebhookSink(
        post, guard, subscription.org(), subscription.draft().url(), stored.keys());
  }

  String addressOf(UUID subscription) {
    return baseUri.get() + "/api/v1/serviceowner/subscriptions/" + subscription;
  }

  private List<SinkSpec> specs(List<Stored> active) {
    Map<UUID, SinkSpec> now = new HashMap<>();
    Map<UUID, UUID> current = new HashMap<>();
    for (Stored stored : active) {
      WebhookSubscription subscription = stored.subscription();
      UUID id = subscription.id();
      boolean same = subscription.revision().equals(revisions.get(id));
      now.put(id, same ? specs.get(id) : spec(stored));
      current.put(id, subscription.revision());
    }
    shares.keySet().retainAll(now.values().stream().map(SinkSpec::org).toList());
    specs = now;
    revisions = current;
    return List.copyOf(now.values());
  }

  private SinkSpec spec(Stored stored) {
    WebhookSubscription subscription = stored.subscription();
    return new SinkSpec(
        name(subscription.id()),
        sink(stored),
        subscription.org(),
        subscription.draft().filter(),
        CursorStart.NOWHERE,
        ladder,
        concurrency,
        shares.computeIfAbsent(subscription.org(), org -> new Share(perOrg)),
        HELD_LIMIT,
        () -> store.disable(subscription.id(), "The receiver answered 410 Gone."));
  }
}
