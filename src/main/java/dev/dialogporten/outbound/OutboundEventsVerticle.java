package dev.dialogporten.outbound;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.EventSettings;
import dev.dialogporten.event.ChangeFeed;
import dev.dialogporten.event.LiveEvents;
import dev.dialogporten.event.WebhookSubscriptions;
import dev.dialogporten.outbound.delivery.SinkServer;
import dev.dialogporten.outbound.delivery.SinkSpec;
import dev.dialogporten.outbound.feed.ChangePages;
import dev.dialogporten.outbound.feed.LogReads;
import dev.dialogporten.outbound.feed.StreamHub;
import dev.dialogporten.outbound.log.ChangeRows;
import dev.dialogporten.outbound.log.CloudEvents;
import dev.dialogporten.outbound.log.LogPartitions;
import dev.dialogporten.outbound.log.LogTail;
import dev.dialogporten.outbound.log.Pace;
import dev.dialogporten.outbound.log.SetAside;
import dev.dialogporten.outbound.webhook.WebhooksModule;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Brings what is committed to those who want to know: one instance per node. Once deployed it also
 * answers streams, the change feed and the management of webhooks.
 */
public final class OutboundEventsVerticle extends VerticleBase {
  private final EventSettings settings;
  private static final int PAGE_SLOTS = 2;
  private static final int PAGES_WAITING = 200;
  private static final int STREAM_SLOTS = 2;

  private final Function<Vertx, Pool> pools;
  private final MeterRegistry registry;
  private volatile String baseUri;
  private Pool pool;
  private Pool callers;
  private LogTail tail;
  private LogPartitions partitions;
  private ConfiguredSinks sinks;
  private WebhooksModule webhooks;
  private SinkServer server;
  private StreamHub streams;
  private ChangePages pages;

  /**
   * @param address of the service as far as it is known before it listens; events point to it
   *     unless the settings name another
   * @param pools makes database connections on the event loop of this verticle: asked once for
   *     those that deliver, and once for those that callers' questions wait for
   */
  public OutboundEventsVerticle(
      EventSettings settings, String address, Function<Vertx, Pool> pools, MeterRegistry registry) {
    this.settings = settings;
    this.baseUri = baseUri(address);
    this.pools = pools;
    this.registry = registry;
  }

  @Override
  public Future<?> start() {
    Context home = context;
    pool = pools.apply(vertx);
    callers = pools.apply(vertx);
    SetAside aside = new SetAside(registry);
    ChangeRows rows = new ChangeRows(pool, new CloudEvents(() -> baseUri), aside);
    tail = new LogTail(vertx, rows, new Pace(settings.poll()));
    partitions = new LogPartitions(vertx, pool, settings.retention());
    sinks = new ConfiguredSinks(vertx, settings);
    EventSettings.Streams limits = settings.streams();
    ChangeRows asked = new ChangeRows(callers, new CloudEvents(() -> baseUri), aside);
    // each stream reads one page at a time: there is room for all of them, also of one organisation
    LogReads ofStreams = new LogReads(tail, asked, STREAM_SLOTS, 2 * limits.max());
    streams = new StreamHub(vertx, ofStreams, registry, limits.max(), limits.maxPerOrg());
    pages = new ChangePages(vertx, new LogReads(tail, asked, PAGE_SLOTS, PAGES_WAITING));
    webhooks =
        new WebhooksModule(
            vertx,
            pool,
            callers,
            settings,
            () -> baseUri,
            position -> pages.check(position),
            () -> home.runOnContext(v -> server.renew()));
    server = new SinkServer(vertx, tail, pool, aside, registry, this::wanted, settings.lease());
    vertx.eventBus().localConsumer(Bus.CHANGED, message -> tail.wake());
    return partitions.start();
  }

  /**
   * Begins to deliver. To be called once the service can be reached, because events point to it.
   *
   * @param address where the service is reached now
   */
  public void serve(String address) {
    baseUri = baseUri(address);
    context.runOnContext(v -> server.start());
  }

  @Override
  public Future<?> stop() {
    partitions.stop();
    streams.close();
    return server
        .close()
        .eventually(sinks::close)
        .eventually(webhooks::close)
        .onComplete(done -> tail.close())
        .eventually(callers::close)
        .eventually(pool::close);
  }

  public LiveEvents liveEvents() {
    return streams;
  }

  public ChangeFeed changeFeed() {
    return pages;
  }

  public WebhookSubscriptions webhookSubscriptions() {
    return webhooks.subscriptions();
  }

  private String baseUri(String address) {
    return settings.baseUri().map(URI::toString).orElse(address).replaceAll("/+$", "");
  }

  private Future<List<SinkSpec>> wanted() {
    return webhooks
        .active()
        .map(
            active -> {
              List<SinkSpec> all = new ArrayList<>(sinks.specs());
              all.addAll(active);
              return all;
            });
  }
}
