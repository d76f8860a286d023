package dev.dialogporten.chaos;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.EventReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A reader of the event stream that comes back whenever it has lost its connection. */
final class Follower implements AutoCloseable {
  private static final String EVENTS = "/api/v1/serviceowner/events";

  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile ApiClient client;
  private volatile EventReader reader;
  private volatile boolean stopped;

  /** Returns when the stream is open. */
  Follower(ApiClient client) {
    this.client = client;
    reader = client.stream(EVENTS);
    reader.comment();
    thread = new Thread(this::follow, "follower");
    thread.start();
  }

  /** Where it comes back to next time. */
  void turnTo(ApiClient other) {
    client = other;
  }

  /** Ids of the events in the order they came. */
  List<String> ids() {
    return ids;
  }

  @Override
  public void close() {
    stopped = true;
    reader.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void follow() {
    String last = reader.lastId();
    while (!stopped) {
      reader.forEach(event -> ids.add(event.json().getString("id")));
      last = reader.lastId() == null ? last : reader.lastId();
      reader.close();
      reconnect(last);
    }
  }

  private void reconnect(String last) {
    while (!stopped) {
      try {
        reader = client.header("Last-Event-ID", last).stream(EVENTS);
        return;
      } catch (AssertionError notYet) {
        LockSupport.parkNanos(20_000_000);
      }
    }
  }
}
