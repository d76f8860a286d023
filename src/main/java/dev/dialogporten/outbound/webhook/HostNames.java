package dev.dialogporten.outbound.webhook;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks name servers without a thread that waits: however many of them never answer, other names are
 * looked up meanwhile. Remembers nothing. Safe to use from any thread.
 */
final class HostNames implements TargetGuard.Resolver {
  private static final long QUERY_MILLIS = 2_000;
  private static final int MOST_QUERIES = 6;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("webhook-names", true), NioIoHandler.newFactory());
  private final DnsNameResolver resolver;

  /**
   * @param server the name server to ask; empty for those of the system
   */
  HostNames(Optional<InetSocketAddress> server) {
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder(loop.next())
            .channelType(NioDatagramChannel.class)
            .socketChannelType(NioSocketChannel.class)
            // a port of its own for each question: harder to answer for somebody else
            .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
            .queryTimeoutMillis(QUERY_MILLIS)
            .maxQueriesPerResolve(MOST_QUERIES)
            // all addresses are wanted: each is to be checked
            .completeOncePreferredResolved(false)
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
    server.ifPresent(
        address ->
            builder.nameServerProvider(new SingletonDnsServerAddressStreamProvider(address)));
    this.resolver = builder.build();
  }

  @Override
  public Future<List<InetAddress>> addresses(String host) {
    Promise<List<InetAddress>> promise = Promise.promise();
    resolver
        .resolveAll(host)
        .addListener(
            (io.netty.util.concurrent.Future<List<InetAddress>> found) -> {
              if (found.isSuccess()) {
                promise.complete(found.getNow());
              } else {
                promise.fail(found.cause());
              }
            });
    return promise.future();
  }

  @Override
  public void close() {
    resolver.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
