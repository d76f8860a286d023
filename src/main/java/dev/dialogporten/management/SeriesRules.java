package dev.dialogporten.management;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which series there are: their number does not depend on what clients send. A request belongs to
 * the API or to the management port, and to the template of its path; event streams, which last as
 * long as the client likes, are no requests whose time says something.
 */
final class SeriesRules implements MeterFilter {
  private static final String SERVER = "vertx.http.server.";
  private static final String REQUEST_TIME = SERVER + "response.time";
  private static final String DELIVERY_TIME = "dialogporten.events.delivered";

  /** A client may send any method name (RFC 9110 section 9.1); unknown ones count together. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** From half a millisecond, about what a read takes, to where clients give up. */
  private static final double[] BUCKETS =
      Stream.of(0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4)
          .mapToDouble(millis -> millis * Duration.ofMillis(1).toNanos())
          .toArray();

  private static final DistributionStatisticConfig HISTOGRAM =
      DistributionStatisticConfig.builder().serviceLevelObjectives(BUCKETS).build();

  private volatile int managementPort;
  private final String streams;

  /**
   * @param streams template of the path that answers with a stream
   */
  SeriesRules(int managementPort, String streams) {
    this.managementPort = managementPort;
    this.streams = streams;
  }

  /** Any free port was asked for, and this is the one. */
  void managementPort(int port) {
    managementPort = port;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith(SERVER)) {
      // clients have these too: addresses of receivers would be without bound
      return known(id.getTags().equals(without(id)) ? id : id.replaceTags(without(id)));
    }
    List<Tag> tags = new ArrayList<>();
    for (Tag tag : id.getTags()) {
      tags.add(
          switch (tag.getKey()) {
            case "local" ->
                Tag.of(
                    "server", tag.getValue().endsWith(":" + managementPort) ? "management" : "api");
            case "route" -> Tag.of("route", route(tag.getValue()));
            default -> tag;
          });
    }
    Meter.Id named = known(id.replaceTags(tags));
    return isStream(named)
        ? new Meter.Id(
            SERVER + "stream.time",
            Tags.of(named.getTags()),
            named.getBaseUnit(),
            "Time that event streams were open",
            named.getType())
        : named;
  }

  /** Vert.x has series for each host that was ever connected to, and keeps them for ever. */
  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return "http".equals(id.getTag("pool_type")) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    boolean timed = id.getName().equals(REQUEST_TIME) || id.getName().equals(DELIVERY_TIME);
    return timed ? HISTOGRAM.merge(config) : config;
  }

  private boolean isStream(Meter.Id id) {
    return id.getName().equals(REQUEST_TIME)
        && streams.equals(id.getTag("route"))
        && "200".equals(id.getTag("code"));
  }

  private static List<Tag> without(Meter.Id id) {
    return id.getTags().stream()
        .filter(tag -> !tag.getKey().equals("local") && !tag.getKey().equals("route"))
        .toList();
  }

  private static Meter.Id known(Meter.Id id) {
    String method = id.getTag("method");
    if (method == null || METHODS.contains(method)) {
      return id;
    }
    List<Tag> tags = new ArrayList<>(id.getTags());
    tags.replaceAll(tag -> tag.getKey().equals("method") ? Tag.of("method", "other") : tag);
    return id.replaceTags(tags);
  }

  /** The router names every route that took part, in order; the last one answered. */
  private static String route(String routed) {
    return routed.isEmpty() ? "unmatched" : routed.substring(routed.lastIndexOf('>') + 1);
  }
}
