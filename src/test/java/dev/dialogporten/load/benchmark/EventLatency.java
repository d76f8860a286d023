package dev.dialogporten.load.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dialogporten.load.connection.TargetDialog;
import dev.dialogporten.load.options.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import org.HdrHistogram.Histogram;

/**
 * How long after the commit of a change its event is received, while changes are made at a steady
 * rate. The instant of the commit is PostgreSQL's ({@code track_commit_timestamp}), taken when the
 * commit record is made: writing that to the disk is in the figure.
 */
final class EventLatency {
  private static final String TIME = "\"time\":\"";
  private static final String DIALOG = "\"resourceinstance\":\"";

  private final BenchmarkDatabase database;

  /** The database, the service and this process share a clock. */
  private final Instant from;

  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicLong received = new AtomicLong();

  /** An event as it came, undigested: receiving must not cost what it is to measure. */
  private record Arrival(String event, Instant at) {
    String change() {
      return text(DIALOG) + "@" + micros(Instant.parse(text(TIME)));
    }

    private String text(String member) {
      int start = event.indexOf(member) + member.length();
      return event.substring(start, event.indexOf('"', start));
    }
  }

  private EventLatency(BenchmarkDatabase database, Duration warmup) {
    this.database = database;
    this.from = Instant.now().plus(warmup);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Makes the changes; returns how many were committed, warm-up included. */
  interface Changes {
    long make() throws Exception;
  }

  /**
   * @param changed changes committed, those of the warm-up among them
   * @param received events, likewise
   * @param micros of what was changed after the warm-up
   */
  record Figure(long changed, long received, Histogram micros) {
    double millis(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }
  }

  /** By way of {@code GET /events}. */
  static Figure ofStream(
      BenchmarkDatabase database, Target target, String token, Duration warmup, Changes changes)
      throws Exception {
    EventLatency latency = new EventLatency(database, warmup);
    try (EventSubscriber subscriber = EventSubscriber.open(target, token, latency::arrived)) {
      return latency.measure(changes);
    }
  }

  /** By way of a webhook to this process. */
  static Figure ofWebhook(
      BenchmarkDatabase database, Target target, String token, Duration warmup, Changes changes)
      throws Exception {
    EventLatency latency = new EventLatency(database, warmup);
    try (WebhookReceiver receiver = new WebhookReceiver(latency::arrived)) {
      String subscription = subscribe(target, token, receiver.url());
      try {
        return latency.measure(changes);
      } finally {
        send(target, token, "DELETE", "/" + subscription, null);
      }
    }
  }

  private Figure measure(Changes changes) throws Exception {
    long changed = changes.make();
    awaitSilence(changed);
    return new Figure(changed, received.get(), histogram(commits()));
  }

  private void arrived(String event) {
    Instant now = Instant.now();
    received.incrementAndGet();
    if (now.isAfter(from)) {
      arrivals.add(new Arrival(event, now));
    }
  }

  private Histogram histogram(Map<String, Long> commits) {
    Histogram histogram = new Histogram(3);
    for (Arrival arrival : arrivals) {
      Long committed = commits.get(arrival.change());
      if (committed != null) {
        histogram.recordValue(Math.max(0, micros(arrival.at()) - committed));
      }
    }
    return histogram;
  }

  /** When each change after the warm-up was committed, in microseconds since 1970. */
  private Map<String, Long> commits() throws SQLException {
    Map<String, Long> commits = new HashMap<>();
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                SELECT dialog_id, at, pg_xact_commit_timestamp(txid::text::xid)
                FROM dialog_change WHERE at > ?\
                """)) {
      statement.setObject(1, from.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String change = rows.getString(1) + "@" + micros(instant(rows, 2));
          commits.put(change, micros(instant(rows, 3)));
        }
      }
    }
    return commits;
  }

  private static Instant instant(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Until all has come, or nothing more has for ten seconds. */
  private void awaitSilence(long changed) throws InterruptedException {
    long before = -1;
    while (received.get() < changed && before != received.get()) {
      before = received.get();
      for (int i = 0; i < 100 && received.get() < changed; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static String subscribe(Target target, String token, String url) throws Exception {
    String created = send(target, token, "POST", "", "{\"url\":\"" + url + "\"}");
    Matcher id = TargetDialog.ID.matcher(created);
    if (!id.find()) {
      throw new IllegalStateException("no subscription: " + created);
    }
    return id.group();
  }

  private static String send(Target target, String token, String method, String path, String body)
      throws IOException, InterruptedException {
    String url = target.url() + "/api/v1/serviceowner/subscriptions" + path;
    var content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body, UTF_8);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
