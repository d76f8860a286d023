package dev.dialogporten.outbound.webhook;

import dev.dialogporten.problem.Problem;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Look-ups of names under way, of which an organisation can have a bounded number: each of them may
 * take as long as its name server likes. Who asks for the same name shares the answer. Safe to use
 * from any thread.
 */
final class LookUps {
  static final int MOST_PER_ORG = 16;
  private static final int RETRY_SECONDS = 5;

  private final TargetGuard.Resolver resolver;
  private final Map<String, Map<String, Future<List<InetAddress>>>> underWay = new HashMap<>();

  LookUps(TargetGuard.Resolver resolver) {
    this.resolver = resolver;
  }

  /** Fails with a 429 problem when the organisation waits for too many other names. */
  synchronized Future<List<InetAddress>> addresses(String org, String host) {
    Map<String, Future<List<InetAddress>>> own =
        underWay.computeIfAbsent(org, key -> new HashMap<>());
    Future<List<InetAddress>> known = own.get(host);
    if (known != null) {
      return known;
    }
    if (own.size() >= MOST_PER_ORG) {
      String text = "Too many hosts of the organisation's webhooks are being looked up.";
      Problem problem = Problem.tooMany(text).withRetryAfter(RETRY_SECONDS);
      return Future.failedFuture(problem.toException());
    }
    Future<List<InetAddress>> answer = ask(host);
    own.put(host, answer);
    answer.onComplete(done -> landed(org, host));
    return answer;
  }

  private Future<List<InetAddress>> ask(String host) {
    try {
      return resolver.addresses(host);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private synchronized void landed(String org, String host) {
    underWay.computeIfPresent(
        org,
        (key, own) -> {
          own.remove(host);
          return own.isEmpty() ? null : own;
        });
  }
}
