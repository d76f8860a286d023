package dev.dialogporten.persistence.connect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.spi.ConnectionFactory;
import java.util.concurrent.TimeUnit;

/**
 * The driver of PostgreSQL, with a limit on the time from an open socket to a connection that can
 * be used. Without it one that says nothing while it is being set up takes a place in its pool for
 * ever: whoever waits for it is told after a while, but the place is not free.
 */
public final class BoundedStartup extends PgDriver {
  static final String GUARD = "startup";

  @Override
  public ConnectionFactory<PgConnectOptions> createConnectionFactory(
      Vertx vertx, NetClientOptions transport) {
    return new PgConnectionFactory(new Guarding((VertxInternal) vertx), transport);
  }

  /** Ends the connection after a while; removed when there is one. */
  private static final class Guard extends ChannelInboundHandlerAdapter {
    private final long patienceMillis;
    private java.util.concurrent.Future<?> end;

    Guard(long patienceMillis) {
      this.patienceMillis = patienceMillis;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      end =
          context
              .executor()
              .schedule(() -> AnswerDeadline.cut(context), patienceMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
      end.cancel(false);
    }
  }

  private static final class Guarding extends VertxWrapper {
    Guarding(VertxInternal vertx) {
      super(vertx);
    }

    @Override
    public NetClient createNetClient(NetClientOptions options) {
      return new GuardedClient(super.createNetClient(options), options.getConnectTimeout());
    }
  }

  private record GuardedClient(NetClient client, long patienceMillis) implements NetClient {

    @Override
    public Future<NetSocket> connect(ConnectOptions options) {
      return client.connect(options).onSuccess(this::guard);
    }

    private void guard(NetSocket socket) {
      ((NetSocketInternal) socket)
          .channelHandlerContext()
          .pipeline()
          .addFirst(GUARD, new Guard(patienceMillis));
    }

    @Override
    public Future<NetSocket> connect(int port, String host) {
      return connect(SocketAddress.inetSocketAddress(port, host));
    }

    @Override
    public Future<NetSocket> connect(int port, String host, String serverName) {
      return connect(SocketAddress.inetSocketAddress(port, host), serverName);
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address) {
      return connect(new ConnectOptions().setRemoteAddress(address));
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address, String serverName) {
      return connect(new ConnectOptions().setRemoteAddress(address).setSniServerName(serverName));
    }

    @Override
    public Future<Void> shutdown(long timeout, TimeUnit unit) {
      return client.shutdown(timeout, unit);
    }

    @Override
    public Future<Boolean> updateSSLOptions(ClientSSLOptions options, boolean force) {
      return client.updateSSLOptions(options, force);
    }
  }
}
