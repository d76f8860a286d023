package dev.dialogporten.http.server;

import dev.dialogporten.http.exchange.ProblemResponder;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.server.Refusals.Reason;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * The bounded way out: answers that wait for their readers are counted, by organisation and all
 * together, and refused when they are too many. Belongs to one event loop.
 */
public final class Outbox {
  /** Smaller answers cost less than what is kept of a connection anyway. */
  private static final int COUNTED = 16 * 1024;

  private final ReplyWriter writer;
  private final ProblemResponder problems;
  private final Load waiting;
  private final Transfers transfers;

  /**
   * @param maxBytes of answers that wait for their readers
   */
  public Outbox(
      ReplyWriter writer,
      ProblemResponder problems,
      long maxBytes,
      Transfers transfers,
      Refusals refusals) {
    this.writer = writer;
    this.problems = problems;
    this.waiting = new Load(0, maxBytes, refusals);
    this.transfers = transfers;
  }

  /**
   * @param quota null when nobody knows whose request it is
   */
  void send(HttpServerRequest request, Reply reply, Quota quota) {
    int size = reply.body() == null ? 0 : reply.body().length();
    if (size >= COUNTED) {
      Problem refusal = hold(size, quota);
      if (refusal == null) {
        write(request, reply, quota).onComplete(gone -> release(size, quota));
        return;
      }
      reply = problems.reply(request, refusal);
    }
    Future<Void> gone = write(request, reply, quota);
    if (reply.status() == ProblemType.REQUEST_TIMEOUT.status()) {
      gone.onComplete(done -> end(request));
    }
  }

  /**
   * A client that sends requests without reading answers waits until it has: runs the task now, or
   * when there is room on the connection again.
   */
  void whenThereIsRoom(HttpServerRequest request, Runnable task) {
    if (!request.response().writeQueueFull()) {
      task.run();
      return;
    }
    request.pause();
    Transfers.Transfer transfer =
        transfers.begin(Reason.UNREAD, () -> request.connection().close());
    request.response().closeHandler(closed -> transfer.end());
    request
        .response()
        .drainHandler(
            drained -> {
              request.response().drainHandler(null).closeHandler(null);
              transfer.end();
              task.run();
              request.resume();
            });
  }

  private Future<Void> write(HttpServerRequest request, Reply reply, Quota quota) {
    return writer.write(request, quota == null ? reply : quota.tell(reply));
  }

  private Problem hold(int size, Quota quota) {
    if (quota != null && !quota.unread().hold(size)) {
      return Problem.tooMany(
          "Too many large answers wait for your organisation to read them. Read them first.");
    }
    if (!waiting.hold(size)) {
      if (quota != null) {
        quota.unread().release(size);
      }
      return Problem.unavailable("Too many large answers at the same time. Try again.");
    }
    return null;
  }

  private void release(int size, Quota quota) {
    waiting.release(size);
    if (quota != null) {
      quota.unread().release(size);
    }
  }

  private static void end(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
