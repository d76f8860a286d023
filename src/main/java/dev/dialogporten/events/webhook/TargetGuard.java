package dev.dialogporten.events.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dialogporten.problem.Problem;
import dev.dialogporten.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Keeps webhooks from reaching into the network the service runs in. A target's name is resolved
 * and all its addresses checked again after a few seconds, and every connection goes to an address
 * that was checked, so that a name which changes its mind gains nothing.
 */
final class TargetGuard {
  private static final int RESOLVERS = 4;
  private static final long RESOLVE_SECONDS = 5;
  private static final int MAX_URL = 2_000;
  private static final int MAX_TARGETS = 10_000;
  private static final Duration GOOD_FOR = Duration.ofSeconds(5);

  private final WorkerExecutor resolvers;
  private final Resolver resolver;
  private final boolean allowPrivate;
  private final boolean allowHttp;

  /** Of good targets by URL: a busy receiver is not looked up for every event. */
  private final Cache<String, Target> checked;

  /**
   * @param allowPrivate targets that are not on the public internet
   * @param allowHttp targets without TLS
   */
  TargetGuard(Vertx vertx, boolean allowPrivate, boolean allowHttp) {
    this(vertx, allowPrivate, allowHttp, InetAddress::getAllByName, GOOD_FOR);
  }

  /**
   * @param goodFor how long the answer of the resolver is believed
   */
  TargetGuard(
      Vertx vertx, boolean allowPrivate, boolean allowHttp, Resolver resolver, Duration goodFor) {
    this.resolver = resolver;
    this.checked = Caffeine.newBuilder().maximumSize(MAX_TARGETS).expireAfterWrite(goodFor).build();
    this.resolvers = vertx.createSharedWorkerExecutor("webhook-targets", RESOLVERS);
    this.allowPrivate = allowPrivate;
    this.allowHttp = allowHttp;
  }

  /** Looks up the addresses of a host; may block. */
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * @param address a checked address to connect to
   */
  record Target(URI url, SocketAddress address) {}

  /** Where to connect for a URL; fails with a 400 problem, key {@code url}, when it is refused. */
  Future<Target> check(String url) {
    Target known = checked.getIfPresent(url);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    String fault = url.length() > MAX_URL ? "is longer than 2000 characters" : faultOf(url);
    if (fault != null) {
      return refused("'url' " + fault + ".");
    }
    URI uri = URI.create(url);
    return resolvers
        .executeBlocking(() -> resolver.addresses(uri.getHost()), false)
        .timeout(RESOLVE_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> refused(unresolved(uri, failure)))
        .compose(addresses -> choose(uri, addresses))
        .onSuccess(target -> checked.put(url, target));
  }

  Future<Void> close() {
    return resolvers.close();
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

  private Future<Target> choose(URI uri, InetAddress[] addresses) {
    if (!allowPrivate) {
      for (InetAddress address : addresses) {
        if (!PublicAddress.is(address)) {
          return refused("'url' leads to an address that is not on the public internet.");
        }
      }
    }
    boolean tls = uri.getScheme().equalsIgnoreCase("https");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String address = addresses[0].getHostAddress();
    return Future.succeededFuture(new Target(uri, SocketAddress.inetSocketAddress(port, address)));
  }

  private static String unresolved(URI uri, Throwable failure) {
    return failure instanceof UnknownHostException
        ? "'url' names a host that does not exist: " + uri.getHost() + "."
        : "'url' names a host that cannot be resolved now: " + uri.getHost() + ".";
  }

  private static <T> Future<T> refused(String text) {
    return Future.failedFuture(Problem.of(ProblemType.VALIDATION, "url", text).toException());
  }
}
