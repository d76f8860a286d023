package dev.dialogporten.load.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dialogporten.load.options.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads the service's event stream on a thread of its own, as cheaply as it can. */
final class EventSubscriber implements AutoCloseable {
  private static final byte[] DATA = "data:".getBytes(UTF_8);
  private static final byte[] CONNECTED = ": connected".getBytes(UTF_8);

  private final Socket socket;
  private final AtomicLong events = new AtomicLong();
  private final CountDownLatch connected = new CountDownLatch(1);

  /**
   * Returns when the service has said that the stream is open.
   *
   * @param onData told the data line of each event, on the reading thread; null when the number is
   *     enough
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

  /**
   * Looks at the beginning of each line only, and makes text of none that nobody wants: reading
   * must not cost what it is to measure. Lines that belong to the chunked coding are skipped like
   * all others that are no data.
   */
  private void read(Consumer<String> onData) {
    byte[] buffer = new byte[1 << 16];
    int filled = 0;
    try (InputStream in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer, filled, buffer.length - filled)) {
        filled = rest(buffer, lines(buffer, filled + n, onData), filled + n);
      }
    } catch (IOException e) {
      // closed, by either side
    }
  }

  /** Takes whole lines; returns where the unfinished one begins. */
  private int lines(byte[] buffer, int length, Consumer<String> onData) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        line(buffer, start, i, onData);
        start = i + 1;
      }
    }
    return start;
  }

  private static int rest(byte[] buffer, int start, int length) {
    System.arraycopy(buffer, start, buffer, 0, length - start);
    return length - start;
  }

  private void line(byte[] buffer, int start, int end, Consumer<String> onData) {
    if (startsWith(buffer, start, end, DATA)) {
      events.incrementAndGet();
      if (onData != null) {
        onData.accept(new String(buffer, start, end - start, UTF_8));
      }
    } else if (startsWith(buffer, start, end, CONNECTED)) {
      connected.countDown();
    }
  }

  private static boolean startsWith(byte[] buffer, int start, int end, byte[] prefix) {
    int from = Math.min(end, start + prefix.length);
    return Arrays.equals(buffer, start, from, prefix, 0, prefix.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
