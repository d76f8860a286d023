package dev.dialogporten.http.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An answer as a value; {@code ReplyWriter} is the one that writes it.
 *
 * @param headers beside those that every answer gets
 * @param body null for none
 * @param stream takes over the response after its head was written, for answers without an end;
 *     null otherwise
 */
public record Reply(
    int status,
    Map<CharSequence, CharSequence> headers,
    Buffer body,
    Consumer<HttpServerResponse> stream) {

  public static final CharSequence JSON =
      HttpHeaders.createOptimized("application/json; charset=utf-8");

  public static Reply status(int status) {
    return new Reply(status, Map.of(), null, null);
  }

  /** 200 with a JSON text. */
  public static Reply json(String text) {
    return json(200, text);
  }

  /** The same, encoded already. */
  static Reply json(Buffer text) {
    return body(200, JSON, text);
  }

  public static Reply json(int status, String text) {
    return body(status, JSON, Buffer.buffer(text));
  }

  public static Reply body(int status, CharSequence contentType, Buffer body) {
    return new Reply(status, Map.of(HttpHeaders.CONTENT_TYPE, contentType), body, null);
  }

  /** 200 without an end: the consumer writes, and ends or loses the response. */
  public static Reply streaming(CharSequence contentType, Consumer<HttpServerResponse> stream) {
    return new Reply(200, Map.of(HttpHeaders.CONTENT_TYPE, contentType), null, stream);
  }

  public Reply with(CharSequence header, CharSequence value) {
    Map<CharSequence, CharSequence> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, body, stream);
  }

  /** The same, the connection being closed afterwards. */
  public Reply closing() {
    return with(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
  }
}
