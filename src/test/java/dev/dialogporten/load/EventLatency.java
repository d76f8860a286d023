package dev.dialogporten.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long after the answer to a PATCH its event reaches a subscriber, on an idle service. */
final class EventLatency {
  private EventLatency() {}

  /** Microseconds; an event that overtakes the answer counts as 0. */
  static Histogram measure(Target target, String token, UUID dialog, int count) throws Exception {
    SynchronousQueue<Long> arrivals = new SynchronousQueue<>();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Histogram histogram = new Histogram(3);
    try (EventSubscriber subscriber =
        EventSubscriber.open(target, token, line -> hand(arrivals, line, dialog))) {
      for (int i = 0; i < count; i++) {
        HttpRequest patch =
            HttpRequest.newBuilder(
                    URI.create(target.url() + "/api/v1/serviceowner/dialogs/" + dialog))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body(i)))
                .build();
        HttpResponse<Void> response = client.send(patch, HttpResponse.BodyHandlers.discarding());
        long answered = System.nanoTime();
        if (response.statusCode() != 204) {
          throw new IllegalStateException("PATCH answered " + response.statusCode());
        }
        Long arrived = arrivals.poll(10, TimeUnit.SECONDS);
        if (arrived == null) {
          throw new IllegalStateException(
              "no event within 10 s; the stream had " + subscriber.events());
        }
        histogram.recordValue(Math.max(0, arrived - answered) / 1000);
      }
    }
    return histogram;
  }

  private static void hand(SynchronousQueue<Long> arrivals, String line, UUID dialog) {
    if (line.contains(dialog.toString())) {
      try {
        arrivals.offer(System.nanoTime(), 10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String body(int i) {
    return "[{\"op\":\"replace\",\"path\":\"/progress\",\"value\":" + i % 100 + "}]";
  }
}
