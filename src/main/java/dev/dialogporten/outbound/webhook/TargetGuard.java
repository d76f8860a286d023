package dev.dialogporten.outbound.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.outbound.delivery.DeliveryFailure;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemException;
import dev.dialogporten.problem.ProblemType;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Keeps webhooks from reaching into the network the service runs in. A target's name is resolved
 * and all its addresses checked again after a few seconds, and every connection goes to an address
 * that was checked, so that a name which changes its mind gains nothing.
 */
final class TargetGuard {
  private static final long RESOLVE_SECONDS = 5;
  private static final int MAX_URL = 2_000;
  private static final int MAX_TARGETS = 10_000;
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final Resolver resolver;
  private final LookUps lookUps;
  private final boolean allowPrivate;
  private final boolean allowHttp;

  /** Of good targets by URL: a busy receiver is not looked up for every event. */
  private final Cache<String, Target> checked;

  /**
   * @param allowPrivate targets that are not on the public internet
   * @param allowHttp targets without TLS
   */
  TargetGuard(Resolver resolver, boolean allowPrivate, boolean allowHttp) {
    this(resolver, allowPrivate, allowHttp, GOOD_FOR);
  }

  /**
   * @param goodFor how long the answer of the resolver is believed
   */
  TargetGuard(Resolver resolver, boolean allowPrivate, boolean allowHttp, Duration goodFor) {
    this.resolver = resolver;
    this.lookUps = new LookUps(resolver);
    this.checked = Caffeine.newBuilder().maximumSize(MAX_TARGETS).expireAfterWrite(goodFor).build();
    this.allowPrivate = allowPrivate;
    this.allowHttp = allowHttp;
  }

  /** Looks up all addresses of a host, without blocking. */
  interface Resolver {
    Future<List<InetAddress>> addresses(String host);

    default void close() {}
  }

  /**
   * @param address a checked address to connect to
   */
  record Target(URI url, SocketAddress address) {}

  /**
   * For who names a URL now: fails with a 400 problem, key {@code url}, when it is refused or its
   * host is not found; with a 429 when the organisation waits for too many others.
   *
   * @param org who has named it
   */
  Future<Target> check(String org, String url) {
    return target(org, url)
        .recover(
            failure ->
                failure instanceof DeliveryFailure away
                    ? refused("'url' names a host that " + away.getMessage() + ".")
                    : Future.failedFuture(failure));
  }

  /** Where to connect for a URL; as {@link #check} but AWAY when the host is not found. */
  Future<Target> target(String org, String url) {
    Target known = checked.getIfPresent(url);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    String fault = url.length() > MAX_URL ? "is longer than 2000 characters" : faultOf(url);
    if (fault != null) {
      return refused("'url' " + fault + ".");
    }
    URI uri = URI.create(url);
    return here(lookUps.addresses(org, uri.getHost().replaceAll("[\\[\\]]", "")))
        .timeout(RESOLVE_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(unresolved(failure)))
        .compose(addresses -> choose(uri, addresses))
        .onSuccess(target -> checked.put(url, target));
  }

  /** Name servers' answers come on a thread of their own, and may be for several callers. */
  private static <T> Future<T> here(Future<T> answer) {
    Context caller = Vertx.currentContext();
    if (caller == null || answer.isComplete()) {
      return answer;
    }
    Promise<T> promise = Promise.promise();
    answer.onComplete(
        found -> caller.runOnContext(v -> promise.complete(found)),
        failure -> caller.runOnContext(v -> promise.fail(failure)));
    return promise.future();
  }

  void close() {
    resolver.close();
  }

  private String faultOf(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "is not a URL";
    }
    if (uri.getHost() == null || uri.getScheme() == null) {
      return "is not an absolute URL with a host";
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !(allowHttp && scheme.equals("http"))) {
      return "must begin with https://";
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return "must have neither user nor fragment";
    }
    return uri.getPort() == 0 || uri.getPort() > 65_535 ? "has no valid port" : null;
  }

  private Future<Target> choose(URI uri, List<InetAddress> addresses) {
    if (!allowPrivate) {
      for (InetAddress address : addresses) {
        if (!PublicAddress.is(address)) {
          return refused("'url' leads to an address that is not on the public internet.");
        }
      }
    }
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String address = addresses.get(0).getHostAddress();
    return Future.succeededFuture(new Target(uri, SocketAddress.inetSocketAddress(port, address)));
  }

  /** The code is what a name server has answered; without one it has not. */
  private static Throwable unresolved(Throwable failure) {
    if (failure instanceof ProblemException) {
      return failure;
    }
    boolean unknown = failure.getCause() instanceof DnsErrorCauseException;
    return DeliveryFailure.away(unknown ? "does not exist" : "cannot be resolved now");
  }

  private static <T> Future<T> refused(String text) {
    return Future.failedFuture(Problem.of(ProblemType.VALIDATION, "url", text).toException());
  }
}
