package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Puts the parts of an answer together and keeps what the driver needs of it: status, ETag and the
 * first bytes of an error body.
 */
final class ResponseReader {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int KEPT_BODY = 512;

  private final byte[] kept = new byte[KEPT_BODY];
  private int keptLength;
  private int status;
  private byte[] etag;
  private boolean close;

  /** What has to be in the pipeline before it. */
  static HttpResponseDecoder decoder() {
    return new HttpResponseDecoder(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_HEAD)
            .setMaxHeaderSize(LONGEST_HEAD)
            .setValidateHeaders(false));
  }

  /**
   * Takes over the next part; its content stays the caller's.
   *
   * @return a complete answer, or null when more parts are needed
   * @throws IllegalArgumentException when the bytes are no HTTP/1.1 answer
   */
  Response read(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      throw new IllegalArgumentException(
          part.decoderResult().cause() instanceof TooLongFrameException
              ? "response head too long"
              : "not an HTTP/1.1 response");
    }
    if (part instanceof HttpResponse head) {
      begin(head);
    }
    if (part instanceof HttpContent content) {
      keep(content.content());
    }
    // 1xx: the real answer follows
    return part instanceof LastHttpContent && status >= 200 ? finish() : null;
  }

  private void begin(HttpResponse head) {
    HttpHeaders headers = head.headers();
    status = head.status().code();
    String tag = headers.get(HttpHeaderNames.ETAG);
    etag = tag == null ? null : tag.getBytes(US_ASCII);
    boolean empty = status == 204 || status == 304;
    boolean framed = HttpUtil.isContentLengthSet(head) || HttpUtil.isTransferEncodingChunked(head);
    close = !HttpUtil.isKeepAlive(head) || !(empty || framed);
    keptLength = 0;
  }

  private void keep(ByteBuf content) {
    int wanted = status == 200 ? 0 : Math.min(content.readableBytes(), KEPT_BODY - keptLength);
    content.readBytes(kept, keptLength, wanted);
    keptLength += wanted;
  }

  private Response finish() {
    String body = keptLength == 0 ? "" : new String(kept, 0, keptLength, UTF_8);
    return new Response(status, etag, body, close);
  }
}
