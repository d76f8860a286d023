package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long after a change its event is received, while changes are made at a steady rate. Counted
 * from the time stamp of the change, which the service takes before the commit: queueing, commit
 * and delivery are in it.
 */
final class EventLatency {
  private static final String TIME = "\"time\":\"";

  /** The service and this process share a clock. */
  private final Instant from;

  private final Histogram micros = new ConcurrentHistogram(3);
  private final AtomicLong received = new AtomicLong();

  private EventLatency(Duration warmup) {
    from = Instant.now().plus(warmup);
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
  static Figure ofStream(Target target, String token, Duration warmup, Changes changes)
      throws Exception {
    EventLatency latency = new EventLatency(warmup);
    try (EventSubscriber subscriber = EventSubscriber.open(target, token, latency::arrived)) {
      return latency.measure(changes);
    }
  }

  /** By way of a webhook to this process. */
  static Figure ofWebhook(Target target, String token, Duration warmup, Changes changes)
      throws Exception {
    EventLatency latency = new EventLatency(warmup);
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
    return new Figure(changed, received.get(), micros);
  }

  private void arrived(String event) {
    Instant now = Instant.now();
    received.incrementAndGet();
    int start = event.indexOf(TIME) + TIME.length();
    Instant changed = Instant.parse(event.substring(start, event.indexOf('"', start)));
    if (changed.isAfter(from)) {
      micros.recordValue(Math.max(0, ChronoUnit.MICROS.between(changed, now)));
    }
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
    Matcher id = Setup.UUID.matcher(created);
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
