package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private final Parser parser = new Parser();

  /** Decoder and reader, as a connection puts them one behind the other. */
  private static final class Parser {
    private final EmbeddedChannel channel = new EmbeddedChannel(ResponseReader.decoder());
    private final ResponseReader reader = new ResponseReader();
    private final Deque<Response> responses = new ArrayDeque<>();

    /** All of it; the first answer that is complete and was not returned yet. */
    Response read(ByteBuf in) {
      if (in.isReadable()) {
        channel.writeInbound(in.readRetainedSlice(in.readableBytes()));
      }
      return take();
    }

    Response closed() {
      channel.finish();
      return take();
    }

    private Response take() {
      for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
        Response response = reader.read(part);
        ReferenceCountUtil.release(part);
        if (response != null) {
          responses.add(response);
        }
      }
      return responses.poll();
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text.replace("\n", "\r\n"), US_ASCII);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 204 No Content~ETag: "a"~~                                    | 204 | "a" | '' | false
          HTTP/1.1 204 No Content~etag:b~~                                       | 204 | b   | '' | false
          HTTP/1.1 201 Created~Content-Length: 3~ETAG:   c~~xyz                  | 201 | c   | xyz | false
          HTTP/1.1 304 Not Modified~Content-Length: 900~~                        | 304 |     | '' | false
          HTTP/1.1 400 Bad~Transfer-Encoding: chunked~~3~abc~4;x=y~defg~0~~      | 400 |     | abcdefg | false
          HTTP/1.1 500 Oops~Transfer-Encoding: chunked~~1~a~0~Trailer: t~~       | 500 |     | a | false
          HTTP/1.1 200 OK~Connection: Close~Content-Length: 2~~hi                | 200 |     | '' | true
          HTTP/1.0 200 OK~Content-Length: 0~~                                    | 200 |     | '' | true
          HTTP/1.1 100 Continue~~HTTP/1.1 404 Not Found~Content-Length: 0~~      | 404 |     | '' | false
          """)
  void answers_inOnePieceAndByteByByte(
      String text, int status, String etag, String body, boolean close) {
    String wire = text.replace('~', '\n');
    check(parser.read(bytes(wire)), status, etag, body, close);

    ByteBuf in = Unpooled.buffer();
    ByteBuf all = bytes(wire);
    Response response = null;
    while (all.isReadable()) {
      assertThat(response).isNull();
      in.writeByte(all.readByte());
      response = parser.read(in);
    }
    check(response, status, etag, body, close);
  }

  private static void check(
      Response response, int status, String etag, String body, boolean close) {
    assertThat(response).isNotNull();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.etag() == null ? null : new String(response.etag(), US_ASCII))
        .isEqualTo(etag);
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.close()).isEqualTo(close);
  }

  @Test
  void oneAfterAnother_nothingLeaksFromTheFirst() {
    ByteBuf in =
        bytes("HTTP/1.1 400 Bad\nETag: \"a\"\nContent-Length: 1\n\nxHTTP/1.1 204 No Content\n\n");
    List<Response> responses = new ArrayList<>();
    responses.add(parser.read(in));
    responses.add(parser.read(in));
    assertThat(responses.get(0).body()).isEqualTo("x");
    assertThat(responses.get(1).status()).isEqualTo(204);
    assertThat(responses.get(1).etag()).isNull();
    assertThat(responses.get(1).body()).isEmpty();
    assertThat(in.isReadable()).isFalse();
  }

  @Test
  void withoutLength_endsWithTheConnection() {
    assertThat(parser.read(bytes("HTTP/1.1 502 Bad Gateway\n\nup"))).isNull();
    assertThat(parser.read(bytes("stream"))).isNull();
    Response response = parser.closed();
    assertThat(response.body()).isEqualTo("upstream");
    assertThat(response.close()).isTrue();
    assertThat(parser.closed()).isNull();
  }

  @Test
  void longErrorBody_isCutButConsumed() {
    ByteBuf in = bytes("HTTP/1.1 400 Bad\nContent-Length: 5000\n\n" + "e".repeat(5000));
    assertThat(parser.read(in).body()).hasSize(512);
    assertThat(in.isReadable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\n",
        "HTTP/2 200\n",
        "HTTP/1.1 2x0 OK\n",
        "HTTP/1.1 200 OK\nContent-Length: many\n\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n"
      })
  void notHttp_isRefused(String text) {
    assertThatThrownBy(() -> parser.read(bytes(text))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endlessHead_isRefused() {
    ByteBuf in = bytes("HTTP/1.1 200 OK\n" + "X: y\n".repeat(20_000));
    assertThatThrownBy(() -> parser.read(in)).hasMessageContaining("too long");
  }
}
