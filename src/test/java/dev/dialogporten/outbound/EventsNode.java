package dev.dialogporten.outbound;

import dev.dialogporten.bus.Bus;
import dev.dialogporten.config.EventSettings;
import dev.dialogporten.config.SettingsLoader;
import dev.dialogporten.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** The events part of a node, against a test database. */
public final class EventsNode implements AutoCloseable {
  public final Vertx vertx = Vertx.vertx();
  public final MeterRegistry registry = new SimpleMeterRegistry();
  public final OutboundEventsVerticle events;
  private final Bus bus;

  private EventsNode(TestDatabase database, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("database.url", database.url());
    EventSettings read = SettingsLoader.of(all).events();
    Bus.install(vertx);
    bus = new Bus(vertx, 1, 5_000);
    events =
        new OutboundEventsVerticle(
            read, "https://example.com", own -> database.pool(own, 4), registry);
    vertx.deployVerticle(events).await();
    events.serve("https://example.com");
  }

  /**
   * @param settings names and values in pairs
   */
  public static EventsNode start(TestDatabase database, String... settings) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return new EventsNode(database, map);
  }

  /** As the write path does after a commit. */
  public void changed() {
    bus.changed();
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
