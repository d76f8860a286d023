package dev.dialogporten.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads the service's event stream on a thread of its own, as cheaply as it can. */
final class EventSubscriber implements AutoCloseable {
  private final Socket socket;
  private final AtomicLong events = new AtomicLong();
  private final CountDownLatch connected = new CountDownLatch(1);

  /**
   * Returns when the service has said that the stream is open.
   *
   * @param onData told the data line of each event, on the reading thread
   */
  static EventSubscriber open(Target target, String token, Consumer<String> onData)
      throws IOException, InterruptedException {
    EventSubscriber subscriber = new EventSubscriber(target);
    subscriber.send(target, token);
    Thread reader = new Thread(() -> subscriber.read(onData), "event-subscriber");
    reader.setDaemon(true);
    reader.start();
    if (!subscriber.connected.await(10, TimeUnit.SECONDS)) {
      subscriber.close();
      throw new IllegalStateException("the event stream did not open");
    }
    return subscriber;
  }

  private EventSubscriber(Target target) throws IOException {
    socket = new Socket(target.host(), target.port());
  }

  long events() {
    return events.get();
  }

  private void send(Target target, String token) throws IOException {
    String request =
        "GET /api/v1/serviceowner/events HTTP/1.1\r\nHost: "
            + target.authority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nAccept: text/event-stream\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(UTF_8));
  }

  /** Lines that belong to the chunked coding are skipped like all others that are no data. */
  private void read(Consumer<String> onData) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8), 1 << 16)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("data:")) {
          events.incrementAndGet();
          onData.accept(line);
        } else if (line.startsWith(": connected")) {
          connected.countDown();
        }
      }
    } catch (IOException e) {
      // closed, by either side
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
