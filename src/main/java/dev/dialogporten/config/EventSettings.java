package dev.dialogporten.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens to events.
 *
 * @param baseUri address of the service in the {@code source} of events; empty means that of the
 *     public server
 * @param log whether events are written to the log, for development
 * @param retention age at which rows of the change log are dropped
 * @param poll how long an idle node waits before it looks for other nodes' writes
 * @param lease a node that died is succeeded after this long
 * @param retry pauses between the attempts of one event
 */
public record EventSettings(
    Optional<URI> baseUri,
    boolean log,
    Duration retention,
    Duration poll,
    Duration lease,
    Retry retry,
    Streams streams,
    Webhooks webhooks,
    Optional<Altinn> altinn,
    Optional<Kafka> kafka) {

  /**
   * @param quick pauses of a round
   * @param slow pauses between rounds
   */
  public record Retry(List<Duration> quick, List<Duration> slow) {}

  /**
   * Server-sent events.
   *
   * @param heartbeat a stream without events says something after this long
   * @param stall a client that takes nothing for this long is disconnected
   * @param max streams on one node
   * @param maxPerOrg those of one service owner
   */
  public record Streams(Duration heartbeat, Duration stall, int max, int maxPerOrg) {}

  /**
   * @param allowPrivateTargets also addresses that are not on the public internet
   * @param allowHttp also targets without TLS
   * @param timeout for one attempt
   * @param concurrency deliveries to one receiver at the same time
   * @param concurrencyPerOrg deliveries to all receivers of one service owner at the same time
   * @param maxPerOrg subscriptions of one service owner
   * @param testsPerMinute of one service owner
   * @param nameServer to ask for the addresses of targets; empty for those of the system
   */
  public record Webhooks(
      boolean allowPrivateTargets,
      boolean allowHttp,
      Duration timeout,
      int concurrency,
      int concurrencyPerOrg,
      int maxPerOrg,
      int testsPerMinute,
      Optional<InetSocketAddress> nameServer) {}

  /** Where a sink starts that has never been served. */
  public enum Start {
    BEGINNING,
    END
  }

  /**
   * @param token fixed bearer token
   * @param credentials where to get tokens instead
   */
  public record Altinn(
      URI url,
      Optional<Secret> token,
      Optional<Credentials> credentials,
      Start start,
      int concurrency,
      Duration timeout) {}

  /** OAuth client credentials. */
  public record Credentials(URI endpoint, String id, Secret secret, Optional<String> scope) {}

  /** How a CloudEvent becomes a Kafka record. */
  public enum KafkaMode {
    STRUCTURED,
    BINARY
  }

  /**
   * @param properties file with further producer properties, such as those for TLS and log-in
   */
  public record Kafka(
      String servers,
      String topic,
      KafkaMode mode,
      Optional<Path> properties,
      Start start,
      int concurrency) {}

  private static final Pattern ADDRESS = Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}):(\\d{1,5})");

  static EventSettings read(SettingsReader reader) {
    return new EventSettings(
        reader.url("base-uri"),
        reader.flag("log", false),
        reader.duration("retention", "30d", "1d", "3650d"),
        reader.duration("poll", "200ms", "10ms", "1m"),
        reader.duration("lease", "5s", "300ms", "5m"),
        new Retry(
            durations(reader, "retry.quick", "100ms,200ms,500ms,800ms,1s"),
            durations(reader, "retry.slow", "5s,5m,30m,2h,5h,10h,14h,20h,24h")),
        new Streams(
            reader.duration("streams.heartbeat", "15s", "100ms", "50s"),
            reader.duration("streams.stall", "10s", "100ms", "10m"),
            reader.number("streams.max", 1_000, 1, 100_000),
            reader.number("streams.max-per-org", 100, 1, 100_000)),
        webhooks(reader.group("webhooks")),
        altinn(reader.group("altinn")),
        kafka(reader.group("kafka")));
  }

  private static Webhooks webhooks(SettingsReader reader) {
    return new Webhooks(
        reader.flag("allow-private-targets", false),
        reader.flag("allow-http", false),
        reader.duration("timeout", "15s", "100ms", "1m"),
        reader.number("concurrency", 32, 1, 256),
        reader.number("concurrency-per-org", 128, 1, 10_000),
        reader.number("max-per-org", 20, 1, 1_000),
        reader.number("tests-per-minute", 30, 1, 10_000),
        reader.value(
            "name-server",
            "",
            "an IPv4 address and a port such as 10.0.0.2:53",
            EventSettings::at));
  }

  private static Optional<Altinn> altinn(SettingsReader reader) {
    Optional<URI> url = reader.url("url");
    Optional<Secret> token = reader.secret("token");
    Optional<Credentials> credentials = credentials(reader.group("credentials"));
    Start start = reader.choice("start", Start.END);
    int concurrency = reader.number("concurrency", 32, 1, 256);
    Duration timeout = reader.duration("timeout", "15s", "100ms", "1m");
    if (token.isPresent() && credentials.isPresent()) {
      reader.fault("token", "either a token or credentials, not both");
    }
    return url.map(base -> new Altinn(base, token, credentials, start, concurrency, timeout));
  }

  private static Optional<Credentials> credentials(SettingsReader reader) {
    Optional<URI> endpoint = reader.url("endpoint");
    Optional<String> id = reader.text("id");
    Optional<Secret> secret = reader.secret("secret");
    Optional<String> scope = reader.text("scope");
    if (endpoint.isPresent() && (id.isEmpty() || secret.isEmpty())) {
      reader.fault("endpoint", "needs id and secret");
      return Optional.empty();
    }
    return endpoint.map(url -> new Credentials(url, id.orElseThrow(), secret.orElseThrow(), scope));
  }

  private static Optional<Kafka> kafka(SettingsReader reader) {
    Optional<String> servers = reader.text("servers");
    String topic = reader.text("topic", "dialogporten-events");
    KafkaMode mode = reader.choice("mode", KafkaMode.STRUCTURED);
    Optional<Path> properties = reader.file("properties");
    Start start = reader.choice("start", Start.END);
    int concurrency = reader.number("concurrency", 256, 1, 10_000);
    return servers.map(list -> new Kafka(list, topic, mode, properties, start, concurrency));
  }

  private static List<Duration> durations(SettingsReader reader, String key, String fallback) {
    return reader
        .value(key, fallback, Units.DURATION + "; several with commas", EventSettings::parse)
        .orElseGet(() -> parse(fallback));
  }

  /** Null when it is none; a name could not be looked up yet. */
  private static InetSocketAddress at(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    return port < 1 || port > 65_535 ? null : new InetSocketAddress(matcher.group(1), port);
  }

  /** Null when one of them is none. */
  private static List<Duration> parse(String text) {
    List<Duration> durations = new ArrayList<>();
    for (String part : text.split(",")) {
      Duration duration = Units.duration(part);
      if (duration == null) {
        return null;
      }
      durations.add(duration);
    }
    return List.copyOf(durations);
  }
}
