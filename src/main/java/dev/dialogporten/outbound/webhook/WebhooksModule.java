package dev.dialogporten.outbound.webhook;

import dev.dialogporten.config.EventSettings;
import dev.dialogporten.event.Position;
import dev.dialogporten.event.WebhookSubscriptions;
import dev.dialogporten.outbound.delivery.RetryLadder;
import dev.dialogporten.outbound.delivery.SinkSpec;
import dev.dialogporten.outbound.feed.Home;
import dev.dialogporten.outbound.sink.Post;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything about webhooks that one node needs. */
public final class WebhooksModule {
  private static final int IDLE_SECONDS = 30;

  private final HttpClient client;
  private final TargetGuard guard;
  private final WebhookSinks sinks;
  private final WebhookSubscriptions subscriptions;

  /**
   * @param callers connections for what service owners ask
   * @param baseUri address of the service
   * @param positions checks that the log can be read from a position
   * @param onChange called when deliveries are to follow another subscription or a replay
   */
  public WebhooksModule(
      Vertx vertx,
      Pool sql,
      Pool callers,
      EventSettings settings,
      Supplier<String> baseUri,
      Function<Position, Future<Position>> positions,
      Runnable onChange) {
    EventSettings.Webhooks limits = settings.webhooks();
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setKeepAliveTimeout(IDLE_SECONDS))
            .with(new PoolOptions().setHttp1MaxSize(limits.concurrency() + 1))
            // a receiver may break its connections: the attempt has failed, that is all
            .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
            .build();
    this.guard =
        new TargetGuard(
            new HostNames(limits.nameServer()), limits.allowPrivateTargets(), limits.allowHttp());
    RetryLadder ladder = RetryLadder.of(settings.retry().quick(), settings.retry().slow());
    Post post = new Post(client, limits.timeout());
    this.sinks =
        new WebhookSinks(
            sql, post, guard, ladder, limits.concurrency(), limits.concurrencyPerOrg(), baseUri);
    TestTurns turns = new TestTurns(limits.testsPerMinute(), System::nanoTime);
    this.subscriptions =
        new SubscriptionTurns(
            new Webhooks(callers, sinks, limits.maxPerOrg(), turns, positions, onChange),
            new Home(vertx));
  }

  public WebhookSubscriptions subscriptions() {
    return subscriptions;
  }

  /** The sinks of the subscriptions that are active now. */
  public Future<List<SinkSpec>> active() {
    return sinks.active();
  }

  public Future<Void> close() {
    guard.close();
    return client.close();
  }
}
