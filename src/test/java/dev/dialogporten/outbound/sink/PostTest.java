package dev.dialogporten.outbound.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dialogporten.outbound.Receiver;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostTest {
  private final Vertx vertx = Vertx.vertx();
  private final Receiver receiver = new Receiver();

  @AfterEach
  void close() {
    vertx.close().await();
    receiver.close();
  }

  /** A name that is looked up again could have changed its mind since it was checked. */
  @Test
  void send_connectsToTheGivenAddress_whateverTheNameMeans() {
    URI url = URI.create("http://hooks.invalid:" + receiver.port() + "/hook");
    SocketAddress address = SocketAddress.inetSocketAddress(receiver.port(), "127.0.0.1");

    Post.Answer answer = post(Duration.ofSeconds(8)).send(url, address, none(), body()).await();

    assertThat(answer.isSuccess()).isTrue();
    assertThat(receiver.next().headers().get("Host")).isEqualTo("hooks.invalid:" + receiver.port());
  }

  @Test
  void send_noAnswer_endsInTime() {
    receiver.script = request -> 0;
    URI url = URI.create(receiver.url());
    long start = System.nanoTime();

    assertThatThrownBy(() -> post(Duration.ofMillis(200)).send(url, null, none(), body()).await())
        .isInstanceOfSatisfying(
            DeliveryFailure.class, e -> assertThat(e.kind()).isEqualTo(DeliveryFailure.Kind.AWAY));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private Post post(Duration timeout) {
    return new Post(vertx.createHttpClient(), timeout);
  }

  private static MultiMap none() {
    return MultiMap.caseInsensitiveMultiMap();
  }

  private static Buffer body() {
    return Buffer.buffer("{}");
  }
}
