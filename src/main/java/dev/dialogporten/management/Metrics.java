package dev.dialogporten.management;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** All measurements of one service. The number of time series does not depend on the clients. */
public final class Metrics implements AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  // Vert.x keeps registries by name for the whole JVM
  private final String name = "dialogporten-" + UUID.randomUUID();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public Metrics() {
    registry.config().meterFilter(new KnownMethods());
  }

  /** Adds those of JVM and process; a tenth of a start, so it is done once the service answers. */
  public void measureProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Where every part of the service registers what it measures. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Makes Vert.x measure itself. */
  public VertxMetricsFactory vertxMetrics(VertxOptions options) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setRegistryName(name)
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
    options.setMetricsOptions(metrics);
    return new MicrometerMetricsFactory(registry);
  }

  /** The Prometheus text format. */
  String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    BackendRegistries.stop(name);
    registry.close();
  }

  /** A client may send any method name (RFC 9110 section 9.1); unknown ones count together. */
  private static final class KnownMethods implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      String method = id.getTag("method");
      if (method == null || METHODS.contains(method)) {
        return id;
      }
      List<Tag> tags = new ArrayList<>(id.getTags());
      tags.replaceAll(tag -> tag.getKey().equals("method") ? Tag.of("method", "other") : tag);
      return id.replaceTags(tags);
    }
  }
}
