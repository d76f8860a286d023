package dev.dialogporten.load.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Reads HTTP/1.1 answers (RFC 9112) off a byte stream and keeps only what the driver needs: status,
 * ETag, framing and the first bytes of an error body. It is not a general parser: a few hundred
 * nanoseconds per answer matter here, since the driver often shares its cores with the target.
 */
final class ResponseParser {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int KEPT_BODY = 512;

  private enum Stage {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER,
    UNTIL_CLOSE
  }

  private Stage stage = Stage.HEAD;
  private long remaining;
  private int status;
  private byte[] etag;
  private boolean close;
  private boolean chunked;
  private final byte[] kept = new byte[KEPT_BODY];
  private int keptLength;

  /**
   * Consumes what it can.
   *
   * @return a complete answer, or null when more bytes are needed
   * @throws IllegalArgumentException when the bytes are no HTTP/1.1 answer
   */
  Response read(ByteBuf in) {
    while (true) {
      switch (stage) {
        case HEAD -> {
          if (!head(in)) {
            return null;
          }
        }
        case FIXED, CHUNK -> {
          int length = (int) Math.min(remaining, in.readableBytes());
          keep(in, length);
          remaining -= length;
          if (remaining > 0) {
            return null;
          }
          if (stage == Stage.FIXED) {
            return finish();
          }
          stage = Stage.CHUNK_END;
        }
        case UNTIL_CLOSE -> {
          keep(in, in.readableBytes());
          return null;
        }
        default -> {
          int lf = in.forEachByte(ByteProcessor.FIND_LF);
          if (lf < 0) {
            return null;
          }
          if (chunkLine(in, lf)) {
            return finish();
          }
        }
      }
    }
  }

  /** The answer whose body ends with the connection, or null when none was under way. */
  Response closed() {
    return stage == Stage.UNTIL_CLOSE ? finish() : null;
  }

  /** Parses the head if all of it is there; otherwise consumes nothing. */
  private boolean head(ByteBuf in) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    status = 0;
    etag = null;
    close = false;
    chunked = false;
    remaining = -1;
    int line = start;
    while (true) {
      int lf = in.forEachByte(line, end - line, ByteProcessor.FIND_LF);
      if (lf < 0) {
        if (end - start > LONGEST_HEAD) {
          throw new IllegalArgumentException("response head too long");
        }
        return false;
      }
      int stop = lf > line && in.getByte(lf - 1) == '\r' ? lf - 1 : lf;
      if (status == 0) {
        statusLine(in, line, stop);
      } else if (stop == line) {
        in.readerIndex(lf + 1);
        headDone();
        return true;
      } else {
        header(in, line, stop);
      }
      line = lf + 1;
    }
  }

  private void statusLine(ByteBuf in, int from, int to) {
    if (to - from < 12 || !matches(in, from, "http/1.") || in.getByte(from + 8) != ' ') {
      throw new IllegalArgumentException("not an HTTP/1.1 response");
    }
    for (int i = from + 9; i < from + 12; i++) {
      int digit = in.getByte(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("not an HTTP/1.1 response");
      }
      status = status * 10 + digit;
    }
    close = in.getByte(from + 7) == '0';
  }

  private void header(ByteBuf in, int from, int to) {
    switch (in.getByte(from) | 0x20) {
      case 'e' -> {
        if (matches(in, from, "etag:")) {
          etag = value(in, from + 5, to);
        }
      }
      case 'c' -> {
        if (matches(in, from, "content-length:")) {
          remaining = Long.parseLong(new String(value(in, from + 15, to), UTF_8));
        } else if (matches(in, from, "connection:")) {
          close = new String(value(in, from + 11, to), UTF_8).equalsIgnoreCase("close");
        }
      }
      case 't' -> {
        if (matches(in, from, "transfer-encoding:")) {
          chunked = true;
        }
      }
      default -> {
        // of no interest
      }
    }
  }

  private void headDone() {
    keptLength = 0;
    if (status < 200) {
      stage = Stage.HEAD; // 1xx: the real answer follows
    } else if (status == 204 || status == 304) {
      stage = Stage.FIXED;
      remaining = 0;
    } else if (chunked) {
      stage = Stage.CHUNK_SIZE;
    } else if (remaining >= 0) {
      stage = Stage.FIXED;
    } else {
      stage = Stage.UNTIL_CLOSE;
      close = true;
    }
  }

  /** Handles one line of the chunked coding; true when it was the last one of the answer. */
  private boolean chunkLine(ByteBuf in, int lf) {
    int from = in.readerIndex();
    int to = lf > from && in.getByte(lf - 1) == '\r' ? lf - 1 : lf;
    in.readerIndex(lf + 1);
    switch (stage) {
      case CHUNK_SIZE -> {
        remaining = 0;
        int i = from;
        for (; i < to && Character.digit(in.getByte(i), 16) >= 0; i++) {
          remaining = remaining * 16 + Character.digit(in.getByte(i), 16);
        }
        if (i == from || remaining > Integer.MAX_VALUE) {
          throw new IllegalArgumentException("bad chunk size");
        }
        stage = remaining == 0 ? Stage.TRAILER : Stage.CHUNK;
      }
      case CHUNK_END -> stage = Stage.CHUNK_SIZE;
      default -> {
        return from == to;
      }
    }
    return false;
  }

  private void keep(ByteBuf in, int length) {
    int wanted = status == 200 ? 0 : Math.min(length, KEPT_BODY - keptLength);
    in.readBytes(kept, keptLength, wanted);
    keptLength += wanted;
    in.skipBytes(length - wanted);
  }

  private Response finish() {
    stage = Stage.HEAD;
    String body = keptLength == 0 ? "" : new String(kept, 0, keptLength, UTF_8);
    return new Response(status, etag, body, close);
  }

  private static byte[] value(ByteBuf in, int from, int to) {
    while (from < to && (in.getByte(from) == ' ' || in.getByte(from) == '\t')) {
      from++;
    }
    while (to > from && (in.getByte(to - 1) == ' ' || in.getByte(to - 1) == '\t')) {
      to--;
    }
    byte[] value = new byte[to - from];
    in.getBytes(from, value);
    return value;
  }

  /** Whether the lower-case {@code name} stands at {@code from}, in any case. */
  private static boolean matches(ByteBuf in, int from, String name) {
    if (in.writerIndex() - from < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      int c = in.getByte(from + i);
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
