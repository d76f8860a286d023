package dev.dialogporten.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.api.ApiFixture;
import dev.dialogporten.auth.Policy;
import dev.dialogporten.config.HttpSettings.EtagForm;
import dev.dialogporten.config.LimitSettings;
import dev.dialogporten.dialog.Scope;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sends or reads slowly holds up nobody else, and not for long. */
class TransfersTest {
  private static final int LARGE = 16 << 20;
  private static final String OTHER = "Bearer " + Scope.SERVICE_PROVIDER + " org:974761076";
  private static final String END =
      " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + Scope.SERVICE_PROVIDER + "\r\n";
  private static final String GET_LARGE = "GET /large" + END + "\r\n";

  private final List<Socket> sockets = new ArrayList<>();
  private final ApiFixture server =
      new ApiFixture(
          ApiFixture.settings(EtagForm.QUOTED, 100_000, 2, new LimitSettings(0, 1000), 10 << 20),
          List.of(
              Route.post(
                  "/length",
                  "length",
                  Policy.SERVICE_PROVIDER,
                  request -> request.body(json -> Reply.json("" + json.textValue().length()))),
              Route.get(
                  "/large",
                  "large",
                  Policy.SERVICE_PROVIDER,
                  request ->
                      Future.succeededFuture(
                          Reply.body(200, Reply.JSON, Buffer.buffer(new byte[LARGE]))))));

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void slowBodies_takeNoPlaces_andAreEnded() throws IOException {
    for (int i = 0; i < 20; i++) {
      open(post("application/json") + "\"abc");
    }
    for (int i = 0; i < 20; i++) {
      assertThat(server.send(HttpMethod.POST, "/length", "\"abc\"").bodyAsString()).isEqualTo("3");
    }
    for (Socket socket : sockets) {
      assertThat(everything(socket))
          .startsWith("HTTP/1.1 408")
          .containsIgnoringCase("connection: close")
          .contains("\"code\":\"request_timeout\"");
    }
  }

  @Test
  void bodiesThatWereRefused_areEndedToo() throws IOException {
    assertThat(everything(open(post("text/plain") + "abc"))).startsWith("HTTP/1.1 415");
  }

  @Test
  void unreadAnswers_areBounded_andEnded() throws IOException {
    int most = (int) (Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8) / LARGE);
    for (int i = 0; i < most; i++) {
      open(GET_LARGE).getInputStream().read();
    }

    assertThat(server.get("/large").statusCode()).isEqualTo(429);
    assertThat(server.send(HttpMethod.POST, "/length", "\"abc\"").statusCode()).isEqualTo(200);
    assertThat(large(OTHER).length()).isEqualTo(LARGE);

    HttpResponse<Buffer> served;
    do {
      served = server.get("/large"); // until those who do not read are disconnected
    } while (served.statusCode() == 429);
    assertThat(served.body().length()).isEqualTo(LARGE);
  }

  @Test
  void pipelinedRequests_waitForTheirReader() throws IOException {
    open(GET_LARGE.repeat(50)).getInputStream().read();

    assertThat(large(OTHER).length()).isEqualTo(LARGE);
    assertThat(server.get("/large").statusCode()).as("one of fifty is held").isEqualTo(200);
  }

  @Test
  void pipelinedRequests_areAllAnswered_whenRead() throws IOException {
    int count = 5;
    Socket socket = open(GET_LARGE.repeat(count));
    byte[] buffer = new byte[1 << 16];
    for (long read = 0; read < (long) count * LARGE; ) {
      int n = socket.getInputStream().read(buffer);
      assertThat(n).isPositive();
      read += n;
    }
  }

  private static String post(String type) {
    return "POST /length" + END + "Content-Type: " + type + "\r\nContent-Length: 100\r\n\r\n";
  }

  private static String everything(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private Buffer large(String token) {
    return server
        .anonymous(HttpMethod.GET, "/large")
        .putHeader("Authorization", token)
        .send()
        .await()
        .body();
  }

  private Socket open(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    sockets.add(socket);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }
}
