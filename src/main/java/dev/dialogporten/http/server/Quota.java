package dev.dialogporten.http.server;

import dev.dialogporten.config.LimitSettings;
import dev.dialogporten.http.exchange.Reply;
import dev.dialogporten.http.server.Refusals.Reason;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one organisation takes up of this node: requests from their heads to their answers, and
 * bytes of bodies that are being received or have not been read by it yet. Safe to use from any
 * thread.
 */
final class Quota {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

  private final String who;
  private final LimitSettings limits;
  private final long maxBytes;
  private final Rate rate;
  private final String policy;
  private final AtomicInteger requests = new AtomicInteger();
  private final Bytes received = new Bytes();
  private final Bytes unread = new Bytes();
  private final Refusals refusals;
  private final RefusalLog log = new RefusalLog();

  /**
   * @param who for the log
   */
  Quota(String who, LimitSettings limits, long maxBytes, Refusals refusals) {
    this.who = who;
    this.limits = limits;
    this.maxBytes = maxBytes;
    this.refusals = refusals;
    int perSecond = limits.requestsPerSecond();
    this.rate = perSecond == 0 ? null : new Rate(perSecond, System.nanoTime());
    String inFlight = "\"in-flight\";q=" + limits.inFlight() + ";qu=\"concurrent-requests\"";
    this.policy = rate == null ? inFlight : "\"requests\";q=" + perSecond + ";w=1, " + inFlight;
  }

  /** Null when the request was counted in; it must {@link #leave} then. Otherwise why not. */
  Problem enter() {
    if (requests.incrementAndGet() > limits.inFlight()) {
      requests.decrementAndGet();
      refusals.count(Reason.IN_FLIGHT);
      log.refused(who + " has limits.in-flight=" + limits.inFlight() + " requests in flight");
      return Problem.tooMany(
          "Your organisation has "
              + limits.inFlight()
              + " requests in flight, the most it may have. Wait for answers before sending more.");
    }
    if (rate != null && !rate.take(System.nanoTime())) {
      requests.decrementAndGet();
      refusals.count(Reason.RATE);
      log.refused(who + " sends more than limits.requests-per-second");
      return Problem.tooMany(
          "Your organisation may send "
              + limits.requestsPerSecond()
              + " requests per second. Send them more slowly.");
    }
    return null;
  }

  void leave() {
    requests.decrementAndGet();
  }

  /** Bytes of request bodies. */
  Bytes received() {
    return received;
  }

  /** Bytes of answers that were written and not read yet. */
  Bytes unread() {
    return unread;
  }

  /** The fields of draft-ietf-httpapi-ratelimit-headers, while a rate is set or was exceeded. */
  Reply tell(Reply reply) {
    boolean refused = reply.status() == ProblemType.TOO_MANY_REQUESTS.status();
    if (rate == null && !refused) {
      return reply;
    }
    int free = Math.max(0, limits.inFlight() - requests.get());
    String inFlight = "\"in-flight\";r=" + free;
    return reply
        .with(POLICY, policy)
        .with(
            STATE,
            rate == null
                ? inFlight
                : "\"requests\";r=" + rate.remaining(System.nanoTime()) + ";t=1, " + inFlight);
  }

  /** A bounded count of bytes. */
  final class Bytes {
    private final AtomicLong count = new AtomicLong();

    /** Counts bytes in; false when they are too many. */
    boolean hold(long more) {
      if (count.addAndGet(more) > maxBytes) {
        count.addAndGet(-more);
        refusals.count(Reason.BYTES);
        log.refused(who + " has bodies of " + maxBytes + " bytes under way");
        return false;
      }
      return true;
    }

    void release(long fewer) {
      count.addAndGet(-fewer);
    }
  }
}
