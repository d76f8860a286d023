package dev.dialogporten.load.connection;

import dev.dialogporten.load.options.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslContext;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * One keep-alive connection with at most one request in flight. It connects when first used and
 * again after the target closed it. All calls happen on its event loop.
 */
public final class Connection {
  /** Told exactly once per request. */
  public interface Listener {
    void answered(Response response);

    /**
     * @param reason short, the same text for the same kind of failure
     */
    void failed(String reason);
  }

  private final Bootstrap bootstrap;
  private final InetSocketAddress address;
  private Channel channel;
  private Listener waiting;

  public Connection(EventLoop loop, Target target, SslContext tls) {
    this.address = new InetSocketAddress(target.host(), target.port());
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tls != null) {
                      channel
                          .pipeline()
                          .addLast(tls.newHandler(channel.alloc(), target.host(), target.port()));
                    }
                    channel.pipeline().addLast(ResponseReader.decoder(), new Reader());
                  }
                });
  }

  public ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  public boolean busy() {
    return waiting != null;
  }

  /** Sends a request and takes over its buffer. */
  public void send(ByteBuf request, Listener listener) {
    if (waiting != null) {
      request.release();
      throw new IllegalStateException("a request is in flight");
    }
    waiting = listener;
    if (channel != null && channel.isActive()) {
      channel.writeAndFlush(request);
      return;
    }
    bootstrap
        .connect(address)
        .addListener(
            (ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                channel = connected.channel();
                channel.writeAndFlush(request);
              } else {
                request.release();
                fail(reasonOf(connected.cause()));
              }
            });
  }

  /** Gives up the request in flight, if any, and closes. */
  public void abort(String reason) {
    Channel closing = channel;
    channel = null;
    if (closing != null) {
      closing.close();
    }
    fail(reason);
  }

  private void answer(Response response) {
    Listener listener = waiting;
    waiting = null;
    if (response.close() && channel != null) {
      channel.close();
      channel = null;
    }
    if (listener != null) {
      listener.answered(response);
    }
  }

  private void fail(String reason) {
    Listener listener = waiting;
    waiting = null;
    if (listener != null) {
      listener.failed(reason);
    }
  }

  private static String reasonOf(Throwable cause) {
    if (cause instanceof UnknownHostException || cause.getCause() instanceof UnknownHostException) {
      return "unknown host";
    }
    if (cause instanceof ConnectTimeoutException) {
      return "connection timed out";
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private final class Reader extends SimpleChannelInboundHandler<HttpObject> {
    private final ResponseReader reader = new ResponseReader();

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (context.channel() != channel) {
        return; // an aborted request's late answer
      }
      Response response = reader.read(part);
      if (response != null) {
        answer(response);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      super.channelInactive(context);
      if (context.channel() == channel) {
        abort("connection closed before the answer");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Throwable root = cause.getCause() != null ? cause.getCause() : cause;
      if (context.channel() == channel) {
        abort(reasonOf(root));
      } else {
        context.close();
      }
    }
  }
}
