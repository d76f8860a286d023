package dev.dialogporten.attack;

import static dev.dialogporten.testing.ApiClient.DIALOGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.dialog.Scope;
import dev.dialogporten.testing.ApiClient;
import dev.dialogporten.testing.Dialogs;
import dev.dialogporten.testing.ServiceOwner;
import dev.dialogporten.testing.TestService;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One organisation takes whatever it can get of what is shared: others are answered, later perhaps,
 * and it is told to come back. Short in an ordinary build, {@code -Pattack} makes it long.
 */
class SharedPlacesIT {
  private static final int REQUESTS = Flood.requests(1_500);
  private static final int ROUNDS = Flood.requests(100);
  private static final int IN_FLIGHT = 50;

  private static TestService service;

  private final ServiceOwner owner = ServiceOwner.fresh();
  private final ApiClient client = service.client(owner);
  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            Map.of(
                "limits.in-flight", "" + IN_FLIGHT,
                "http.max-in-flight", "300",
                "http.body-time", "3s",
                "search.pool-size", "2",
                "search.max-waiting", "20"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Ten times as many as may be in flight, each sending the next as soon as it is answered. */
  @Test
  void changes_tenTimesTooMany() {
    String path = DIALOGS + "/" + client.created(Dialogs.create(owner)).getString("id");
    String patch = Dialogs.newTitle("Title").encode();
    try (Flood flood = flood(10 * IN_FLIGHT, HttpMethod.PATCH, path)) {
      flood.with("application/json-patch+json", patch);
      check("10 x overload, PATCH", flood);
    }
    client.patch(path, Dialogs.newTitle("Afterwards")).expect(204);
  }

  @Test
  void creations_tenTimesTooMany() {
    try (Flood flood = flood(10 * IN_FLIGHT, HttpMethod.POST, DIALOGS)) {
      flood.with("application/json", Dialogs.create(owner).encode());
      check("10 x overload, POST", flood);
    }
  }

  @Test
  void searches() {
    String token = service.tokens().of(owner, Scope.SEARCH);
    assertThat(client.with(token).get(DIALOGS).status()).isEqualTo(200);
    ServiceOwner other = ServiceOwner.fresh();
    ApiClient searching = service.client().with(service.tokens().of(other, Scope.SEARCH));
    try (Flood flood =
        new Flood(service, token, 10 * IN_FLIGHT, HttpMethod.GET, DIALOGS + "?limit=1000")) {
      Bystander bystander =
          Bystander.of(service).with("search", () -> searching.get(DIALOGS).expect(200));
      check("flood of searches", bystander, flood);
    }
  }

  /** Each filter is a join of the statement: hundreds of them were planned for ever. */
  @Test
  void searchesByManyLabels() {
    String labels =
        IntStream.range(0, 1_000)
            .mapToObj(i -> String.format("label%05d", i))
            .collect(Collectors.joining(","));
    String token = service.tokens().of(owner, Scope.SEARCH);
    ServiceOwner other = ServiceOwner.fresh();
    ApiClient searching = service.client().with(service.tokens().of(other, Scope.SEARCH));
    try (Flood flood =
        new Flood(
            service,
            token,
            10 * IN_FLIGHT,
            HttpMethod.GET,
            DIALOGS + "?serviceOwnerLabels=" + labels)) {
      Bystander bystander =
          Bystander.of(service).with("search", () -> searching.get(DIALOGS).expect(200));
      check("flood of searches by 1,000 labels", bystander, flood);
    }
  }

  @Test
  void slowBodies() {
    String head =
        "POST "
            + DIALOGS
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + service.tokens().of(owner)
            + "\r\n"
            + "Content-Length: 1000\r\n\r\n{";
    report("1,000 slow bodies", Bystander.of(service), () -> open(1000, head));
  }

  @Test
  void answersNobodyReads() {
    String path = DIALOGS + "/" + client.created(large(owner)).getString("id");
    String head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\n"
            + "Authorization: Bearer "
            + service.tokens().of(owner)
            + "\r\n\r\n";
    report(
        "80 connections, 50 unread large answers on each",
        Bystander.of(service),
        () -> open(80, head.repeat(50)));
  }

  private static JsonObject large(ServiceOwner owner) {
    JsonArray transmissions = new JsonArray();
    for (int i = 0; i < 400; i++) {
      transmissions.add(Dialogs.transmission());
    }
    return Dialogs.create(owner).put("transmissions", transmissions);
  }

  private Flood flood(int connections, HttpMethod method, String path) {
    return new Flood(service, service.tokens().of(owner), connections, method, path);
  }

  private void check(String name, Flood flood) {
    check(name, Bystander.of(service), flood);
  }

  private static void check(String name, Bystander bystander, Flood flood) {
    Attack.Report report = Attack.named(name).run(bystander, () -> flood.run(REQUESTS));
    System.out.println("  the flood was answered " + flood.statuses());
    assertThat(report.errors()).isZero();
    assertThat(flood.statuses()).containsKey(429);
    assertThat(flood.statuses().keySet()).isSubsetOf(200, 201, 204, 429, 503);
    assertThat(flood.withoutRetryAfter()).isZero();
  }

  private void report(String name, Bystander bystander, Runnable harm) {
    try {
      Attack.Report report = Attack.named(name).run(bystander, harm, ROUNDS);
      assertThat(report.errors()).isZero();
    } finally {
      sockets.forEach(SharedPlacesIT::close);
    }
  }

  private void open(int count, String request) {
    try {
      for (int i = 0; i < count; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
        sockets.add(socket);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was closed by the service
    }
  }
}
