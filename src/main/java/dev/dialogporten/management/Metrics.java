package dev.dialogporten.management;

import dev.dialogporten.config.ManagementSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** All measurements of one service. The number of time series does not depend on the clients. */
public final class Metrics implements AutoCloseable {
  /** Answers for as long as the client listens. */
  private static final String STREAM = "/api/v1/serviceowner/events";

  private static final Set<Label> LABELS =
      EnumSet.of(
          Label.LOCAL,
          Label.HTTP_ROUTE,
          Label.HTTP_METHOD,
          Label.HTTP_CODE,
          Label.POOL_TYPE,
          Label.POOL_NAME);

  // Vert.x keeps registries by name for the whole JVM
  private final String name = "dialogporten-" + UUID.randomUUID();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SeriesRules series;
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /**
   * @param version that this was built as
   * @param management where the management port is
   */
  public Metrics(String version, ManagementSettings management) {
    series = new SeriesRules(management.port(), STREAM);
    registry.config().meterFilter(series);
    Gauge.builder("dialogporten.build.info", () -> 1)
        .description("The version that runs; always 1")
        .tag("version", version)
        .register(registry);
  }

  /** Any free port was asked for, and this is the one. */
  void managementPort(int port) {
    series.managementPort(port);
  }

  /** Adds those of JVM and process; a tenth of a start, so it is done once the service answers. */
  public void measureProcess() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
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
            .setLabels(LABELS)
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
}
