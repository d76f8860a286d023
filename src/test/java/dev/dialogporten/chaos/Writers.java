package dev.dialogporten.chaos;

import static dev.dialogporten.testing.ApiClient.DIALOGS;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.ApiResponse;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.ServiceOwner;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Several clients that change the same dialogs all the time, whatever happens to the service, and
 * remember what they were told is done.
 */
final class Writers implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int DIALOG_COUNT = 8;
  private static final String SILENT = "?isSilentUpdate=true";

  private final List<String> dialogs = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile ApiClient client;
  private volatile boolean stopped;

  Writers(ApiClient client, ServiceOwner owner) {
    this.client = client;
    for (int i = 0; i < DIALOG_COUNT; i++) {
      ApiResponse created = client.post(DIALOGS, Dialogs.create(owner)).expect(201);
      dialogs.add(DIALOGS + "/" + created.id());
      acknowledged.add(revision(created));
    }
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::write, "writer-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  /** From now on they talk to another node. */
  void turnTo(ApiClient other) {
    client = other;
  }

  /** Revisions whose making was answered with a 2xx. */
  Set<UUID> acknowledged() {
    return acknowledged;
  }

  /** How many were answered otherwise, or not at all: those may have been made or not. */
  int refused() {
    return refused.get();
  }

  void awaitRefused(int count) {
    int wanted = refused.get() + count;
    Patience.until(Duration.ofSeconds(40), () -> refused.get() >= wanted);
  }

  /** Waits for so many changes more. */
  void awaitMore(int count) {
    int wanted = acknowledged.size() + count;
    Patience.until(Duration.ofSeconds(40), () -> acknowledged.size() >= wanted);
  }

  /** No change is under way any more. */
  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  private void write() {
    while (!stopped) {
      try {
        ApiResponse answer = change(dialogs.get(random(DIALOG_COUNT)));
        if (answer.status() < 300) {
          acknowledged.add(revision(answer));
        } else {
          refused.incrementAndGet();
        }
      } catch (AssertionError lost) {
        // nobody answers: the change may have been made or not
        refused.incrementAndGet();
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
  }

  private ApiResponse change(String path) {
    return switch (random(5)) {
      case 0 -> client.patch(path + SILENT, progress());
      case 1 -> client.post(path + "/activities", Dialogs.activity());
      default -> client.patch(path, progress());
    };
  }

  private static JsonArray progress() {
    String text = "step " + UUID.randomUUID();
    return new JsonArray().add(Dialogs.operation("add", "/extendedStatus", text));
  }

  private static UUID revision(ApiResponse answer) {
    return UUID.fromString(answer.etag().replace("\"", ""));
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }
}
