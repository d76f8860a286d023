package dev.dialogporten.http.server;

import dev.dialogporten.http.server.Refusals.Reason;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a request body into memory, up to a limit that also holds for chunked bodies, and as long
 * as it does not come too slowly. What follows after a refusal is discarded, so that the client can
 * finish sending and then read it; a client that does not come to an end is cut off.
 */
public final class BodyReader {
  private static final int FIRST_CHUNK = 16 * 1024;

  private final int limit;
  private final Transfers transfers;

  public BodyReader(int limit, Transfers transfers) {
    this.limit = limit;
    this.transfers = transfers;
  }

  /**
   * Must be called before the event loop can deliver any of the body. The bytes are counted as held
   * by the request's stay.
   */
  Future<Buffer> read(HttpServerRequest request, Stay stay) {
    long announced = announced(request);
    if (announced > limit) {
      return Future.failedFuture(Problem.payloadTooLarge(limit).toException());
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      request.response().writeContinue();
    }
    Reading reading = new Reading(stay, announced);
    request.handler(reading::take);
    request.endHandler(end -> reading.complete());
    request.exceptionHandler(reading::fail);
    return reading.promise.future();
  }

  /** Whatever of the body was not asked for, or is not wanted any more, is thrown away. */
  void discardRest(HttpServerRequest request) {
    boolean hasBody =
        announced(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (!hasBody || request.isEnded()) {
      return;
    }
    long[] discarded = {0};
    Transfers.Transfer transfer =
        transfers.begin(Reason.SLOW_REQUEST, () -> request.connection().close());
    request.handler(
        chunk -> {
          transfer.moved(chunk.length());
          discarded[0] += chunk.length();
          if (discarded[0] > 4L * limit) {
            request.connection().close();
          }
        });
    request.endHandler(end -> transfer.end());
    request.exceptionHandler(failure -> transfer.end());
  }

  private final class Reading {
    private final Stay stay;
    private final Buffer body;
    private final Promise<Buffer> promise = Promise.promise();
    private final Transfers.Transfer transfer = transfers.begin(Reason.SLOW_REQUEST, this::late);

    Reading(Stay stay, long announced) {
      this.stay = stay;
      this.body = Buffer.buffer((int) Math.min(Math.max(announced, 0), FIRST_CHUNK));
    }

    void take(Buffer chunk) {
      transfer.moved(chunk.length());
      if ((long) body.length() + chunk.length() > limit) {
        refuse(Problem.payloadTooLarge(limit));
        return;
      }
      Problem tooMany = stay.hold(chunk.length());
      if (tooMany != null) {
        refuse(tooMany);
      } else {
        body.appendBuffer(chunk);
      }
    }

    void complete() {
      transfer.end();
      promise.tryComplete(body);
    }

    private void late() {
      refuse(Problem.of(ProblemType.REQUEST_TIMEOUT).withDetail("The body came too slowly."));
    }

    /** The client went away or broke the protocol; nobody will read the answer. */
    void fail(Throwable failure) {
      refuse(Problem.of(ProblemType.MALFORMED_BODY).withDetail("The body ended before its end."));
    }

    private void refuse(Problem problem) {
      transfer.end();
      promise.tryFail(problem.toException());
    }
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1; // the HTTP decoder refuses it before it comes here
    }
  }
}
