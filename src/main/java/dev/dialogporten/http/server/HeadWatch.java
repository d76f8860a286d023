package dev.dialogporten.http.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Supplier;

/**
 * Times the heads of requests: from the first byte behind the last request until the head is whole.
 * Without it a client could send a byte now and then for ever. Stands behind the decoder of one
 * connection; another part of it, before the decoder, sees the bytes.
 */
final class HeadWatch extends ChannelInboundHandlerAdapter {
  private final Supplier<Transfers.Transfer> clock;
  private Transfers.Transfer head;
  private boolean expected = true;

  private HeadWatch(Supplier<Transfers.Transfer> clock) {
    this.clock = clock;
  }

  /** HTTP/2 has no such decoder: its heads come in frames of bounded size. */
  static void install(ChannelPipeline pipeline, Supplier<Transfers.Transfer> clock) {
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null) {
      HeadWatch watch = new HeadWatch(clock);
      pipeline.addAfter(decoder.name(), "head-watch", watch);
      pipeline.addBefore(decoder.name(), "head-bytes", watch.new Bytes());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    // a request or a piece of its body, which may be the first thing that is seen here
    expected = message instanceof LastHttpContent;
    end();
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    context.fireChannelInactive();
  }

  private void end() {
    if (head != null) {
      head.end();
      head = null;
    }
  }

  /** Sees what the decoder is given. */
  private final class Bytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (expected && head == null) {
        head = clock.get();
      }
      context.fireChannelRead(message);
    }
  }
}
