package dev.dialogporten.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the service and PostgreSQL, and fails as networks and stopped processes do. */
public final class Proxy implements AutoCloseable {
  private final ServerSocket listener;
  private volatile InetSocketAddress target;
  private final String url;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean silentFromTheStart;
  private volatile boolean losing;

  private Proxy(String databaseUrl) throws IOException {
    this.target = address(databaseUrl);
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.url = databaseUrl.replaceFirst("@[^/]+/", "@127.0.0.1:" + listener.getLocalPort() + "/");
    daemon(this::accept);
  }

  public static Proxy of(TestDatabase database) {
    try {
      return new Proxy(database.url());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it leads to another server, as an address that moves; what is open is closed. */
  public void turnTo(TestDatabase other) {
    target = address(other.url());
    links.forEach(Link::close);
  }

  private static InetSocketAddress address(String databaseUrl) {
    URI uri = URI.create(databaseUrl);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The database's URL through this. */
  public String url() {
    return url;
  }

  /** From now on nothing is forwarded, on new connections neither, and nothing is closed. */
  public void silence() {
    silentFromTheStart = true;
    links.forEach(link -> link.silent = true);
  }

  /** New connections work; what has fallen silent stays so. */
  public void acceptAnew() {
    silentFromTheStart = false;
  }

  /**
   * The next bytes that the server answers on any connection that is asked something are lost, and
   * that connection is closed; what was asked has been forwarded.
   */
  public void loseAnswers() {
    losing = true;
  }

  public void forwardAnswers() {
    losing = false;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    links.forEach(Link::close);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket();
        server.connect(target);
        Link link = new Link(client, server, silentFromTheStart);
        links.add(link);
        daemon(() -> link.pump(client, server, false));
        daemon(() -> link.pump(server, client, true));
      } catch (IOException e) {
        // closed, or the server is away: the client sees its connection end
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server, boolean silent) {
      this.client = client;
      this.server = server;
      this.silent = silent;
    }

    void pump(Socket from, Socket to, boolean answers) {
      byte[] buffer = new byte[16384];
      try {
        InputStream in = from.getInputStream();
        int n;
        while ((n = in.read(buffer)) >= 0) {
          if (silent) {
            // swallowed; and the end of the connection is not passed on either
            continue;
          }
          if (answers && losing) {
            break;
          }
          to.getOutputStream().write(buffer, 0, n);
        }
      } catch (IOException e) {
        // the other end has gone
      }
      if (!silent) {
        close();
      }
    }

    void close() {
      try {
        client.close();
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      links.remove(this);
    }
  }
}
