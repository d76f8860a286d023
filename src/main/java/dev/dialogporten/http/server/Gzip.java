package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses answers for clients that ask for it. Those with an entity-tag stay as they are: a
 * strong tag names one sequence of bytes (RFC 9110 section 8.8.3), and ours is the revision that
 * clients send back in {@code If-Match}.
 */
public final class Gzip {
  /** Smaller answers fit into one packet anyway. */
  private static final int WORTHWHILE = 1_400;

  /** From this size on, compressing would hold up the other requests of the event loop. */
  private static final int LARGE = 32 * 1024;

  private static final CharSequence NAME = HttpHeaders.createOptimized("gzip");

  private final boolean on;
  private final WorkerExecutor workers;

  public Gzip(boolean on, WorkerExecutor workers) {
    this.on = on;
    this.workers = workers;
  }

  Future<Reply> encoded(HttpServerRequest request, Reply reply) {
    if (!on || !isFor(reply)) {
      return Future.succeededFuture(reply);
    }
    Reply varying = reply.with(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (!isWanted(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      return Future.succeededFuture(varying);
    }
    return reply.body().length() < LARGE
        ? Future.succeededFuture(compressed(varying))
        : workers.executeBlocking(() -> compressed(varying), false);
  }

  private static boolean isFor(Reply reply) {
    if (reply.status() != 200 || reply.body() == null || reply.body().length() < WORTHWHILE) {
      return false;
    }
    CharSequence type = reply.headers().get(HttpHeaders.CONTENT_TYPE);
    return !reply.headers().containsKey(HttpHeaders.ETAG)
        && type != null
        && !type.toString().startsWith("image/");
  }

  private static Reply compressed(Reply reply) {
    Buffer body = compressed(reply.body());
    return new Reply(reply.status(), reply.headers(), body, null)
        .with(HttpHeaders.CONTENT_ENCODING, NAME);
  }

  private static Buffer compressed(Buffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4 + 64);
    try (GZIPOutputStream out = new FastOutputStream(bytes)) {
      out.write(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** JSON shrinks to a fifth even so. */
  private static final class FastOutputStream extends GZIPOutputStream {
    FastOutputStream(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /**
   * Whether {@code Accept-Encoding} (RFC 9110 section 12.5.3) allows for it.
   *
   * @param field null when absent
   */
  static boolean isWanted(String field) {
    if (field == null) {
      return false;
    }
    boolean others = false;
    for (String item : field.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = item.split(";");
      String name = parts[0].strip();
      boolean wanted = !isRefused(parts);
      if (name.equals("gzip") || name.equals("x-gzip")) {
        return wanted;
      }
      others |= name.equals("*") && wanted;
    }
    return others;
  }

  /** A weight of zero means "not acceptable". */
  private static boolean isRefused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().matches("q\\s*=\\s*0(\\.0*)?")) {
        return true;
      }
    }
    return false;
  }
}
