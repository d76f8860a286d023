package dev.dialogporten.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads one stream of server-sent events as browsers do: an id counts from the blank line on, an
 * event that was cut short does not. Begins to read when it is made.
 */
public final class EventReader implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final InputStream stream;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String lastId;

  /** One event with the position it came with. */
  public record Event(String id, String data) {
    public JsonObject json() {
      return new JsonObject(data);
    }

    public String type() {
      return json().getString("type");
    }

    public String dialogId() {
      return json().getString("resourceinstance");
    }
  }

  EventReader(InputStream stream) {
    this.stream = stream;
    Thread reader = new Thread(this::read, "event-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /** The next event; fails when none comes. */
  public Event next() {
    return polled(events, "event");
  }

  public List<Event> next(int count) {
    List<Event> list = new ArrayList<>();
    while (list.size() < count) {
      list.add(next());
    }
    return list;
  }

  /** The next events up to the first that fulfils a condition, that one included. */
  public List<Event> until(Predicate<Event> last) {
    List<Event> list = new ArrayList<>();
    do {
      list.add(next());
    } while (!last.test(list.get(list.size() - 1)));
    return list;
  }

  /** Hands over every event until the stream has ended. */
  public void forEach(Consumer<Event> receiver) {
    try {
      boolean over;
      do {
        over = ended.await(0, TimeUnit.SECONDS);
        Event event = events.poll(over ? 0 : 50, TimeUnit.MILLISECONDS);
        if (event != null) {
          receiver.accept(event);
          over = false;
        }
      } while (!over);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Everything that has arrived and was not asked for. */
  public List<Event> rest() {
    List<Event> rest = new ArrayList<>();
    events.drainTo(rest);
    return rest;
  }

  /** The next comment line. */
  public String comment() {
    return polled(comments, "comment");
  }

  /** What a client that reconnects sends; null when there was none. */
  public String lastId() {
    return lastId;
  }

  /** Waits until the server ends the stream or the connection is lost. */
  public EventReader awaitEnd() {
    try {
      assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("stream ended").isTrue();
      return this;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // it was lost before
    }
  }

  private <T> T polled(BlockingQueue<T> queue, String what) {
    try {
      T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(item)
          .as("%s; stream %s", what, ended.getCount() == 0 ? "ended" : "open")
          .isNotNull();
      return item;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String id = null;
      String data = null;
      String comment = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.startsWith(": ")) {
          comment = line.substring(2);
        } else if (line.isEmpty()) {
          lastId = id;
          if (data != null) {
            events.add(new Event(id, data));
          }
          if (comment != null) {
            comments.add(comment);
          }
          data = null;
          comment = null;
        }
      }
    } catch (IOException e) {
      // closed, by either side
    } finally {
      ended.countDown();
    }
  }
}
