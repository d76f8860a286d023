package dev.dialogporten.http;

import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a request body into memory, up to a limit that also holds for chunked bodies. What follows
 * after the limit is discarded, so that the client can finish sending and then read the refusal; a
 * client that does not come to an end is cut off.
 */
final class BodyReader {
  private static final int FIRST_CHUNK = 16 * 1024;

  private final int limit;
  private final Load load;

  BodyReader(int limit, Load load) {
    this.limit = limit;
    this.load = load;
  }

  /**
   * Must be called before the event loop can deliver any of the body. The bytes are counted as held
   * until the caller gives them back to {@link Load}.
   */
  Future<Buffer> read(HttpServerRequest request) {
    long announced = announced(request);
    if (announced > limit) {
      discard(request, 0);
      return tooLarge();
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Reading reading = new Reading(request, announced);
    request.handler(reading::take);
    request.endHandler(end -> reading.promise.tryComplete(reading.body));
    request.exceptionHandler(reading::fail);
    return reading.promise.future();
  }

  private final class Reading {
    private final HttpServerRequest request;
    private final Buffer body;
    private final Promise<Buffer> promise = Promise.promise();

    Reading(HttpServerRequest request, long announced) {
      this.request = request;
      this.body = Buffer.buffer((int) Math.min(Math.max(announced, 0), FIRST_CHUNK));
    }

    void take(Buffer chunk) {
      if ((long) body.length() + chunk.length() > limit) {
        stop(Problem.of(ProblemType.PAYLOAD_TOO_LARGE));
      } else if (!load.hold(chunk.length())) {
        stop(Problem.unavailable("Too many large requests at the same time. Try again."));
      } else {
        body.appendBuffer(chunk);
      }
    }

    private void stop(Problem problem) {
      int read = body.length();
      load.release(read);
      discard(request, read);
      promise.tryFail(problem.toException());
    }

    /** The client went away or broke the protocol; nobody will read the answer. */
    void fail(Throwable failure) {
      Problem problem =
          Problem.of(ProblemType.MALFORMED_BODY).withDetail("The body ended before its end.");
      if (promise.tryFail(problem.toException())) {
        load.release(body.length());
      }
    }
  }

  private void discard(HttpServerRequest request, int read) {
    long[] discarded = {read};
    request.handler(
        chunk -> {
          discarded[0] += chunk.length();
          if (discarded[0] > 4L * limit) {
            request.connection().close();
          }
        });
    request.endHandler(end -> {});
    request.exceptionHandler(failure -> {});
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1; // the HTTP decoder refuses it before it comes here
    }
  }

  private static Future<Buffer> tooLarge() {
    return Future.failedFuture(Problem.of(ProblemType.PAYLOAD_TOO_LARGE).toException());
  }
}
