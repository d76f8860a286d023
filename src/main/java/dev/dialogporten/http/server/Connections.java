package dev.dialogporten.http.server;

import dev.dialogporten.http.server.Refusals.Reason;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets so many connections in, all together and of one address; more are closed as they come.
 * Belongs to one event loop.
 */
public final class Connections {
  private final int max;
  private final int maxPerAddress;
  private final Transfers transfers;
  private final Refusals refusals;
  private final RefusalLog log = new RefusalLog();
  private final Map<String, Integer> open = new HashMap<>();
  private int total;

  public Connections(int max, int maxPerAddress, Transfers transfers, Refusals refusals) {
    this.max = max;
    this.maxPerAddress = maxPerAddress;
    this.transfers = transfers;
    this.refusals = refusals;
  }

  /** Takes a connection on which a request has come; until then the idle time alone bounds it. */
  public void take(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    if (total >= max || open.getOrDefault(address, 0) >= maxPerAddress) {
      log.refused(
          total >= max
              ? "http.max-connections are open on one event loop"
              : address + " has http.max-connections-per-address open on one event loop");
      refusals.count(Reason.CONNECTIONS);
      connection.close();
      return;
    }
    total++;
    open.merge(address, 1, Integer::sum);
    connection.closeHandler(closed -> leave(address));
    ChannelHandlerContext context = ((HttpServerConnection) connection).channelHandlerContext();
    HeadWatch.install(context.pipeline(), () -> begin(connection));
  }

  private Transfers.Transfer begin(HttpConnection connection) {
    return transfers.begin(Reason.SLOW_REQUEST, connection::close);
  }

  private void leave(String address) {
    total--;
    open.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
