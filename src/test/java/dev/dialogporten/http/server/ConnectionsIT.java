package dev.dialogporten.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dialogporten.testing.Patience;
import dev.dialogporten.testing.TestService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Connections that are too many, or say too little. One test at a time: they share an address. */
@Execution(ExecutionMode.SAME_THREAD)
class ConnectionsIT {
  private static final String REQUEST =
      "GET /api/v1/metadata/limits HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final int LOOPS = Runtime.getRuntime().availableProcessors();

  private static TestService service;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            Map.of(
                "http.max-connections-per-address", "2",
                "http.body-time", "400ms",
                "http.idle-timeout", "3s"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /**
   * A byte now and then keeps no connection: the idle time ends a first head, a clock the others.
   */
  @Test
  void slowHead_closed() throws IOException {
    double before = refused("slow-request");
    dribbleUntilClosed(open());
    Socket later = open();
    assertThat(isAnswered(later)).isTrue();
    dribbleUntilClosed(later);

    assertThat(refused("slow-request")).isGreaterThanOrEqualTo(before + 1);
  }

  @Test
  void silence_closed() throws IOException {
    assertThat(open().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void tooMany_closed_andRoomAgainAfterwards() throws IOException {
    double before = refused("connections");
    int answered = 0;
    for (int i = 0; i < 10 * LOOPS; i++) {
      answered += isAnswered(open()) ? 1 : 0;
    }

    assertThat(answered).isLessThanOrEqualTo(2 * LOOPS);
    assertThat(refused("connections")).isGreaterThan(before);
    close();
    Patience.until(Duration.ofSeconds(20), () -> isAnswered(open()));
  }

  private Socket open() {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port());
      socket.setSoTimeout(20_000);
      sockets.add(socket);
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isAnswered(Socket socket) {
    try {
      socket.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
      byte[] answer = new byte[16 * 1024];
      int count = socket.getInputStream().read(answer);
      return count > 0 && new String(answer, 0, count, ISO_8859_1).contains(" 200 ");
    } catch (IOException e) {
      return false; // it was reset
    }
  }

  private static void dribbleUntilClosed(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Name: ".getBytes(ISO_8859_1));
    while (true) {
      try {
        if (socket.getInputStream().read() == -1) {
          return;
        }
      } catch (SocketTimeoutException e) {
        try {
          socket.getOutputStream().write('x');
        } catch (IOException closed) {
          return;
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static double refused(String reason) {
    String text = service.management().get("/metrics").expect(200).body();
    Matcher matcher =
        Pattern.compile("dialogporten_http_refused_total\\{reason=\"" + reason + "\"} ([0-9.]+)")
            .matcher(text);
    assertThat(matcher.find()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
