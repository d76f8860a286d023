package dev.dialogporten.http.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * A large body, written piece by piece as the client takes it: the socket's buffer stays small, and
 * who does not read is noticed and disconnected. Belongs to one event loop.
 */
final class PacedBody {
  private static final int PIECE = 64 * 1024;

  private final HttpServerResponse response;
  private final Buffer body;
  private final Transfers.Transfer transfer;
  private final Promise<Void> gone = Promise.promise();
  private int written;

  private PacedBody(HttpServerResponse response, Buffer body, Transfers transfers) {
    this.response = response;
    this.body = body;
    this.transfer = transfers.begin(Refusals.Reason.UNREAD, this::abort);
  }

  /** Completes when the body is gone, into the socket or with the connection. */
  static Future<Void> write(HttpServerResponse response, Buffer body, Transfers transfers) {
    PacedBody paced = new PacedBody(response, body, transfers);
    response.exceptionHandler(failure -> paced.end());
    response.closeHandler(closed -> paced.end());
    response.drainHandler(drained -> paced.next());
    paced.next();
    return paced.gone.future();
  }

  private void next() {
    if (gone.future().isComplete()) {
      return;
    }
    while (written < body.length() && !response.writeQueueFull()) {
      int end = Math.min(body.length(), written + PIECE);
      response.write(body.slice(written, end));
      transfer.moved(end - written);
      written = end;
    }
    if (written == body.length() && !response.ended()) {
      response.end().onComplete(sent -> end());
    }
  }

  private void abort() {
    end();
    response.reset();
  }

  private void end() {
    transfer.end();
    gone.tryComplete();
  }
}
