package dev.dialogporten.attack;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ForkedService;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestDatabase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service with 256 MB of heap, as a process of its own, under attack. */
class SmallHeapAttackIT {
  private static final Pattern HEAP =
      Pattern.compile("jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E]+)");
  private static final int REQUESTS = Flood.requests(1_500);

  private final ServiceOwner owner = ServiceOwner.fresh();
  private final ServiceOwner flooding = ServiceOwner.fresh();
  private final List<Socket> sockets = new ArrayList<>();

  /** Ten times as much as may be in flight, and answers that nobody reads. */
  @Test
  void overload_andUnreadAnswers_survived(@TempDir Path directory) throws IOException {
    try (ForkedService service =
            ForkedService.start(TestDatabase.fresh(), directory, Map.of("limits.in-flight", "50"));
        Flood flood = flood(service)) {
      ApiClient client = service.client(owner);
      String path = DIALOGS + "/" + client.created(large()).getString("id");
      ServiceOwner other = ServiceOwner.fresh();
      Bystander bystander = Bystander.of(service.client(other), other);
      double before = heap(service);
      double[] during = new double[1];

      Attack.Report report =
          Attack.named("256 MB of heap: 500 connections POST, 80 with 50 unread answers each")
              .run(
                  bystander,
                  () -> {
                    openUnread(service, path);
                    flood.run(REQUESTS);
                    during[0] = heap(service);
                  });

      System.out.printf(
          "  heap before %.0f MB, during %.0f MB, after %.0f MB; the flood was answered %s%n",
          before, during[0], heap(service), flood.statuses());
      assertThat(report.errors()).isZero();
      assertThat(service.isAlive()).isTrue();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Moves that take as long as a decision may take do not keep the process from ending. */
  @Test
  void sigterm_duringLongDecisions_ends(@TempDir Path directory) {
    try (ForkedService service =
        ForkedService.start(
            TestDatabase.fresh(),
            directory,
            Map.of("dialogs.max-elements", "50000", "shutdown.grace", "3s"))) {
      ApiClient client = service.client(owner);
      String path = DIALOGS + "/" + client.post(DIALOGS, HugeDialogs.withUrls(owner, 5_000)).id();
      List<CompletableFuture<?>> attack = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        attack.add(CompletableFuture.runAsync(() -> patchUntilGone(client, path)));
      }
      client.get(path).expect(200);

      long begin = System.nanoTime();
      service.terminate(Duration.ofSeconds(60));

      System.out.printf(
          "SIGTERM during long decisions: gone after %d ms, grace 3 s%n",
          Duration.ofNanos(System.nanoTime() - begin).toMillis());
      assertThat(service.isAlive()).isFalse();
      CompletableFuture.allOf(attack.toArray(CompletableFuture[]::new)).join();
    }
  }

  private static void patchUntilGone(ApiClient client, String path) {
    JsonArray moves = new JsonArray();
    for (int i = 0; i < 2_000; i++) {
      moves.add(
          new JsonObject()
              .put("op", "move")
              .put("from", "/attachments/0/urls/0")
              .put("path", "/attachments/0/urls/-"));
    }
    try {
      while (true) {
        client.patch(path, moves);
      }
    } catch (AssertionError gone) {
      // the connection was refused or cut
    }
  }

  private Flood flood(ForkedService service) {
    return new Flood(service.port(), service.token(flooding), 500, HttpMethod.POST, DIALOGS)
        .with("application/json", Dialogs.create(flooding).encode());
  }

  private JsonObject large() {
    JsonArray transmissions = new JsonArray();
    for (int i = 0; i < 400; i++) {
      transmissions.add(Dialogs.transmission());
    }
    return Dialogs.create(owner).put("transmissions", transmissions);
  }

  private void openUnread(ForkedService service, String path) {
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + service.token(owner);
    byte[] requests = (request + "\r\n\r\n").repeat(50).getBytes(StandardCharsets.ISO_8859_1);
    try {
      for (int i = 0; i < 80; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        sockets.add(socket);
        socket.getOutputStream().write(requests);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** In megabytes. */
  private static double heap(ForkedService service) {
    Matcher matcher = HEAP.matcher(service.management().get("/metrics").expect(200).body());
    double sum = 0;
    while (matcher.find()) {
      sum += Double.parseDouble(matcher.group(1));
    }
    assertThat(sum).isPositive();
    return sum / (1 << 20);
  }
}
